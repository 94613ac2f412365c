import type { Bank } from "@maru/debit";
import { type FieldError, type FormValues, valueOf } from "../forms/mod.ts";
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
  Select,
  TextInput,
} from "../ui/mod.ts";
import type { View } from "../view.ts";
import { payerPaths } from "./paths.ts";

interface AccountPageProps {
  readonly view: View;
  readonly instructionId: string;
  readonly banks: readonly Bank[];
  /** What is agreed to; bank and holder are those of the form. */
  readonly consent: string;
  readonly isSent: boolean;
  readonly values?: FormValues;
  readonly errors?: readonly FieldError[];
}

/** First a code to the phone, then the account with the consent that the code confirms. */
export function AccountPage(props: AccountPageProps): Markup {
  const { view, instructionId, isSent, errors } = props;
  return Layout({
    view,
    title: "출금 계좌 변경",
    width: "narrow",
    children: html`
      <div class="payer">
        ${PageTitle({
          title: "출금 계좌 변경",
          note: "휴대폰 인증번호나 공동인증서로 출금에 동의해 주십시오.",
        })}
        ${isSent
          ? Notice({
            tone: "info",
            title: "인증번호를 보냈습니다.",
            children: "5분 안에 입력해 주십시오.",
          })
          : null}
        ${FormErrors({ errors })}
        ${Form({
          view,
          action: payerPaths.accountCode(instructionId),
          children: Button({
            kind: isSent ? "secondary" : "primary",
            full: true,
            children: isSent ? "인증번호 다시 받기" : "동의용 인증번호 받기",
          }),
        })}
        ${isSent ? AccountForm(props) : null}
        ${LinkButton({
          href: payerPaths.signing(instructionId),
          full: true,
          children: "공동인증서로 동의하기",
        })}
        ${LinkButton({ href: payerPaths.home, kind: "plain", full: true, children: "돌아가기" })}
      </div>
    `,
  });
}

function AccountForm(props: AccountPageProps): Markup {
  const { view, instructionId, banks, consent, values, errors } = props;
  const field = (name: string) => ({
    name,
    value: valueOf(values, name),
    error: errors?.find((each) => each.field === name)?.message,
  });
  return Form({
    view,
    action: payerPaths.account(instructionId),
    children: [
      Select({
        ...field("bankCode"),
        label: "은행",
        emptyLabel: "선택해 주십시오",
        options: banks.map(({ code, name }) => ({ value: code, label: name })),
      }),
      TextInput({ ...field("account"), label: "계좌번호", inputMode: "numeric", lengthMax: 24 }),
      TextInput({ ...field("holder"), label: "예금주", lengthMax: 40 }),
      TextInput({
        ...field("holderIdentity"),
        label: "예금주 생년월일 6자리 또는 사업자등록번호",
        hint: "주민등록번호는 받지 않습니다.",
        inputMode: "numeric",
        lengthMax: 12,
      }),
      html`<pre class="payer-consent">${consent}</pre>`,
      Checkbox({ ...field("agrees"), label: "위 내용에 동의합니다.", value: "on" }),
      TextInput({
        ...field("code"),
        label: "인증번호 6자리",
        inputMode: "numeric",
        autocomplete: "one-time-code",
        lengthMax: 6,
      }),
      Button({ kind: "primary", full: true, children: "동의하고 변경 신청" }),
    ],
  });
}
