import type { Settlement, SettlementLine } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { Table } from "../ui/table.ts";
import { dateCell } from "./date_words.ts";
import { rangeWords } from "./settlement_list.ts";
import { FEE_WORDS, SETTLEMENT_WORDS, StateBadge } from "./money_words.ts";

/** 정산서: how what was collected becomes what is paid out. */
export function SettlementSums({ settlement }: { readonly settlement: Settlement }): Markup {
  return Card({
    title: "정산 금액",
    aside: StateBadge(SETTLEMENT_WORDS[settlement.state]),
    children: html`
      <div class="money-sums">${DefinitionList({ items: sumsOf(settlement) })}</div>
    `,
  });
}

function sumsOf(settlement: Settlement): { readonly term: string; readonly value: Html }[] {
  const carried = settlement.carriedInWon === 0n
    ? []
    : [{ term: "앞 정산에서 넘어온 금액", value: formatWon(settlement.carriedInWon) }];
  const left = settlement.carriedOutWon === 0n
    ? []
    : [{ term: "다음 정산으로 넘기는 금액", value: formatWon(settlement.carriedOutWon) }];
  return [
    { term: "출금일", value: rangeWords(settlement.from, settlement.to) },
    {
      term: "수납액",
      value: `${formatWon(settlement.collectedWon)} (${groupDigits(settlement.collectedCount)}건)`,
    },
    { term: "수수료", value: `−${formatWon(settlement.feeWon)}` },
    { term: "부가세", value: `−${formatWon(settlement.vatWon)}` },
    ...carried,
    {
      term: "지급액",
      value: html`<strong class="money-total">${formatWon(settlement.payoutWon)}</strong>`,
    },
    ...left,
    { term: "지급", value: paidWords(settlement) },
    ...accountLine(settlement),
  ];
}

function paidWords({ paidAt, payoutOn }: Settlement): string {
  return paidAt === undefined ? `${dateCell(payoutOn)} 예정` : formatDate(paidAt, "dateTime");
}

/** From its approval on a payout goes to one account. */
function accountLine(settlement: Settlement): { readonly term: string; readonly value: Html }[] {
  if (settlement.accountMasked === undefined || settlement.payoutWon === 0n) return [];
  const term = settlement.paidAt === undefined ? "지급할 계좌" : "지급한 계좌";
  return [{ term, value: payoutAccountWords(settlement) }];
}

/** Where an approved settlement's payout goes. */
export function payoutAccountWords(settlement: Settlement): string {
  const { bankName, accountMasked, accountHolder } = settlement;
  return [bankName, accountMasked, accountHolder].filter(Boolean).join(" ") || "없음";
}

/** Fees by item and kind, without VAT. */
export function FeeTable({ lines }: { readonly lines: readonly SettlementLine[] }): Markup {
  return Table({
    caption: "항목별 수수료",
    title: "항목별 수수료",
    rows: lines,
    empty: { title: "수수료가 없습니다." },
    columns: [
      { key: "item", title: "항목", telling: true, rowHeader: true, cell: (line) => line.itemName },
      { key: "kind", title: "구분", telling: true, cell: (line) => FEE_WORDS[line.kind] },
      { key: "count", title: "건수", align: "right", cell: (line) => groupDigits(line.count) },
      {
        key: "collected",
        title: "수납액",
        align: "right",
        cell: (line) => formatWon(line.collectedWon),
      },
      { key: "unit", title: "단가", align: "right", cell: (line) => formatWon(line.feeWon) },
      {
        key: "fee",
        title: "수수료",
        telling: true,
        align: "right",
        cell: (line) => formatWon(line.totalFeeWon),
      },
    ],
  });
}
