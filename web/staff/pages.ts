import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { Layout } from "../ui/layout.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { staffPaths } from "./context.ts";

/** ID and password, for the staff of institutions and of the house. */
export function StaffLoginPage(props: {
  view: View;
  returnPath: string;
  loginId?: string;
  problem?: { title: string; next: string };
  errors?: readonly FieldError[];
}): Markup {
  return Layout({
    view: props.view,
    title: "관리자 로그인",
    width: "narrow",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "관리자 로그인", note: "기관과 업체의 담당자, 운영자가 이용합니다" })}
        ${FormErrors({ errors: props.errors })}
        ${props.problem === undefined ? null : Notice({
          tone: "bad",
          title: props.problem.title,
          children: props.problem.next,
        })}
        <div class="card">
          ${Form({
            view: props.view,
            action: staffPaths.login,
            children: html`
              <input type="hidden" name="return" value=${props.returnPath} />
              ${TextInput({
                name: "loginId",
                label: "아이디",
                value: props.loginId ?? "",
                autocomplete: "username",
                error: errorAt(props.errors, "loginId"),
              })}
              ${TextInput({
                name: "password",
                label: "비밀번호",
                type: "password",
                autocomplete: "current-password",
                error: errorAt(props.errors, "password"),
              })}
              ${Button({ kind: "primary", full: true, children: "로그인" })}
            `,
          })}
        </div>
      </div>
    `,
  });
}

/** The first password, given by somebody else, is replaced by one's own. */
export function PasswordPage(props: {
  view: View;
  mustChange: boolean;
  errors?: readonly FieldError[];
}): Markup {
  return Layout({
    view: props.view,
    title: "비밀번호 변경",
    width: "narrow",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "비밀번호를 바꿔 주십시오",
          ...(props.mustChange ? { note: "처음 받은 비밀번호는 한 번만 쓸 수 있습니다" } : {}),
        })}
        ${FormErrors({ errors: props.errors })}
        <div class="card">
          ${Form({
            view: props.view,
            action: staffPaths.password,
            children: html`
              ${Secret("current", "지금 비밀번호", "current-password", props.errors)}
              ${Secret(
                "next",
                "새 비밀번호",
                "new-password",
                props.errors,
                "8자 이상 입력해 주십시오.",
              )}
              ${Secret("again", "새 비밀번호 확인", "new-password", props.errors)}
              ${Button({ kind: "primary", full: true, children: "비밀번호 변경" })}
            `,
          })}
        </div>
      </div>
    `,
  });
}

function Secret(
  name: string,
  label: string,
  autocomplete: string,
  errors: readonly FieldError[] | undefined,
  hint?: string,
): Markup {
  return TextInput({
    name,
    label,
    type: "password",
    autocomplete,
    error: errorAt(errors, name),
    ...(hint === undefined ? {} : { hint }),
  });
}

function errorAt(errors: readonly FieldError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}
