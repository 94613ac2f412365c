import type { Settlement, TaxInvoice } from "@maru/debit";
import { html } from "../html.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { dateCell, monthWords } from "./date_words.ts";
import { INVOICE_WORDS, SETTLEMENT_WORDS, StateBadge } from "./money_words.ts";
import type { ListColumn } from "./whole_list.ts";

export interface MoneyListOptions<Row> {
  readonly hrefOf: (row: Row) => string;
  /** Operators see whose it is first. */
  readonly namesMerchant: boolean;
}

/** Columns of 정산내역, for merchants and for operators. */
export function settlementColumns(
  { hrefOf, namesMerchant }: MoneyListOptions<Settlement>,
): readonly ListColumn<Settlement>[] {
  return [
    ...(namesMerchant ? [merchantColumn(hrefOf, ({ merchantName }) => merchantName)] : []),
    {
      key: "payout",
      title: "지급일",
      telling: !namesMerchant,
      rowHeader: !namesMerchant,
      nowrap: true,
      kind: "date",
      value: ({ payoutOn }) => payoutOn,
      cell: (each) =>
        namesMerchant
          ? dateCell(each.payoutOn)
          : html`<a href=${hrefOf(each)}>${dateCell(each.payoutOn)}</a>`,
    },
    {
      key: "covers",
      title: "출금일",
      nowrap: true,
      value: ({ from, to }) => rangeWords(from, to),
      cell: ({ from, to }) => rangeWords(from, to),
    },
    {
      key: "count",
      title: "건수",
      align: "right",
      kind: "integer",
      value: ({ collectedCount }) => collectedCount,
      cell: ({ collectedCount }) => groupDigits(collectedCount),
    },
    wonColumn("collected", "수납액", ({ collectedWon }) => collectedWon),
    wonColumn("fee", "수수료", ({ feeWon }) => feeWon),
    wonColumn("vat", "부가세", ({ vatWon }) => vatWon),
    { ...wonColumn<Settlement>("won", "지급액", ({ payoutWon }) => payoutWon), telling: true },
    {
      key: "state",
      title: "상태",
      telling: true,
      value: ({ state }) => SETTLEMENT_WORDS[state][1],
      cell: ({ state }) => StateBadge(SETTLEMENT_WORDS[state]),
    },
  ];
}

/** Columns of 세금계산서, for merchants and for operators. */
export function invoiceColumns(
  { hrefOf, namesMerchant }: MoneyListOptions<TaxInvoice>,
): readonly ListColumn<TaxInvoice>[] {
  return [
    ...(namesMerchant ? [merchantColumn(hrefOf, ({ buyer }: TaxInvoice) => buyer.name)] : []),
    {
      key: "month",
      title: "정산 월",
      telling: !namesMerchant,
      rowHeader: !namesMerchant,
      nowrap: true,
      value: ({ month }) => month.slice(0, 7),
      cell: (each) =>
        namesMerchant
          ? monthWords(each.month)
          : html`<a href=${hrefOf(each)}>${monthWords(each.month)}</a>`,
    },
    {
      key: "number",
      title: "번호",
      nowrap: true,
      value: ({ number }) => number,
      cell: ({ number }) => number,
    },
    {
      key: "issued",
      title: "작성일",
      nowrap: true,
      kind: "date",
      value: ({ issuedOn }) => issuedOn,
      cell: ({ issuedOn }) => dateCell(issuedOn),
    },
    wonColumn("supply", "공급가액", ({ supplyWon }) => supplyWon),
    wonColumn("vat", "세액", ({ vatWon }) => vatWon),
    { ...wonColumn<TaxInvoice>("total", "합계", ({ totalWon }) => totalWon), telling: true },
    {
      key: "state",
      title: "상태",
      telling: true,
      value: ({ state }) => INVOICE_WORDS[state][1],
      cell: ({ state }) => StateBadge(INVOICE_WORDS[state]),
    },
  ];
}

function merchantColumn<Row>(
  hrefOf: (row: Row) => string,
  nameOf: (row: Row) => string,
): ListColumn<Row> {
  return {
    key: "merchant",
    title: "업체",
    telling: true,
    rowHeader: true,
    value: nameOf,
    cell: (each) => html`<a href=${hrefOf(each)}>${nameOf(each)}</a>`,
  };
}

function wonColumn<Row>(
  key: string,
  title: string,
  wonOf: (row: Row) => bigint,
): ListColumn<Row> {
  return {
    key,
    title,
    align: "right",
    kind: "won",
    value: wonOf,
    cell: (row) => formatWon(wonOf(row)),
  };
}

/** One day is said once. */
export function rangeWords(from: string, to: string): string {
  return from === to ? dateCell(from) : `${dateCell(from)} – ${dateCell(to)}`;
}
