import type { ApiKey, WebhookEndpoint } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Confirmed } from "../staff/members/member_page.ts";
import { Badge } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { apiKeyEnd, apiKeys, endpoint } from "./money_paths.ts";
import { EVENT_WORDS } from "./event_words.ts";
import { type Fresh, FreshSecret } from "./fresh_secret.ts";
import { EndpointForm, type TypedEndpoint } from "./integration_endpoint_page.ts";
import { IntegrationGuide } from "./integration_guide.ts";

export interface IntegrationPageProps {
  readonly view: View;
  readonly keys: readonly ApiKey[];
  readonly endpoints: readonly WebhookEndpoint[];
  readonly apiUrl: string;
  /** Of the forms that show a secret. */
  readonly idempotencyKey: string;
  readonly fresh?: Fresh;
  readonly typed?: Readonly<Record<string, string>>;
  readonly typedEndpoint?: TypedEndpoint;
  readonly errors?: readonly FieldError[];
}

/** 연동: keys of the REST API, and webhooks. */
export function IntegrationPage(props: IntegrationPageProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "연동",
    current: debitPaths.integration,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "연동(API·웹훅)" })} ${FormErrors({ errors: props.errors })}
        ${props.fresh === undefined ? null : FreshSecret(props.fresh)} ${Keys(props)} ${NewKey(
          props,
        )}
        ${Endpoints(props)}
        ${Card({
          title: "웹훅 추가",
          children: EndpointForm({
            view: props.view,
            errors: props.errors,
            typed: props.typedEndpoint,
            idempotencyKey: props.idempotencyKey,
          }),
        })}
        ${Card({
          title: "연동 방법",
          children: IntegrationGuide(props),
        })}
      </div>
    `,
  });
}

function Keys(props: IntegrationPageProps): Markup {
  return Table({
    caption: "API 키",
    title: "API 키",
    rows: props.keys,
    empty: { title: "만든 키가 없습니다." },
    columns: [
      { key: "name", title: "이름", telling: true, rowHeader: true, cell: (key) => key.name },
      {
        key: "prefix",
        title: "앞부분",
        cell: (key) => html`<span class="code">${key.prefix}…</span>`,
      },
      { key: "made", title: "만든 날", cell: (key) => formatDate(key.createdAt, "date") },
      {
        key: "used",
        title: "마지막 사용",
        cell: (key) => key.lastUsedAt === undefined ? "-" : formatDate(key.lastUsedAt, "dateTime"),
      },
      { key: "state", title: "상태", telling: true, cell: (key) => KeyState(props, key) },
    ],
  });
}

function KeyState(props: IntegrationPageProps, key: ApiKey): Html {
  if (key.revokedAt !== undefined) return Badge({ tone: "neutral", children: "폐기됨" });
  return Confirmed({
    view: props.view,
    action: apiKeyEnd(key.id),
    summary: "폐기",
    text: "되돌릴 수 없습니다.",
    button: "폐기합니다",
  });
}

function NewKey(props: IntegrationPageProps): Markup {
  return Card({
    title: "새 API 키",
    children: Form({
      view: props.view,
      action: apiKeys,
      idempotencyKey: props.idempotencyKey,
      children: html`
        ${TextInput({
          name: "name",
          label: "새 키 이름",
          lengthMax: 40,
          value: props.typed?.["name"] ?? "",
          hint: "어느 시스템에서 쓰는지 알 수 있게 적어 주십시오.",
          error: props.errors?.find(({ field }) => field === "name")?.message,
        })}
        ${Button({ kind: "primary", children: "키 만들기" })}
      `,
    }),
  });
}

const DELIVERY_WORDS = { delivered: "받음", failing: "다시 보내는 중", gaveUp: "그만둠" } as const;

function Endpoints(props: IntegrationPageProps): Markup {
  return Table({
    caption: "웹훅",
    title: "웹훅",
    rows: props.endpoints,
    empty: { title: "등록한 웹훅이 없습니다." },
    columns: [
      {
        key: "url",
        title: "받을 주소",
        telling: true,
        rowHeader: true,
        cell: (each) => html`<span class="code code-long">${each.url}</span>`,
      },
      {
        key: "types",
        title: "받는 일",
        cell: (each) => each.types.map((type) => EVENT_WORDS[type]).join(", ") || "모두",
      },
      {
        key: "last",
        title: "마지막 전송",
        cell: (each) =>
          each.lastDelivery === undefined
            ? "-"
            : `${formatDate(each.lastDelivery.at, "dateTime")} ${
              DELIVERY_WORDS[each.lastDelivery.status]
            }`,
      },
      { key: "active", title: "사용", cell: (each) => each.isActive ? "예" : "아니요" },
      {
        key: "open",
        title: "관리",
        telling: true,
        cell: (each) =>
          LinkButton({
            href: endpoint(each.id),
            size: "small",
            children: "열기",
            label: `${each.url} 열기`,
          }),
      },
    ],
  });
}
