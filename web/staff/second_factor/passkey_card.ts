import type { Passkey } from "@maru/auth";
import { type Html, html, type Markup } from "../../html.ts";
import PasskeyIsland from "../../islands/passkey.ts";
import { Button } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { fieldId } from "../../ui/field.ts";
import { formatDate } from "../../ui/date_text.ts";
import { Form } from "../../ui/form.ts";
import { Island } from "../../ui/island.ts";
import { LineList } from "../../ui/line_list.ts";
import { staffPaths } from "../context.ts";
import { withReturn } from "../staff_paths.ts";
import { NeedsScript } from "./needs_script.ts";
import type { FactorSettingsProps } from "./settings_page.ts";

/** 패스키: those of the account, each with a name, and a new one. */
export function PasskeyCard(props: FactorSettingsProps): Markup {
  const { factors, view, returnPath } = props;
  return Card({
    title: "패스키",
    children: html`
      <div class="stack-tight">
        <p class="quiet">
          이 기기의 지문, 얼굴 또는 화면 잠금으로 확인합니다. 가짜 사이트에서는 쓸 수 없어 가장 안전합니다.
        </p>
        ${factors.passkeys.length === 0 ? null : LineList({
          lines: factors.passkeys.map((passkey) => ({
            title: passkey.name,
            note: passkey.lastUsedAt === undefined
              ? `${formatDate(passkey.createdAt, "date")} 등록`
              : `마지막 사용 ${formatDate(passkey.lastUsedAt, "dateTime")}`,
            ...(factors.mayChange ? { below: Changes(props, passkey) } : {}),
          })),
        })}
        ${factors.mayChange
          ? [
            NeedsScript(),
            Island({
              view,
              name: "passkey",
              component: PasskeyIsland,
              props: {
                ceremony: "create" as const,
                host: factors.passkeyHost ?? "",
                optionsHref: staffPaths.passkeyCreation,
                answerHref: staffPaths.passkeys,
                doneHref: withReturn(staffPaths.secondFactorSettings, returnPath),
                isPrimary: false,
              },
            }),
          ]
          : null}
      </div>
    `,
  });
}

/** The field of a passkey's name, of which the page has several. */
export function nameField(id: string): string {
  return `passkey-${id}`;
}

function Changes({ view, errors }: FactorSettingsProps, { id, name }: Passkey): Html {
  const field = fieldId(nameField(id));
  const wrong = errors?.find((error) => error.field === nameField(id))?.message;
  return html`
    <div class="passkey-changes">
      <details class="confirm-plain" open=${wrong !== undefined}>
        <summary>이름 변경</summary>
        ${Form({
          view,
          action: staffPaths.passkeyName(id),
          inline: true,
          children: html`
            <input
              class="input"
              id=${field}
              name="name"
              value=${name}
              maxlength="40"
              aria-label=${`${name}의 새 이름`}
              aria-invalid=${wrong === undefined ? undefined : "true"}
              aria-describedby=${wrong === undefined ? undefined : `${field}-error`}
              required
            />
            ${Button({ size: "small", children: "저장", label: `${name}의 이름 저장` })}
            ${wrong === undefined
              ? null
              : html`<p class="field-error" id=${`${field}-error`}>${wrong}</p>`}
          `,
        })}
      </details>
      <details class="confirm">
        <summary>삭제</summary>
        ${Form({
          view,
          action: staffPaths.passkeyRemoval(id),
          inline: true,
          children: html`
            <span>이 패스키로는 더 확인할 수 없습니다.</span>
            ${Button({
              kind: "danger",
              size: "small",
              children: "삭제합니다",
              label: `${name} 삭제`,
            })}
          `,
        })}
      </details>
    </div>
  `;
}
