import type { Dashboard } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { ChartFrame } from "../ui/chart_frame.ts";
import { formatWon } from "../ui/money.ts";
import { monthWords } from "./date_words.ts";
import { moneyScale } from "./money_scale.ts";

type Month = Dashboard["months"][number];

const HEIGHT = 230;
const TOP = 16;
const GROUND = 196;
const BAR_SHARE = 0.62;
/** Of the width, in percent: a few months do not become walls. */
const BAR_WIDTH_MAX = 7;
/** Empty months before the first money are left out, down to so many. */
const MONTHS_MIN = 6;

/** Collected, failed and expected by month as stacked bars, and the same as a table beside it. */
export function MoneyChart(props: { readonly months: readonly Month[] }): Markup {
  const months = fromFirstMoney(props.months);
  const greatest = months.reduce(
    (high, month) => totalOf(month) > high ? totalOf(month) : high,
    0n,
  );
  const { top, steps } = moneyScale(greatest);
  const heightOf = (won: number) => Math.round(won / top * (GROUND - TOP));
  return html`
    <div class="money-chart">
      <figure>
        ${ChartFrame({
          label: "월별 수납과 예상. 자세한 값은 아래 표에 있습니다.",
          height: HEIGHT,
          lines: steps.map(({ value, text }) => ({ y: GROUND - heightOf(value), text })),
          children: months.map((month, index) =>
            Bar({ month, index, count: months.length, heightOf })
          ),
        })}
        <figcaption class="money-legend">
          <span class="legend-collected">수납</span>
          <span class="legend-failed">미납</span>
          <span class="legend-expected">예상</span>
        </figcaption>
      </figure>
      ${Figures(months)}
    </div>
  `;
}

function fromFirstMoney(months: readonly Month[]): readonly Month[] {
  const first = months.findIndex((month) => totalOf(month) > 0n);
  const start = first === -1 ? months.length : first;
  return months.slice(Math.max(0, Math.min(start, months.length - MONTHS_MIN)));
}

function totalOf({ collectedWon, failedWon, expectedWon }: Month): bigint {
  return collectedWon + failedWon + expectedWon;
}

function Bar(
  { month, index, count, heightOf }: {
    readonly month: Month;
    readonly index: number;
    readonly count: number;
    readonly heightOf: (won: number) => number;
  },
): Markup {
  const slot = 100 / count;
  const width = Math.min(BAR_WIDTH_MAX, slot * BAR_SHARE);
  const middle = slot * (index + 0.5);
  let ground = GROUND;
  const parts = [
    { className: "bar-collected", won: month.collectedWon },
    { className: "bar-failed", won: month.failedWon },
    { className: "bar-expected", won: month.expectedWon },
  ].filter(({ won }) => won > 0n).map(({ className, won }) => {
    const height = Math.max(2, heightOf(Number(won)));
    ground -= height;
    return html`
      <rect
        class=${className}
        x=${`${middle - width / 2}%`}
        y=${ground}
        width=${`${width}%`}
        height=${height}
        rx="3"
      />
    `;
  });
  const isNamedNarrow = count <= MONTHS_MIN || (count - index) % 3 === 1;
  return html`
    <g>
      ${parts}
      <text
        class=${isNamedNarrow ? "chart-text" : "chart-text chart-wide-only"}
        x=${`${middle}%`}
        y=${GROUND + 22}
        text-anchor="middle"
      >${Number(month.month.slice(5, 7))}월</text>
    </g>
  `;
}

function Figures(months: readonly Month[]): Markup {
  return html`
    <details class="money-figures">
      <summary>표로 보기</summary>
      <div class="table-scroll" role="region" tabindex="0" aria-label="월별 수납과 예상">
        <table class="table">
          <caption class="visually-hidden">월별 수납과 예상</caption>
          <thead>
            <tr>
              <th scope="col">월</th>
              <th scope="col" class="cell-right">수납</th>
              <th scope="col" class="cell-right">미납</th>
              <th scope="col" class="cell-right">예상</th>
            </tr>
          </thead>
          <tbody>
            ${months.toReversed().map((month) =>
              html`
                <tr>
                  <th scope="row">${monthWords(month.month)}</th>
                  <td class="cell-right">${wonOrDash(month.collectedWon)}</td>
                  <td class="cell-right">${wonOrDash(month.failedWon)}</td>
                  <td class="cell-right">${wonOrDash(month.expectedWon)}</td>
                </tr>
              `
            )}
          </tbody>
        </table>
      </div>
    </details>
  `;
}

function wonOrDash(won: bigint): string {
  return won === 0n ? "-" : formatWon(won);
}
