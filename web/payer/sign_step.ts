import { problemAt, ProblemSummary } from "../certificates/problem.ts";
import { type PickerState, SourcePicker } from "../certificates/source_picker.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Checkbox } from "../ui/checkbox.ts";
import { CONSENT_PROBLEM_ID, type ConsentState } from "./use_consent.ts";

/** Second step: the whole text that is signed, and the certificate that signs it. */
export function SignStep(
  { consent, picker, text, now }: {
    readonly consent: ConsentState;
    readonly picker: PickerState;
    readonly text: string;
    readonly now: Date;
  },
): Markup {
  const { problems, isAgreed, isBusy } = consent;
  const agree = (event: Event) => {
    const { name, checked } = event.target as HTMLInputElement;
    if (name === "agrees") consent.agree(checked);
  };
  return html`
    <form id="sign-form" onSubmit=${consent.sign} onChange=${agree} novalidate autocomplete="off">
      <div class="payer">
        ${ProblemSummary({ id: CONSENT_PROBLEM_ID, problems })}
        <pre class="payer-consent" id="consent-text" tabindex="-1">${text}</pre>
        ${Checkbox({
          name: "agrees",
          label: "위 동의서를 읽었고 동의합니다.",
          checked: isAgreed,
          error: problemAt(problems, "agrees"),
        })}
        ${SourcePicker({ picker, problems, prefix: "consent", now })}
        <p class="field-hint">비밀번호와 개인키는 이 브라우저 밖으로 나가지 않습니다.</p>
        ${Button({
          kind: "primary",
          full: true,
          id: "consent-sign",
          disabled: isBusy,
          children: isBusy ? "서명하고 있습니다…" : "전자서명하고 변경 신청",
        })}
        <button
          type="button"
          class="button button-secondary button-full"
          id="consent-back"
          disabled=${isBusy}
          onClick=${consent.reopen}
        >계좌 다시 입력</button>
      </div>
    </form>
  `;
}
