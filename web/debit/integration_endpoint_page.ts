import { EVENT_TYPES, type IntegrationDesk, type WebhookEndpoint } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Confirmed } from "../staff/members/member_page.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { EVENT_WORDS } from "./event_words.ts";
import { type Fresh, FreshSecret } from "./fresh_secret.ts";
import {
  endpoint as endpointPath,
  endpointEnd,
  endpointReplay,
  endpoints,
  endpointSecrets,
} from "./money_paths.ts";

type Delivery = Awaited<ReturnType<IntegrationDesk["deliveries"]>>[number];

export interface EndpointFormProps {
  readonly view: View;
  /** Of a new one, which shows a secret. */
  readonly idempotencyKey?: string;
  readonly endpoint?: WebhookEndpoint;
  readonly errors?: readonly FieldError[] | undefined;
  /** What was typed into a form that is shown again. */
  readonly typed?: TypedEndpoint | undefined;
}

export interface TypedEndpoint {
  readonly url: string;
  readonly isActive: boolean;
  readonly types: readonly string[];
}

/** Address and events; of none all are told. */
export function EndpointForm(props: EndpointFormProps): Html {
  const { view, endpoint, errors, typed, idempotencyKey } = props;
  const shown: TypedEndpoint = typed ?? endpoint ?? { url: "", isActive: true, types: [] };
  return Form({
    view,
    action: endpoint === undefined ? endpoints : endpointPath(endpoint.id),
    idempotencyKey: endpoint === undefined ? idempotencyKey : undefined,
    children: html`
      ${TextInput({
        name: "url",
        label: "받을 주소",
        type: "url",
        lengthMax: 2_000,
        value: shown.url,
        hint: "공개된 https 주소여야 합니다. 주소를 바꾸면 새 비밀값을 드립니다.",
        error: errors?.find(({ field }) => field === "url")?.message,
      })}
      ${Checkbox({
        name: "isActive",
        label: "이 주소로 보냅니다",
        isSwitch: true,
        checked: shown.isActive,
      })}
      <fieldset class="plain-fieldset">
        <legend>받을 일 (고르지 않으면 모두)</legend>
        <div class="event-types">
          ${EVENT_TYPES.map((type) =>
            html`
              <label class="event-type">
                <input
                  type="checkbox"
                  name="types"
                  value=${type}
                  checked=${shown.types.includes(type)}
                />
                <span>${EVENT_WORDS[type]} <span class="code">${type}</span></span>
              </label>
            `
          )}
        </div>
      </fieldset>
      ${Button({ children: "웹훅 저장" })}
    `,
  });
}

export interface EndpointPageProps extends EndpointFormProps {
  readonly endpoint: WebhookEndpoint;
  readonly deliveries: readonly Delivery[];
  readonly fresh?: Fresh | undefined;
  readonly idempotencyKey: string;
}

/** One webhook: what it takes, its secret, what was sent, and sending again. */
export function EndpointPage(props: EndpointPageProps): Markup {
  const { view, endpoint } = props;
  return DebitLayout({
    view,
    title: "웹훅",
    current: debitPaths.integration,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "웹훅", note: endpoint.url })} ${FormErrors({ errors: props.errors })}
        ${props.fresh === undefined ? null : FreshSecret(props.fresh)}
        ${Card({ children: EndpointForm(props) })} ${Secret(props)} ${Deliveries(props)}
        ${Card({
          title: "다시 보내기",
          children: Form({
            view,
            action: endpointReplay(endpoint.id),
            children: html`
              ${TextInput({
                name: "since",
                label: "이 날부터의 일을 모두 다시 보냅니다",
                type: "date",
                error: props.errors?.find(({ field }) => field === "since")?.message,
              })}
              ${Button({ children: "다시 보내기" })}
            `,
          }),
        })}
        ${Confirmed({
          view,
          action: endpointEnd(endpoint.id),
          summary: "웹훅 삭제",
          text: "더는 보내지 않습니다.",
          button: "삭제합니다",
        })}
        <div>${LinkButton({ href: debitPaths.integration, children: "연동으로" })}</div>
      </div>
    `,
  });
}

/** 서명 비밀값: a new one, and until when the one before still signs. */
function Secret({ view, endpoint, idempotencyKey }: EndpointPageProps): Markup {
  const { previousSecretUntil } = endpoint;
  return Card({
    title: "서명 비밀값",
    children: html`
      <div class="stack-tight">
        <p class="quiet">
          보내는 내용은 비밀값으로 서명합니다. 새로 발급하면 이전 비밀값으로도 24시간 동안 함께
          서명하므로, 그동안 받는 쪽을 바꾸시면 됩니다.
        </p>
        ${previousSecretUntil === undefined ? null : Notice({
          tone: "info",
          children: `이전 비밀값으로도 ${
            formatDate(previousSecretUntil, "dateTime")
          }까지 서명하고, 그 뒤에는 지웁니다.`,
        })}
        ${Confirmed({
          view,
          action: endpointSecrets(endpoint.id),
          summary: "비밀값 다시 발급",
          text: previousSecretUntil === undefined
            ? "새 비밀값을 한 번 보여 드립니다."
            : "새 비밀값을 한 번 보여 드립니다. 위의 이전 비밀값은 바로 지웁니다.",
          button: "발급합니다",
          idempotencyKey,
        })}
      </div>
    `,
  });
}

function eventWords(type: string): string {
  return Object.entries(EVENT_WORDS).find(([each]) => each === type)?.[1] ?? type;
}

const STATES: Readonly<Record<string, readonly [Tone, string]>> = {
  pending: ["care", "대기"],
  delivered: ["good", "받음"],
  gaveUp: ["bad", "그만둠"],
};

function Deliveries(
  { view, endpoint, deliveries }: {
    readonly view: View;
    readonly endpoint: WebhookEndpoint;
    readonly deliveries: readonly Delivery[];
  },
): Markup {
  return Table({
    caption: "보낸 기록",
    title: "보낸 기록",
    rows: deliveries,
    empty: { title: "보낸 것이 없습니다." },
    columns: [
      { key: "at", title: "시각", nowrap: true, cell: (each) => formatDate(each.at, "dateTime") },
      {
        key: "type",
        title: "일",
        telling: true,
        rowHeader: true,
        cell: (each) => eventWords(each.type),
      },
      { key: "count", title: "시도", align: "right", cell: (each) => `${each.attemptCount}번` },
      { key: "answer", title: "응답", cell: (each) => each.answer ?? "-" },
      {
        key: "state",
        title: "상태",
        telling: true,
        cell: (each) => {
          const [tone, children] = STATES[each.state] ?? ["neutral", each.state];
          return Badge({ tone, children });
        },
      },
      {
        key: "again",
        title: "다시",
        cell: (each) =>
          Form({
            view,
            action: endpointReplay(endpoint.id),
            inline: true,
            children: html`
              <input type="hidden" name="eventId" value=${each.eventId} />
              ${Button({
                size: "small",
                children: "다시 보내기",
                label: `${eventWords(each.type)} 다시 보내기`,
              })}
            `,
          }),
      },
    ],
  });
}
