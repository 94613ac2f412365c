import { html, type Markup } from "../html.ts";
import { ChartFrame } from "./chart_frame.ts";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value in words, e.g. 98.9%. */
  readonly text: string;
  /** The bar that the page is about. */
  readonly current?: boolean;
}

export interface BarChartProps {
  /** What is shown, also the table's caption. */
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly labelTitle: string;
  readonly valueTitle: string;
  /** Values of the hairlines, from low to high; the first is the ground. */
  readonly lines: readonly { readonly value: number; readonly text: string }[];
}

/** A picture drawn on the server, and the same as a table for everybody who wants figures. */
export function BarChart(props: BarChartProps): Markup {
  return html`
    <figure class="bar-chart">
      ${ChartFrame({
        label: `${props.title}. 자세한 값은 아래 표에 있습니다.`,
        height: HEIGHT,
        lines: props.lines.map(({ value, text }) => ({ y: yOf(props, value), text })),
        children: props.bars.map((bar, index) => BarShape({ props, bar, index })),
      })}
      <details class="bar-chart-table">
        <summary>표로 보기</summary>
        <table class="table">
          <caption class="visually-hidden">${props.title}</caption>
          <thead>
            <tr>
              <th scope="col">${props.labelTitle}</th>
              <th scope="col" class="cell-right">${props.valueTitle}</th>
            </tr>
          </thead>
          <tbody>
            ${props.bars.map((bar) =>
              html`
                <tr>
                  <th scope="row">${bar.label}</th>
                  <td class="cell-right">${bar.text}</td>
                </tr>
              `
            )}
          </tbody>
        </table>
      </details>
    </figure>
  `;
}

function BarShape(
  { props, bar, index }: {
    readonly props: BarChartProps;
    readonly bar: Bar;
    readonly index: number;
  },
): Markup {
  const slot = 100 / props.bars.length;
  const width = Math.min(BAR_SHARE_MAX, slot * 0.6);
  const middle = slot * (index + 0.5);
  const top = yOf(props, bar.value);
  // Where there are many bars, narrow screens name every other one, the last one always.
  const hasRoom = props.bars.length <= LABELS_NARROW_MAX || (props.bars.length - index) % 2 === 1;
  return html`
    <g>
      <rect
        class=${bar.current ? "chart-bar chart-bar-now" : "chart-bar"}
        x=${`${middle - width / 2}%`}
        y=${top}
        width=${`${width}%`}
        height=${Math.max(0, GROUND - top)}
        rx="4"
      />
      ${bar.current
        ? html`<text class="chart-value" x=${`${middle}%`} y=${
          top - 8
        } text-anchor="middle">${bar.text}</text>`
        : null}
      <text
        class=${hasRoom ? "chart-text" : "chart-text chart-wide-only"}
        x=${`${middle}%`}
        y=${GROUND + 20}
        text-anchor="middle"
      >${bar.label}</text>
    </g>
  `;
}

/** Height of a value: the first line is the ground, and the tallest thing touches the top. */
function yOf(props: BarChartProps, value: number): number {
  const low = props.lines[0]?.value ?? 0;
  const high = Math.max(
    ...props.lines.map((line) => line.value),
    ...props.bars.map((bar) => bar.value),
  );
  if (high <= low) return GROUND;
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return Math.round((GROUND - share * (GROUND - TOP)) * 10) / 10;
}

const HEIGHT = 220;
const TOP = 24;
const GROUND = 188;
/** Of the width, in percent: a few bars do not become walls. */
const BAR_SHARE_MAX = 7;
const LABELS_NARROW_MAX = 7;
