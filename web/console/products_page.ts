import type { ProductSetting } from "@maru/submission";
import { html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { LinkButton } from "../ui/button.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";

/** 상품: what this institution asks for. */
export function ProductsPage(props: {
  view: View;
  products: readonly ProductSetting[];
  isAdmin: boolean;
}): Markup {
  return ConsoleLayout({
    view: props.view,
    title: "상품·서류 목록",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "상품·서류 목록" })}
        ${props.isAdmin
          ? html`
            <div class="button-row">
              ${LinkButton({
                href: consolePaths.product("new"),
                kind: "primary",
                children: "상품 만들기",
              })}
            </div>
          `
          : null}
        ${Table({
          caption: "상품",
          rows: props.products,
          empty: {
            title: "상품이 없습니다.",
            text: "상품을 만들고 제출받을 서류를 고르면 고객에게 보낼 링크가 생깁니다.",
          },
          columns: [
            {
              key: "name",
              title: "상품",
              telling: true,
              rowHeader: true,
              cell: (product) =>
                html`<a href=${consolePaths.product(product.id)}>${product.name}</a>`,
            },
            { key: "slug", title: "주소", cell: (product) => `/oneclick/p/${product.slug}` },
            {
              key: "documents",
              title: "서류",
              align: "right",
              telling: true,
              nowrap: true,
              cell: (product) => `${product.documents.length}건`,
            },
            {
              key: "active",
              title: "상태",
              telling: true,
              nowrap: true,
              cell: (product) =>
                product.active
                  ? Badge({ tone: "good", children: "접수 중" })
                  : Badge({ tone: "neutral", children: "중지" }),
            },
          ],
        })}
      </div>
    `,
  });
}
