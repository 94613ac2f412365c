import { html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { ButtonRow, LinkButton } from "../ui/button.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Layout } from "../ui/layout.ts";
import type { View } from "../view.ts";
import type { ToldError } from "./entry.ts";

/** Says what happened and what to do next, and gives the two numbers that the help desk asks for. */
export function ErrorPage(props: { readonly view: View; readonly told: ToldError }): Markup {
  const { view, told } = props;
  return Layout({
    view,
    title: told.title,
    width: "narrow",
    children: html`
      <div class="error-page">
        <h1>${told.title}</h1>
        <p class="lead">${told.next}</p>
        ${ButtonRow({
          children: [
            LinkButton({
              href: told.action?.href ?? paths.home,
              kind: "primary",
              wide: true,
              children: told.action?.label ?? "첫 화면으로",
            }),
            LinkButton({ href: paths.support, wide: true, children: "고객지원" }),
          ],
        })}
        ${DefinitionList({
          items: [
            { term: "오류 코드", value: html`<span class="code">${told.code}</span>` },
            { term: "요청번호", value: html`<span class="code">${view.requestId}</span>` },
          ],
        })}
      </div>
    `,
  });
}
