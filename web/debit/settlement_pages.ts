import type { SettledDebit, Settlement, SettlementLine } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { ButtonRow, LinkButton } from "../ui/button.ts";
import { formatWon } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell } from "./date_words.ts";
import { paginationOf, type Place } from "./list_query.ts";
import { type Period, PeriodFilter } from "./money_period.ts";
import { settlementExport } from "./money_paths.ts";
import { settlementColumns } from "./settlement_list.ts";
import { FeeTable, SettlementSums } from "./settlement_parts.ts";
import { debitRow, endRows, type StatementRow } from "./settlement_rows.ts";
import { type ListPlace, WholeList } from "./whole_list.ts";
import { sheetLinks } from "./sheet_links.ts";

export interface SettlementsPageProps {
  readonly view: View;
  readonly settlements: readonly Settlement[];
  readonly period: Period;
  readonly place: ListPlace;
}

/** As a merchant sees its own; also saved by them. */
export const SETTLEMENT_COLUMNS = settlementColumns({
  hrefOf: ({ id }) => debitPaths.settlement(id),
  namesMerchant: false,
});

/** 정산내역: what was or will be paid out. */
export function SettlementsPage(props: SettlementsPageProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "정산내역",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "정산내역", note: "지급일을 기준으로 조회합니다" })}
        ${WholeList({
          caption: "정산내역",
          columns: SETTLEMENT_COLUMNS,
          rows: props.settlements,
          place: props.place,
          exportPath: debitPaths.settlements,
          empty: { title: "이 기간의 정산이 없습니다.", text: "기간을 바꾸어 찾아 주십시오." },
          filters: PeriodFilter({ action: debitPaths.settlements, ...props.period }),
        })}
      </div>
    `,
  });
}

/** 정산서: sums, fees, and the debits behind them. */
export function SettlementPage(props: {
  view: View;
  settlement: Settlement & { readonly lines: readonly SettlementLine[] };
  debits: SettledPage;
  place: Place;
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

interface SettledPage {
  readonly rows: readonly SettledDebit[];
  readonly next?: string;
}

/** The last page ends with the fees of no single debit and the sums. */
function DebitTable(
  { settlement, debits, place }: {
    settlement: Settlement & { readonly lines: readonly SettlementLine[] };
    debits: SettledPage;
    place: Place;
  },
): Markup {
  const end = debits.next === undefined ? endRows(settlement) : [];
  return Table<StatementRow>({
    caption: "정산한 출금",
    title: "정산한 출금과 수수료",
    rows: [...debits.rows.map(debitRow), ...end],
    empty: { title: "수납한 출금이 없습니다." },
    exports: sheetLinks((format) => settlementExport(settlement.id, format)),
    pagination: paginationOf({
      path: debitPaths.settlement(settlement.id),
      query: "",
      place,
      page: { ...debits, total: settlement.collectedCount },
    }),
    columns: [
      {
        key: "date",
        title: "출금일",
        nowrap: true,
        cell: ({ debitDate }) => debitDate === undefined ? null : dateCell(debitDate),
      },
      {
        key: "number",
        title: "고객번호",
        nowrap: true,
        cell: (each) => each.customerNumber || null,
      },
      {
        key: "name",
        title: "고객명",
        telling: true,
        rowHeader: true,
        cell: (each) => each.name,
      },
      { key: "item", title: "집금항목", cell: (each) => each.itemName || null },
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
