import type { RequestWindow } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Button, ButtonRow, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { DebitLayout } from "./context.ts";
import { dateWords } from "./date_words.ts";

export interface RequestConfirmProps {
  readonly view: View;
  /** 이체의뢰, 재처리의뢰. */
  readonly title: string;
  readonly contractName: string;
  readonly count: number;
  readonly amountWon: bigint;
  readonly window: RequestWindow;
  /** Further lines: items, arrears. */
  readonly lines?: readonly { readonly term: string; readonly value: Html }[];
  readonly action: string;
  /** Hidden fields: the choice and what was ticked. */
  readonly fields: Html;
  readonly backTo: string;
  readonly current: string;
}

/** What will be asked for, once more, before it is. */
export function RequestConfirmPage(props: RequestConfirmProps): Markup {
  const { window } = props;
  return DebitLayout({
    view: props.view,
    title: `${props.title} 확인`,
    current: props.current,
    children: html`
      <div class="stack">
        ${PageTitle({ title: `${props.title} 확인`, note: "아직 의뢰하지 않았습니다" })}
        ${props.count === 0
          ? Notice({
            tone: "care",
            title: "고른 것이 없습니다.",
            children: "목록에서 의뢰할 것을 골라 주십시오.",
          })
          : null}
        ${Card({
          children: DefinitionList({
            items: [
              { term: "계약", value: props.contractName },
              { term: "출금일", value: dateWords(window.debitDate) },
              { term: "건수", value: html`<strong>${groupDigits(props.count)}건</strong>` },
              { term: "이체금액", value: html`<strong>${formatWon(props.amountWon)}</strong>` },
              ...props.lines ?? [],
              { term: "취소 마감", value: formatDate(window.cutoffAt, "dateTime") },
              { term: "결과", value: formatDate(window.resultDueAt, "dateTime") },
            ],
          }),
        })}
        ${Form({
          view: props.view,
          action: props.action,
          children: html`
            <div hidden>${props.fields}</div>
            ${ButtonRow({
              children: [
                props.count === 0 || !window.isOpen ? null : Button({
                  kind: "primary",
                  wide: true,
                  children: `${groupDigits(props.count)}건 의뢰합니다`,
                }),
                LinkButton({ href: props.backTo, wide: true, children: "목록으로" }),
              ],
            })}
          `,
        })}
      </div>
    `,
  });
}
