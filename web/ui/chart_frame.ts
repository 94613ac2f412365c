import { type Html, html, type Markup } from "../html.ts";

export interface ChartLine {
  /** From the top of the picture, in pixels. */
  readonly y: number;
  readonly text: string;
}

export interface ChartFrameProps {
  /** What is shown, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  readonly lines: readonly ChartLine[];
  /** SVG whose horizontal measures are shares of the width, in percent. */
  readonly children: Html;
}

/**
 * Hairlines with their values, and what is drawn over them. Widths are shares and heights are pixels, so
 * that words keep their size on every screen.
 */
export function ChartFrame({ label, height, lines, children }: ChartFrameProps): Markup {
  const scaleWidth = Math.max(...lines.map(({ text }) => widthOf(text)), 0) + SCALE_GAP;
  return html`
    <div class="chart" role="img" aria-label=${label}>
      <svg class="chart-scale" width=${scaleWidth} height=${height} aria-hidden="true">
        ${lines.map(({ y, text }) =>
          html`
            <text class="chart-text" x=${scaleWidth - SCALE_GAP} y=${y + 4}
              text-anchor="end">${text}</text>
          `
        )}
      </svg>
      <svg class="chart-plot" width="100%" height=${height} aria-hidden="true">
        ${lines.map(({ y }) => html`<line class="chart-line" x1="0" x2="100%" y1=${y} y2=${y} />`)}
        ${children}
      </svg>
    </div>
  `;
}

/** Digits and signs are narrower than syllables; a little too wide does no harm. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter < "\u0100" ? 8 : 13), 0);
}

const SCALE_GAP = 8;
