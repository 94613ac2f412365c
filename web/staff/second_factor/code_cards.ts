import { type Html, html, type Markup } from "../../html.ts";
import { Button } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { formatDate } from "../../ui/date_text.ts";
import { Form } from "../../ui/form.ts";
import { Notice } from "../../ui/notice.ts";
import { staffPaths } from "../context.ts";
import { withReturn } from "../staff_paths.ts";
import type { FactorSettingsProps } from "./settings_page.ts";

/** 인증 앱: enrolled or not, and the way in and out. */
export function CodeAppCard(props: FactorSettingsProps): Markup {
  const { factors, session } = props;
  const since = factors.codeAppSince;
  return Card({
    title: "인증 앱",
    children: html`
      <div class="stack-tight">
        <p class="quiet">
          휴대전화의 인증 앱(Google Authenticator 등)이 30초마다 새로 보여 주는 숫자 6자리로 확인합니다.
        </p>
        ${since === undefined
          ? null
          : html`<p>${formatDate(since, "dateTime")}에 등록했습니다.</p>`}
        ${!factors.mayChange ? null : since === undefined
          ? Form({
            view: props.view,
            action: withReturn(staffPaths.codeApp, props.returnPath),
            children: Button({
              kind: session.secondFactor.isEnrolled ? "secondary" : "primary",
              children: "인증 앱 등록",
            }),
          })
          : Removal(props)}
      </div>
    `,
  });
}

function Removal({ view }: FactorSettingsProps): Html {
  return html`
    <details class="confirm">
      <summary>인증 앱 삭제</summary>
      ${Form({
        view,
        action: staffPaths.codeAppRemoval,
        inline: true,
        children: html`
          <span>다시 쓰시려면 새로 등록해야 합니다.</span>
          ${Button({
            kind: "danger",
            size: "small",
            children: "삭제합니다",
            label: "인증 앱 삭제",
          })}
        `,
      })}
    </details>
  `;
}

/** 복구 코드: how many are left, and new ones. */
export function RecoveryCard({ view, factors }: FactorSettingsProps): Markup {
  const count = factors.recoveryCodeCount;
  return Card({
    title: "복구 코드",
    aside: `${count}개 남음`,
    children: html`
      <div class="stack-tight">
        ${count > 0 ? null : Notice({
          tone: "care",
          title: "복구 코드를 만들어 두십시오.",
          children: "휴대전화를 잃어버리셨을 때 이 코드로 확인하실 수 있습니다.",
        })}
        <p class="quiet">
          8개를 만들어 한 번만 보여 드립니다. 하나를 한 번씩 쓸 수 있고, 새로 만들면 이전 코드는 쓸 수
          없습니다.
        </p>
        ${factors.mayChange
          ? Form({
            view,
            action: staffPaths.recoveryCodes,
            children: Button({
              kind: count === 0 ? "primary" : "secondary",
              children: "복구 코드 만들기",
            }),
          })
          : null}
      </div>
    `,
  });
}
