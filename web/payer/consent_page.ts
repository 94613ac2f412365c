import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import {
  Button,
  Checkbox,
  Form,
  FormErrors,
  Layout,
  LinkButton,
  Notice,
  PageTitle,
  TextInput,
} from "../ui/mod.ts";
import type { View } from "../view.ts";
import { payerPaths } from "./paths.ts";

interface ConsentPageProps {
  readonly view: View;
  readonly instructionId: string;
  /** What is agreed to, with the account as it was typed. */
  readonly consent: string;
  /** The account, as the form takes it along. */
  readonly account: Readonly<Record<string, string>>;
  readonly isSent: boolean;
  readonly errors?: readonly FieldError[];
}

/** The whole consent, and the code that confirms it. */
export function ConsentPage(props: ConsentPageProps): Markup {
  const { view, instructionId, account, isSent, errors } = props;
  return Layout({
    view,
    title: "출금 동의",
    width: "narrow",
    children: html`
      <div class="payer">
        ${PageTitle({
          title: "출금 동의",
          note: "동의서를 확인하시고, 휴대폰으로 받으신 인증번호를 입력해 주십시오.",
        })}
        ${isSent
          ? Notice({
            tone: "info",
            title: "인증번호를 보냈습니다.",
            children: "5분 안에 입력해 주십시오.",
          })
          : null}
        ${FormErrors({ errors })}
        ${CodeForm(props)}
        ${Form({
          view,
          action: payerPaths.accountCode(instructionId),
          children: [
            HiddenFields(account),
            Button({ full: true, children: "인증번호 다시 받기" }),
          ],
        })}
        ${LinkButton({
          href: payerPaths.account(instructionId),
          kind: "plain",
          full: true,
          children: "계좌 다시 입력",
        })}
      </div>
    `,
  });
}

function CodeForm({ view, instructionId, consent, account, errors }: ConsentPageProps): Markup {
  const errorAt = (name: string) => errors?.find(({ field }) => field === name)?.message;
  return Form({
    view,
    action: payerPaths.account(instructionId),
    children: [
      HiddenFields(account),
      html`<pre class="payer-consent">${consent}</pre>`,
      Checkbox({
        name: "agrees",
        label: "위 동의서를 읽었고 동의합니다.",
        value: "on",
        error: errorAt("agrees"),
      }),
      TextInput({
        name: "code",
        label: "인증번호 6자리",
        inputMode: "numeric",
        autocomplete: "one-time-code",
        lengthMax: 6,
        error: errorAt("code"),
      }),
      Button({ kind: "primary", full: true, children: "동의하고 변경 신청" }),
    ],
  });
}

function HiddenFields(values: Readonly<Record<string, string>>): Markup[] {
  return Object.entries(values).map(([name, value]) =>
    html`<input type="hidden" name=${name} value=${value} />`
  );
}
