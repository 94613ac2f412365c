import type { SettledDebit, Settlement, SettlementLine } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { ButtonRow, LinkButton } from "../ui/button.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell } from "./date_words.ts";
import { type Period, PeriodFilter } from "./money_period.ts";
import { settlementExport } from "./money_paths.ts";
import { SETTLEMENT_WORDS, StateBadge } from "./money_words.ts";
import { FeeTable, SettlementSums } from "./settlement_parts.ts";

/** 정산내역: what was or will be paid out. */
export function SettlementsPage(
  props: { view: View; settlements: readonly Settlement[]; period: Period },
): Markup {
  return DebitLayout({
    view: props.view,
    title: "정산내역",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "정산내역", note: "지급일을 기준으로 조회합니다" })}
        ${SettlementTable(props)}
      </div>
    `,
  });
}

function SettlementTable(props: { settlements: readonly Settlement[]; period: Period }): Markup {
  return Table({
    caption: "정산내역",
    rows: props.settlements,
    empty: { title: "이 기간의 정산이 없습니다.", text: "기간을 바꾸어 찾아 주십시오." },
    filters: PeriodFilter({ action: debitPaths.settlements, ...props.period }),
    columns: [
      {
        key: "payout",
        title: "지급일",
        telling: true,
        rowHeader: true,
        nowrap: true,
        cell: (each) =>
          html`<a href=${debitPaths.settlement(each.id)}>${dateCell(each.payoutOn)}</a>`,
      },
      {
        key: "covers",
        title: "출금일",
        nowrap: true,
        cell: (each) => `${dateCell(each.from)} – ${dateCell(each.to)}`,
      },
      {
        key: "count",
        title: "건수",
        align: "right",
        cell: (each) => groupDigits(each.collectedCount),
      },
      {
        key: "collected",
        title: "수납액",
        align: "right",
        cell: (each) => formatWon(each.collectedWon),
      },
      { key: "fee", title: "수수료", align: "right", cell: (each) => formatWon(each.feeWon) },
      { key: "vat", title: "부가세", align: "right", cell: (each) => formatWon(each.vatWon) },
      {
        key: "won",
        title: "지급액",
        telling: true,
        align: "right",
        cell: (each) => formatWon(each.payoutWon),
      },
      {
        key: "state",
        title: "상태",
        telling: true,
        cell: (each) => StateBadge(SETTLEMENT_WORDS[each.state]),
      },
    ],
  });
}

/** 정산서: sums, fees, and the debits behind them. */
export function SettlementPage(props: {
  view: View;
  settlement: Settlement & { readonly lines: readonly SettlementLine[] };
  debits: readonly SettledDebit[];
}): Markup {
  const { settlement } = props;
  return DebitLayout({
    view: props.view,
    title: "정산서",
    current: debitPaths.settlements,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "정산서", note: `지급일 ${dateCell(settlement.payoutOn)}` })}
        ${SettlementSums({ settlement })} ${FeeTable(settlement)} ${DebitTable(props)}
        ${ButtonRow({
          children: LinkButton({ href: debitPaths.settlements, children: "정산내역으로" }),
        })}
      </div>
    `,
  });
}

function DebitTable(
  props: { settlement: Settlement; debits: readonly SettledDebit[] },
): Markup {
  const { settlement, debits } = props;
  return Table({
    caption: "정산한 출금",
    title: debits.length < settlement.collectedCount
      ? `정산한 출금 (앞 ${debits.length}건, 모두 보시려면 내려받아 주십시오)`
      : "정산한 출금",
    rows: debits,
    empty: { title: "수납한 출금이 없습니다." },
    exports: [{ label: "엑셀로 내려받기", href: settlementExport(settlement.id) }],
    pagination: { total: settlement.collectedCount, from: 1, to: debits.length },
    columns: [
      { key: "date", title: "출금일", nowrap: true, cell: (each) => dateCell(each.debitDate) },
      { key: "number", title: "고객번호", nowrap: true, cell: (each) => each.customerNumber },
      {
        key: "name",
        title: "고객명",
        telling: true,
        rowHeader: true,
        cell: (each) => each.customerName,
      },
      { key: "item", title: "집금항목", cell: (each) => each.itemName },
      {
        key: "amount",
        title: "출금액",
        telling: true,
        align: "right",
        cell: (each) => formatWon(each.amountWon),
      },
      { key: "fee", title: "수수료", align: "right", cell: (each) => formatWon(each.feeWon) },
    ],
  });
}
