import { LiveInput } from "../certificates/live_field.ts";
import { problemAt, ProblemSummary } from "../certificates/problem.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Select } from "../ui/select.ts";
import { type AccountForm, CONSENT_PROBLEM_ID, type ConsentState } from "./use_consent.ts";

/** First step: the account that debits shall come from. */
export function AccountStep(
  { consent, banks }: {
    readonly consent: ConsentState;
    readonly banks: readonly { readonly value: string; readonly label: string }[];
  },
): Markup {
  const { form, problems, isBusy } = consent;
  const chooseBank = (event: Event) =>
    consent.change({ bankCode: (event.target as HTMLSelectElement).value });
  const field = (name: keyof AccountForm) => ({
    name,
    value: form[name],
    onInput: (value: string) => consent.change({ [name]: value }),
    error: problemAt(problems, name),
  });
  return html`
    <form id="account-form" onSubmit=${consent.prepare} novalidate autocomplete="off">
      <div class="payer">
        ${ProblemSummary({ id: CONSENT_PROBLEM_ID, problems })}
        <div onChange=${chooseBank}>
          ${Select({
            name: "bankCode",
            label: "은행",
            emptyLabel: "선택해 주십시오",
            options: banks,
            value: form.bankCode,
            error: problemAt(problems, "bankCode"),
          })}
        </div>
        ${LiveInput({
          ...field("account"),
          label: "계좌번호",
          inputMode: "numeric",
          lengthMax: 24,
        })}
        ${LiveInput({
          ...field("holder"),
          label: "예금주",
          hint: "서명하실 공동인증서의 이름과 같아야 합니다.",
          lengthMax: 40,
        })}
        ${LiveInput({
          ...field("holderIdentity"),
          label: "예금주 생년월일 6자리 또는 사업자등록번호",
          hint: "주민등록번호는 받지 않습니다.",
          inputMode: "numeric",
          lengthMax: 12,
        })}
        ${Button({
          kind: "primary",
          full: true,
          id: "consent-next",
          disabled: isBusy,
          children: isBusy ? "동의서를 만들고 있습니다…" : "동의서 확인",
        })}
      </div>
    </form>
  `;
}
