import { html, type Markup } from "../html.ts";
import { EmptyState } from "../ui/empty_state.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { DebitLayout } from "./context.ts";

/** For a merchant that has no contract in force. */
export function NoContractPage(props: { readonly view: View; readonly title: string }): Markup {
  return DebitLayout({
    ...props,
    children: html`
      <div class="stack">
        ${PageTitle({ title: props.title })}
        ${EmptyState({
          title: "진행 중인 계약이 없습니다.",
          text: "계약을 맺으면 의뢰할 수 있습니다. 고객센터 02-3771-1100에 문의해 주십시오.",
        })}
      </div>
    `,
  });
}
