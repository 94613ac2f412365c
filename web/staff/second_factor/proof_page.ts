import type { SecondFactorState } from "@maru/auth";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import PasskeyIsland from "../../islands/passkey.ts";
import { Button } from "../../ui/button.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { Island } from "../../ui/island.ts";
import { Layout } from "../../ui/layout.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { staffPaths } from "../context.ts";
import { withReturn } from "../staff_paths.ts";
import { NeedsScript } from "./needs_script.ts";

export interface ProofPageProps {
  readonly view: View;
  readonly factors: SecondFactorState;
  readonly returnPath: string;
  readonly errors?: readonly FieldError[];
}

/** Asks for a passkey, a code, or a recovery code, whichever the account has. */
export function ProofPage(props: ProofPageProps): Markup {
  const { factors } = props;
  return Layout({
    view: props.view,
    title: "2단계 인증 확인",
    width: "narrow",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "2단계 인증을 확인해 주십시오",
          note:
            "돈, 계좌번호, 다른 사람의 비밀번호를 다루는 일은 확인한 뒤 10분 동안 할 수 있습니다",
        })}
        ${FormErrors({ errors: props.errors })}
        ${factors.codeAppSince === undefined
          ? null
          : html`<div class="card">${CodeForm(props)}</div>`}
        ${factors.passkeys.length === 0
          ? null
          : html`<div class="card">${PasskeyProof(props)}</div>`}
        ${factors.recoveryCodeCount === 0 ? null : RecoveryForm(props)}
        <p class="quiet">
          휴대전화를 잃어버리고 복구 코드도 없으시면 업체 관리자 또는 운영자에게 2단계 인증 초기화를 요청해
          주십시오.
        </p>
      </div>
    `,
  });
}

function CodeForm(props: ProofPageProps): Markup {
  return Form({
    view: props.view,
    action: withReturn(staffPaths.codeProof, props.returnPath),
    children: html`
      ${TextInput({
        name: "code",
        label: "인증 앱의 코드",
        inputMode: "numeric",
        autocomplete: "one-time-code",
        lengthMax: 10,
        hint: "앱에 지금 보이는 숫자 6자리입니다.",
        error: errorAt(props.errors, "code"),
      })}
      ${Button({ kind: "primary", full: true, children: "확인" })}
    `,
  });
}

function PasskeyProof(props: ProofPageProps): Html {
  return [
    NeedsScript(),
    Island({
      view: props.view,
      name: "passkey",
      component: PasskeyIsland,
      props: {
        ceremony: "get" as const,
        host: props.factors.passkeyHost ?? "",
        optionsHref: staffPaths.passkeyChallenge,
        answerHref: staffPaths.passkeyProof,
        doneHref: props.returnPath,
        isPrimary: props.factors.codeAppSince === undefined,
      },
    }),
  ];
}

function RecoveryForm(props: ProofPageProps): Markup {
  const error = errorAt(props.errors, "recoveryCode");
  return html`
    <details class="card recovery-proof" open=${error !== undefined}>
      <summary>복구 코드로 확인</summary>
      ${Form({
        view: props.view,
        action: withReturn(staffPaths.recoveryProof, props.returnPath),
        children: html`
          ${TextInput({
            name: "recoveryCode",
            label: "복구 코드",
            lengthMax: 20,
            hint: "하나를 한 번만 쓸 수 있습니다.",
            error,
          })}
          ${Button({ children: "복구 코드 확인" })}
        `,
      })}
    </details>
  `;
}

function errorAt(errors: readonly FieldError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}
