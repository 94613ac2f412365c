import type { Dashboard } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { formatWon } from "../ui/money.ts";
import { monthWords } from "./date_words.ts";

type Month = Dashboard["months"][number];

const WIDTH = 640;
const HEIGHT = 230;
const TOP = 16;
const GROUND = 196;
const BAR_SHARE = 0.62;

/** Collected, failed and expected by month as stacked bars, and the same as a table beside it. */
export function MoneyChart(props: { readonly months: readonly Month[] }): Markup {
  const { months } = props;
  const top = months.reduce((high, month) => totalOf(month) > high ? totalOf(month) : high, 1n);
  return html`
    <div class="money-chart">
      <figure>
        <svg
          viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label="월별 수납과 예상. 자세한 값은 표에 있습니다."
        >
          <line class="chart-line" x1="0" x2=${WIDTH} y1=${GROUND} y2=${GROUND} />
          ${months.map((month, index) => Bar({ month, index, count: months.length, top }))}
        </svg>
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

function totalOf({ collectedWon, failedWon, expectedWon }: Month): bigint {
  return collectedWon + failedWon + expectedWon;
}

function Bar(
  { month, index, count, top }: {
    readonly month: Month;
    readonly index: number;
    readonly count: number;
    readonly top: bigint;
  },
): Markup {
  const slot = WIDTH / count;
  const x = slot * (index + (1 - BAR_SHARE) / 2);
  const heightOf = (won: bigint) => Math.round(Number(won) / Number(top) * (GROUND - TOP));
  let ground = GROUND;
  const parts = [
    { className: "bar-collected", won: month.collectedWon },
    { className: "bar-failed", won: month.failedWon },
    { className: "bar-expected", won: month.expectedWon },
  ].filter(({ won }) => won > 0n).map(({ className, won }) => {
    const height = Math.max(2, heightOf(won));
    ground -= height;
    return html`
      <rect class=${className} x=${x} y=${ground} width=${slot *
        BAR_SHARE} height=${height} rx="3" />
    `;
  });
  const isNamedNarrow = (count - index) % 3 === 1;
  return html`
    <g>
      ${parts}
      <text
        class=${isNamedNarrow ? "chart-text" : "chart-text chart-wide-only"}
        x=${slot * (index + 0.5)}
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
