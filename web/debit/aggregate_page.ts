import {
  AGGREGATE_KEYS,
  type AggregateLine,
  type AggregateQuery,
  AGGREGATES,
  type Contract,
} from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Card } from "../ui/card.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { RankChart } from "../ui/rank_chart.ts";
import { type Column, Table } from "../ui/table.ts";
import { Tabs } from "../ui/tabs.ts";
import type { View } from "../view.ts";
import { queryText } from "./aggregate_query.ts";
import { measuresOf, orderedParts, type SettledSums } from "./aggregate_settled.ts";
import { AGGREGATE_WORDS, countWords, KEY_WORDS, partWords } from "./aggregate_words.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { aggregateExport, aggregateRows } from "./money_paths.ts";
import { PeriodFilter } from "./money_period.ts";
import { sheetLinks } from "./sheet_links.ts";

/** A picture of more bars than this tells nothing; the table has all. */
const BARS_MAX = 12;

export interface AggregatePageProps {
  readonly view: View;
  readonly query: AggregateQuery;
  readonly lines: readonly AggregateLine[];
  readonly total: AggregateLine;
  readonly contracts: readonly Contract[];
  /** Of settlements, of all contracts together. */
  readonly settled?: SettledSums | undefined;
}

/** One aggregate by one key: a picture, and beside it the lines, each of which opens its rows. */
export function AggregatePage(props: AggregatePageProps): Markup {
  const { query } = props;
  const words = AGGREGATE_WORDS[query.aggregate];
  return DebitLayout({
    view: props.view,
    title: `${words.title} 집계`,
    current: debitPaths.aggregates,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "집계", note: `${words.title} · ${words.basis} 기준` })}
        ${AggregateTabs(query)} ${KeyTabs(query)} ${LineTable(props)} ${SettledNote(props)}
        ${props.lines.length === 0 ? null : Chart(props)}
      </div>
    `,
  });
}

function AggregateTabs(query: AggregateQuery): Markup {
  return Tabs({
    label: "집계 종류",
    tabs: AGGREGATES.map((name) => ({
      label: AGGREGATE_WORDS[name].title,
      href: `${debitPaths.aggregate(name)}?${queryText(query)}`,
      current: name === query.aggregate,
    })),
  });
}

function KeyTabs(query: AggregateQuery): Markup {
  return html`
    <nav class="aggregate-keys" aria-label="집계 기준">
      ${AGGREGATE_KEYS.map((key) =>
        html`
          <a
            class="aggregate-key"
            href=${`${debitPaths.aggregate(query.aggregate)}?${queryText({ ...query, key })}`}
            aria-current=${key === query.key ? "page" : undefined}
          >${KEY_WORDS[key]}별</a>
        `
      )}
    </nav>
  `;
}

function Chart({ query, lines }: AggregatePageProps): Markup {
  const words = AGGREGATE_WORDS[query.aggregate];
  const shown = lines.toSorted((left, right) => left.amountWon > right.amountWon ? -1 : 1)
    .slice(0, BARS_MAX);
  const title = `${KEY_WORDS[query.key]}별 ${words.amount}`;
  return Card({
    title,
    ...(lines.length > BARS_MAX ? { aside: `큰 ${BARS_MAX}개` } : {}),
    children: RankChart({
      title,
      bars: shown.map((line) => ({
        label: line.label || "없음",
        value: Number(line.amountWon),
        text: formatWon(line.amountWon),
      })),
    }),
  });
}

function LineTable(props: AggregatePageProps): Markup {
  const { query, lines, total } = props;
  const { aggregate } = query;
  const isTotal = (line: AggregateLine) => line === total;
  // What all add up to stands out from what is added.
  const weighed = (line: AggregateLine, text: string): Html =>
    isTotal(line) ? html`<strong>${text}</strong>` : text;
  const rows = lines.length === 0 ? [] : [...lines, total];
  return Table<AggregateLine>({
    caption: `${AGGREGATE_WORDS[aggregate].title} ${KEY_WORDS[query.key]}별`,
    rows,
    empty: { title: "이 기간에는 내역이 없습니다.", text: "기간이나 계약을 바꾸어 찾아 주십시오." },
    filters: Filters(props),
    exports: sheetLinks((format) => `${aggregateExport(aggregate, format)}?${queryText(query)}`),
    columns: [
      {
        key: "key",
        title: KEY_WORDS[query.key],
        telling: true,
        rowHeader: true,
        cell: (line) =>
          isTotal(line)
            ? html`
              <a href=${`${aggregateRows(aggregate)}?${queryText(query)}`}><strong>합계</strong></a>
            `
            : html`
              <a href=${`${aggregateRows(aggregate)}?${queryText(query, { value: line.key })}`}>
                ${line.label || "없음"}
              </a>
            `,
      },
      {
        key: "count",
        title: countWords(aggregate),
        telling: true,
        align: "right",
        cell: (line) => weighed(line, groupDigits(line.count)),
      },
      {
        key: "amount",
        title: AGGREGATE_WORDS[aggregate].amount,
        telling: true,
        align: "right",
        cell: (line) => weighed(line, formatWon(line.amountWon)),
      },
      ...partColumns(props),
      ...settledColumns(props),
    ],
  });
}

function partColumns({ query, total }: AggregatePageProps): Column<AggregateLine>[] {
  const isSettlement = query.aggregate === "settlements";
  if (total.parts.length < 2 && !isSettlement) return [];
  const parts = isSettlement ? orderedParts(total) : total.parts;
  return parts.map(({ name }) => ({
    key: name,
    title: partWords(query.aggregate, name),
    align: "right" as const,
    cell: (line: AggregateLine): Html => {
      const part = line.parts.find((each) => each.name === name);
      if (part === undefined) return "-";
      const measures = measuresOf(query.aggregate, name);
      return [
        ...measures.count ? [`${groupDigits(part.count)}건`] : [],
        ...measures.won ? [formatWon(part.amountWon)] : [],
      ].join(" ");
    },
  }));
}

/** Of the sum of all alone: a settlement's VAT is one sum. */
function settledColumns({ settled, total }: AggregatePageProps): Column<AggregateLine>[] {
  if (settled === undefined) return [];
  return ([["vat", "부가세", settled.vatWon], ["payout", "지급액", settled.payoutWon]] as const)
    .map(([key, title, won]) => ({
      key,
      title,
      align: "right" as const,
      cell: (line: AggregateLine): Html => line === total ? formatWon(won) : "-",
    }));
}

function SettledNote({ query, lines, settled }: AggregatePageProps): Html {
  if (query.aggregate !== "settlements" || lines.length === 0) return null;
  if (settled === undefined) {
    return html`<p class="quiet">부가세와 지급액은 계약 전체로 조회하시면 나옵니다.</p>`;
  }
  const carried = [
    ...settled.carriedInWon === 0n
      ? []
      : [`앞 정산에서 넘어온 금액은 ${formatWon(settled.carriedInWon)}입니다.`],
    ...settled.carriedOutWon === 0n
      ? []
      : [`다음 정산으로 넘기는 금액은 ${formatWon(settled.carriedOutWon)}입니다.`],
  ].join(" ");
  return html`
    <p class="quiet">
      지급액은 처리완료 금액에서 수수료와 부가세를 뺀 금액입니다. 부가세는 정산마다 한 번 계산하므로 합계에만
      나옵니다. ${carried}
    </p>
  `;
}

function Filters({ query, contracts }: AggregatePageProps): Html {
  return PeriodFilter({
    action: debitPaths.aggregate(query.aggregate),
    from: query.from,
    to: query.to,
    hidden: { key: query.key },
    selects: [{
      name: "contract",
      label: "계약",
      value: query.contractId ?? "",
      options: [
        { value: "", label: "계약 전체" },
        ...contracts.map(({ id, name }) => ({ value: id, label: name })),
      ],
    }],
  });
}
