import type { ErrorEntry } from "../errors/entry.ts";
import { html, type Markup } from "../html.ts";
import { paths } from "../paths.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";

/** Every code that a visitor can meet, from the same map that answers errors. */
export function ErrorCodesPage(
  props: { readonly view: View; readonly entries: readonly ErrorEntry[] },
): Markup {
  return Layout({
    view: props.view,
    title: "오류 코드 안내",
    children: [
      Breadcrumb({
        items: [{ label: "고객지원", href: paths.support }, { label: "오류 코드 안내" }],
      }),
      PageTitle({
        title: "오류 코드 안내",
        note: "화면에 나온 코드를 찾아 어떻게 하면 되는지 확인해 주십시오.",
      }),
      Table({
        caption: "오류 코드와 해결 방법",
        columns: [
          {
            key: "code",
            title: "코드",
            telling: true,
            rowHeader: true,
            cell: (entry) => html`<span class="code" id=${entry.code}>${entry.code}</span>`,
          },
          {
            key: "words",
            title: "무슨 일이고, 어떻게 하면 됩니까",
            telling: true,
            cell: (entry) =>
              html`<strong class="cell-title">${entry.title}</strong><span class="cell-text">${entry.next}</span>`,
          },
        ],
        rows: props.entries,
        empty: { title: "등록된 오류 코드가 없습니다." },
      }),
    ],
  });
}
