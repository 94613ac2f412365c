import type { OrderRow, RetryChance } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { formatWon } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateWords, monthWords } from "./date_words.ts";
import { failureAdvice, failureWords } from "./failure_words.ts";
import { ORDER_STATES } from "./words.ts";

export interface ResultDetailProps {
  readonly view: View;
  readonly order: OrderRow;
  /** What is left for it, where it failed. */
  readonly chance: RetryChance;
  /** The member may take it back, and it is not too late. */
  readonly canWithdraw: boolean;
}

/** One debit: amounts, state, reason, and the file that holds it. */
export function ResultDetailPage(props: ResultDetailProps): Markup {
  const { order } = props;
  const { tone, label, meaning } = ORDER_STATES[order.state];
  return DebitLayout({
    view: props.view,
    title: `${order.customerName} 이체의뢰`,
    current: debitPaths.results,
    children: html`
      <div class="stack">
        ${Breadcrumb({
          items: [
            { label: "이체의뢰결과", href: debitPaths.results },
            { label: order.customerName },
          ],
        })}
        ${PageTitle({ title: order.customerName, note: order.customerNumber })}
        ${order.state === "failed" ? Failure(props) : null}
        <div class="work-two-thirds">
          ${Card({
            title: "진행상태",
            aside: Badge({ tone, children: label }),
            children: html`<p>${meaning}</p>${DefinitionList({ items: progressOf(order) })}`,
          })}
          ${Card({ title: "금액", children: DefinitionList({ items: amountsOf(order) }) })}
        </div>
        ${Card({ title: "이체정보", children: DefinitionList({ items: instructionOf(order) }) })}
        ${props.canWithdraw ? Withdrawal(props) : null}
      </div>
    `,
  });
}

function Failure({ order, chance }: ResultDetailProps): Markup {
  const code = order.code ?? "";
  const { reason } = failureWords(code);
  const advice = failureAdvice(code, chance) || "다시 의뢰했거나 수납이 끝났습니다.";
  return Notice({
    tone: "bad",
    title: code === "" ? reason : `${reason} (은행 코드 ${code})`,
    children: order.willRetryOn === undefined
      ? advice
      : `${dateWords(order.willRetryOn)}에 자동으로 다시 의뢰합니다.`,
  });
}

type Items = readonly { readonly term: Html; readonly value: Html }[];

function progressOf(order: OrderRow): Items {
  const at = (instant: Date) => formatDate(instant, "dateTime");
  return [
    { term: "구분", value: kindOf(order) },
    { term: "출금일", value: dateWords(order.debitDate) },
    { term: "의뢰일시", value: at(order.requestedAt) },
    { term: "마감", value: at(order.cutoffAt) },
    order.resultedAt === undefined
      ? { term: "결과 예정", value: at(order.resultDueAt) }
      : { term: "결과", value: at(order.resultedAt) },
    {
      term: "의뢰 파일",
      value: order.fileName === undefined ? "아직 보내지 않았습니다" : html`
        <span class="code">${order.fileName}</span> ${order.sequence === undefined
          ? null
          : `${order.sequence}번째 자료`}
      `,
    },
  ];
}

function kindOf(order: OrderRow): string {
  if (order.kind === "regular") return "정기 이체";
  return order.isAutomatic ? "자동 재처리" : "재처리";
}

function amountsOf(order: OrderRow): Items {
  return [
    { term: "청구금액", value: formatWon(order.grossWon) },
    { term: "할인", value: formatWon(-order.discountWon) },
    { term: "미수금", value: formatWon(order.arrearsWon) },
    { term: "이체금액", value: html`<strong>${formatWon(order.amountWon)}</strong>` },
  ];
}

function instructionOf(order: OrderRow): Items {
  return [
    {
      term: "고객",
      value: html`<a href=${debitPaths.customer(order.customerId)}>${order.customerName}</a>`,
    },
    { term: "등급", value: order.grade === "" ? "-" : order.grade },
    { term: "집금항목", value: order.itemName },
    { term: "청구 월", value: monthWords(order.month) },
    { term: "은행·계좌", value: `${order.bankName} ${order.accountMasked}` },
  ];
}

function Withdrawal({ view, order }: ResultDetailProps): Markup {
  return html`
    <details class="confirm">
      <summary>의뢰 취소</summary>
      ${Form({
        view,
        action: collectionPaths.orderWithdrawal,
        inline: true,
        children: html`
          <input type="hidden" name="order" value=${order.id} />
          <span>${formatDate(order.cutoffAt, "dateTime")}까지 취소할 수 있습니다.</span>
          ${Button({ kind: "danger", size: "small", children: "취소합니다" })}
          ${LinkButton({ href: debitPaths.results, size: "small", children: "목록으로" })}
        `,
      })}
    </details>
  `;
}
