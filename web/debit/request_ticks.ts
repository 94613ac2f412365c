import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { groupDigits } from "../ui/money.ts";

/** The form that the ticks of the list belong to. */
export const REQUEST_FORM = "request-form";

/** The tick of the whole page; only a script can do what it says, so it is hidden until one runs. */
export const TICK_ALL_ID = "tick-all";

/** So many go along in an address: over pages, searches and the proof of a second factor. */
export const TICKS_MAX = 150;

export interface TickButtonsProps {
  /** Ticked so far, on other pages too. */
  readonly count: number;
  /** All that may be asked for. */
  readonly openCount: number;
}

/** 고른 것만, 고른 것을 뺀 전체: what a press asks for stands on the button. */
export function TickButtons({ count, openCount }: TickButtonsProps): Markup {
  const isCounted = count > 0 && count <= openCount;
  const isTooMany = count > TICKS_MAX;
  const ticked = groupDigits(count);
  const rest = groupDigits(openCount - count);
  return html`
    <div class="debit-actions">
      <p class="tick-count" role="status">${countWords(count)}</p>
      ${Button({
        wide: true,
        name: "scope",
        value: "ticked",
        disabled: isTooMany,
        children: isCounted ? `고른 ${ticked}건만 의뢰` : "고른 것만 의뢰",
      })}
      ${Button({
        wide: true,
        name: "scope",
        value: "rest",
        disabled: isTooMany,
        children: isCounted ? `고른 ${ticked}건을 뺀 ${rest}건 의뢰` : "고른 것을 뺀 전체 의뢰",
      })}
    </div>
  `;
}

function countWords(count: number): string {
  if (count > TICKS_MAX) {
    return `${groupDigits(count)}건: 한 번에 ${TICKS_MAX}건까지 고를 수 있습니다.`;
  }
  return count === 0
    ? ""
    : `${groupDigits(count)}건을 골랐습니다. 쪽을 넘기거나 조회해도 남습니다.`;
}
