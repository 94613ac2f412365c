import { html, type Markup } from "../../html.ts";
import { CodeBlock } from "../../ui/code_block.ts";
import { Notice } from "../../ui/notice.ts";

/** ID and one-time password, this one time; whoever comes back is told how to get another. */
export function IssuedPassword(
  props: { loginId: string; password: string | undefined },
): Markup {
  if (props.password === undefined) {
    return html`
      <div class="stack-tight">
        ${Notice({
          tone: "info",
          title: "첫 비밀번호는 이미 보여 드렸습니다.",
          children: "적어 두지 않으셨으면 비밀번호를 다시 재설정해 주십시오.",
        })}
        ${LoginId(props)}
      </div>
    `;
  }
  return html`
    <div class="stack-tight">
      ${Notice({
        tone: "care",
        title: "비밀번호는 지금 한 번만 보여 드립니다.",
        children: "본인에게 직접 전해 주십시오. 처음 로그인하면 새 비밀번호로 바꾸게 됩니다.",
      })}
      ${LoginId(props)}
      ${CodeBlock({ label: "첫 비밀번호", code: props.password })}
    </div>
  `;
}

/** It has eight digits as the merchant's number has, and stands beside it on some pages. */
function LoginId({ loginId }: { readonly loginId: string }): Markup {
  return CodeBlock({
    label: "아이디 (로그인할 때 입력합니다. 업체번호로는 로그인할 수 없습니다)",
    code: loginId,
  });
}
