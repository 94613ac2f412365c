import type { InstitutionDesk } from "@maru/submission";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Badge } from "../ui/badge.ts";
import { Card } from "../ui/card.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { CodeBlock } from "../ui/code_block.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";

type ApiKey = Awaited<ReturnType<InstitutionDesk["apiKeys"]>>[number];

export interface IntegrationPageProps {
  readonly view: View;
  readonly webhook?: { readonly url: string; readonly active: boolean };
  readonly apiKeys: readonly ApiKey[];
  readonly canEdit: boolean;
  readonly apiUrl: string;
  /** A secret that was just made; it is shown this one time. */
  readonly fresh?: { readonly label: string; readonly secret: string };
  /** What was typed and refused. */
  readonly webhookUrl?: string;
  readonly keyName?: string;
  readonly errors?: readonly FieldError[];
}

/** 연동: the webhook with its secret, the keys of the pull API, and how to check a signature. */
export function IntegrationPage(props: IntegrationPageProps): Markup {
  return ConsoleLayout({
    view: props.view,
    title: "연동",
    current: consolePaths.integration,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "연동(API·웹훅)" })}
        ${props.fresh === undefined ? null : Fresh(props.fresh)}
        ${Card({ title: "웹훅", children: Webhook(props) })}
        ${Card({ title: "조회 API 키", children: ApiKeys(props) })}
        ${Card({ title: "연동 방법", children: HowTo(props) })}
      </div>
    `,
  });
}

function Fresh(fresh: { label: string; secret: string }): Markup {
  return html`
    <div class="stack-tight">
      ${Notice({
        tone: "care",
        title: `${fresh.label}${
          fresh.label.endsWith("값") ? "은" : "는"
        } 지금 한 번만 보여 드립니다.`,
        children: "안전한 곳에 옮겨 적어 주십시오.",
      })}
      ${CodeBlock({ label: fresh.label, code: fresh.secret })}
    </div>
  `;
}

function Webhook(props: IntegrationPageProps): Html {
  const error = props.errors?.find((each) => each.field === "url")?.message;
  return Form({
    view: props.view,
    action: consolePaths.webhook,
    children: html`
      <fieldset class="plain-fieldset" disabled=${!props.canEdit}>
        ${TextInput({
          name: "url",
          label: "받을 주소",
          type: "url",
          value: props.webhookUrl ?? props.webhook?.url ?? "",
          hint: "https 주소여야 합니다. 서류가 발급될 때마다 이 주소로 보냅니다.",
          error,
        })}
        ${Checkbox({
          name: "active",
          label: "웹훅으로 보냅니다",
          checked: props.webhook?.active ?? true,
          isSwitch: true,
        })}
        ${props.canEdit ? Button({ kind: "primary", children: "웹훅 저장" }) : null}
      </fieldset>
    `,
  });
}

function ApiKeys(props: IntegrationPageProps): Html {
  return html`
    <div class="stack-tight">
      ${Table({
        caption: "조회 API 키",
        rows: props.apiKeys,
        empty: { title: "만든 키가 없습니다." },
        columns: [
          { key: "name", title: "이름", telling: true, rowHeader: true, cell: (key) => key.name },
          {
            key: "prefix",
            title: "앞부분",
            cell: (key) => html`<span class="code">${key.prefix}…</span>`,
          },
          { key: "created", title: "만든 날", cell: (key) => formatDate(key.createdAt, "date") },
          {
            key: "used",
            title: "마지막 사용",
            cell: (key) => key.lastUsedAt ? formatDate(key.lastUsedAt, "dateTime") : "-",
          },
          { key: "action", title: "상태", telling: true, cell: (key) => KeyState(props, key) },
        ],
      })}
      ${props.canEdit
        ? Form({
          view: props.view,
          action: consolePaths.apiKeys,
          children: html`
            ${TextInput({
              name: "name",
              label: "새 키 이름",
              value: props.keyName ?? "",
              lengthMax: 40,
              hint: "어느 시스템에서 쓰는지 알 수 있게 적어 주십시오. 40자까지 적을 수 있습니다.",
              error: props.errors?.find((each) => each.field === "name")?.message,
            })}
            ${Button({ children: "키 만들기" })}
          `,
        })
        : null}
    </div>
  `;
}

function KeyState(props: IntegrationPageProps, key: ApiKey): Html {
  if (key.revokedAt) return Badge({ tone: "neutral", children: "폐기됨" });
  if (!props.canEdit) return Badge({ tone: "good", children: "사용 중" });
  return html`
    <details class="confirm">
      <summary>폐기</summary>
      ${Form({
        view: props.view,
        action: consolePaths.apiKeyRevocation(key.id),
        inline: true,
        children: html`
          <span>되돌릴 수 없습니다.</span>
          ${Button({
            kind: "danger",
            size: "small",
            children: "폐기합니다",
            label: `${key.name} 폐기`,
          })}
        `,
      })}
    </details>
  `;
}

function HowTo(props: IntegrationPageProps): Html {
  return html`
    <div class="how-to">
      <ul>
        <li>
          웹훅 요청에는 <span class="code">Maru-Signature: t=시각,v1=서명</span> 머리글이 있습니다. 서명은
          비밀값을 열쇠로 한 <span class="code">HMAC-SHA-256("시각.본문")</span>의 16진수입니다. 시각이
          5분 넘게 다르면 거절해 주십시오.
        </li>
        <li>
          <span class="code">Maru-Delivery</span> 머리글이 같으면 같은 서류입니다. 한 번만 처리해 주십시오.
        </li>
        <li>응답이 2xx가 아니면 3일 동안 간격을 늘리며 다시 보냅니다.</li>
      </ul>
      ${CodeBlock({
        label: "조회 API로 받기",
        code: `curl -H "Authorization: Bearer <API 키>" "${props.apiUrl}/documents?limit=50"`,
      })}
    </div>
  `;
}
