import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button, Form, FormErrors, Layout, Notice, PageTitle, TextInput } from "../ui/mod.ts";
import type { View } from "../view.ts";
import { payerPaths } from "./paths.ts";

const CODE_LENGTH = 6;

/** Asks for the code. Codes are answered alike for every link, known or not. */
export function LinkPage(props: {
  readonly view: View;
  readonly token: string;
  /** Absent for a link that is unknown or over. */
  readonly merchantName: string | undefined;
  readonly isSent: boolean;
  readonly errors?: readonly FieldError[];
}): Markup {
  const { view, token, merchantName, isSent, errors } = props;
  return Layout({
    view,
    title: "납부자 페이지",
    width: "narrow",
    children: html`
      <div class="payer">
        ${PageTitle({
          title: "납부자 페이지",
          note: `${
            merchantName === undefined ? "" : `${merchantName}에 내시는 `
          }자동이체 내역을 확인하고 출금 계좌를 바꾸실 수 있습니다.`,
        })}
        ${isSent
          ? Notice({
            tone: "info",
            title: "인증번호를 보냈습니다.",
            children: "링크가 맞으면 등록된 휴대폰으로 도착합니다. 5분 안에 입력해 주십시오.",
          })
          : null}
        ${FormErrors({ errors })}
        ${isSent ? CodeForm({ view, token, errors }) : null}
        ${Form({
          view,
          action: payerPaths.linkCode(token),
          children: Button({
            kind: isSent ? "secondary" : "primary",
            full: true,
            children: isSent ? "인증번호 다시 받기" : "휴대폰으로 인증번호 받기",
          }),
        })}
      </div>
    `,
  });
}

function CodeForm(props: {
  readonly view: View;
  readonly token: string;
  readonly errors: readonly FieldError[] | undefined;
}): Markup {
  return Form({
    view: props.view,
    action: payerPaths.opening(props.token),
    children: [
      TextInput({
        name: "code",
        label: "인증번호 6자리",
        inputMode: "numeric",
        autocomplete: "one-time-code",
        lengthMax: CODE_LENGTH,
        error: props.errors?.find(({ field }) => field === "code")?.message,
      }),
      Button({ kind: "primary", full: true, children: "확인" }),
    ],
  });
}
