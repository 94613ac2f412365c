import { html, type Markup } from "../html.ts";
import { CodeBlock } from "../ui/code_block.ts";
import { Notice } from "../ui/notice.ts";

/** A secret that was just made; "shown" where the same form was sent before. */
export type Fresh = { readonly label: string; readonly secret: string } | "shown";

/** A secret, this one time. */
export function FreshSecret(fresh: Fresh): Markup {
  if (fresh === "shown") {
    return Notice({
      tone: "info",
      title: "비밀값은 이미 보여 드렸습니다.",
      children: "적어 두지 않으셨으면 다시 발급해 주십시오.",
    });
  }
  return html`
    <div class="stack-tight">
      ${Notice({
        tone: "care",
        title: "지금 한 번만 보여 드립니다.",
        children: "안전한 곳에 옮겨 적어 주십시오.",
      })}
      ${CodeBlock({ label: fresh.label, code: fresh.secret })}
    </div>
  `;
}
