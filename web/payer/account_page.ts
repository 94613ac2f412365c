import type { Bank } from "@maru/debit";
import { type FieldError, type FormValues, valueOf } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import {
  Button,
  Form,
  FormErrors,
  Layout,
  LinkButton,
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
  readonly values?: FormValues;
  readonly errors?: readonly FieldError[];
}

/** First the account; the consent that names it comes next, with a code or a certificate. */
export function AccountPage(props: AccountPageProps): Markup {
  const { view, instructionId, errors } = props;
  return Layout({
    view,
    title: "출금 계좌 변경",
    width: "narrow",
    children: html`
      <div class="payer">
        ${PageTitle({
          title: "출금 계좌 변경",
          note: "새 계좌를 입력하시고, 휴대폰 인증번호나 공동인증서로 출금에 동의해 주십시오.",
        })}
        ${FormErrors({ errors })}
        ${AccountForm(props)}
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

function AccountForm({ view, instructionId, banks, values, errors }: AccountPageProps): Markup {
  const field = (name: string) => ({
    name,
    value: valueOf(values, name),
    error: errors?.find((each) => each.field === name)?.message,
  });
  return Form({
    view,
    action: payerPaths.accountCode(instructionId),
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
      Button({ kind: "primary", full: true, children: "동의서 확인하고 인증번호 받기" }),
    ],
  });
}
