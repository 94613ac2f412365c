import { html, type Markup } from "../html.ts";

export interface RankChartProps {
  readonly title: string;
  /** The longest first. */
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    /** The value in words. */
    readonly text: string;
  }[];
}

/** Lying bars with name and figure beside each: one that names no places on a scale needs none. */
export function RankChart({ title, bars }: RankChartProps): Markup {
  const longest = Math.max(1, ...bars.map(({ value }) => value));
  return html`
    <ol class="rank-chart" aria-label=${title}>
      ${bars.map(({ label, value, text }, index) =>
        html`
          <li>
            <span class="rank-label">${label}</span>
            <svg class="rank-bar" width="100%" height=${BAR_HEIGHT} aria-hidden="true">
              <rect
                class=${index === 0 ? "chart-bar chart-bar-now" : "chart-bar"}
                width=${`${shareOf(value, longest)}%`}
                height=${BAR_HEIGHT}
                rx="4"
              />
            </svg>
            <span class="rank-value">${text}</span>
          </li>
        `
      )}
    </ol>
  `;
}

/** Something that is there is seen. */
function shareOf(value: number, longest: number): number {
  return value <= 0 ? 0 : Math.max(0.5, Math.round(value / longest * 1_000) / 10);
}

const BAR_HEIGHT = 14;
