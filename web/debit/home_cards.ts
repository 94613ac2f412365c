import type { Dashboard, RetryChance } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { LineList } from "../ui/line_list.ts";
import { groupDigits } from "../ui/money.ts";
import { debitPaths } from "./context.ts";
import { failureAdvice, failureWords } from "./failure_words.ts";
import { REGISTRATION_STATE_NAMES } from "./registration_filter.ts";
import { REGISTRATION_STATES } from "./words.ts";

const HUNDREDTHS_OF_A_PERCENT = 100;

/** Each reason in our words, what to do, and how many are tried again. */
export function FailureReasons(
  { dashboard: { failures }, chances }: {
    readonly dashboard: Pick<Dashboard, "failures">;
    /** What is left for the failures of a code. */
    readonly chances: ReadonlyMap<string, RetryChance>;
  },
): Markup {
  if (failures.length === 0) return html`<p class="card-empty">이번 달 미납이 없습니다.</p>`;
  return LineList({
    lines: failures.map(({ code, count, willRetryCount }) => {
      const { reason } = failureWords(code);
      const advice = failureAdvice(code, chances.get(code) ?? "settled");
      const retried = willRetryCount === 0
        ? ""
        : `${groupDigits(willRetryCount)}건은 다시 의뢰되어 있습니다.`;
      return {
        title: reason,
        note: html`<span class="code">${code}</span>`,
        aside: html`<strong>${groupDigits(count)}건</strong>`,
        below: [advice, retried].filter((words) => words !== "").join(" "),
      };
    }),
  });
}

/** Share of failures of each bank. */
export function BankShares({ banks }: Dashboard): Markup {
  if (banks.length === 0) return html`<p class="card-empty">아직 결과가 나온 이체가 없습니다.</p>`;
  return html`
    <ul class="bank-shares">
      ${banks.map(({ bankName, count, failureRate }) => {
        const percent = (failureRate / HUNDREDTHS_OF_A_PERCENT).toFixed(1);
        return html`
          <li>
            <span>${bankName}</span>
            <progress max="100" value=${percent} aria-label=${`${bankName} 미납률`}></progress>
            <strong>${percent}%</strong>
            <span class="bank-count">${groupDigits(count)}건</span>
          </li>
        `;
      })}
    </ul>
  `;
}

const STANDING_WORDS: Readonly<Record<string, string>> = {
  none: "계좌신청 없음",
  cancelled: "해지",
};

/** How many instructions stand where. */
export function RegistrationStates({ registrations }: Dashboard): Markup {
  const entries = Object.entries(registrations).filter(([, count]) => count > 0);
  if (entries.length === 0) return html`<p class="card-empty">등록한 이체정보가 없습니다.</p>`;
  return LineList({
    lines: entries.map(([state, count]) => {
      const known = REGISTRATION_STATE_NAMES.find((name) => name === state);
      return {
        title: known === undefined ? STANDING_WORDS[state] ?? "그 밖의 상태" : html`
          <a href=${`${debitPaths.registrations}?state=${known}`}>
            ${REGISTRATION_STATES[known].label}
          </a>
        `,
        aside: html`<strong>${groupDigits(count)}건</strong>`,
      };
    }),
  });
}
