import type { BadRow } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { LinkButton } from "../ui/button.ts";
import { Table } from "../ui/table.ts";
import { debitPaths } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { REASON_WORDS } from "./customer_words.ts";
import type { ImportPageProps } from "./import_page.ts";
import { columnTitle } from "./import_words.ts";

/** Row, column and reason of everything that is wrong, and the same as files. */
export function BadRows(props: ImportPageProps): Markup {
  const { found, columns, nextAfterRow } = props;
  const here = debitPaths.import(found.id);
  return html`
    <div class="stack-tight" id="bad-rows">
      ${Table<BadRow>({
        caption: "잘못된 행",
        title: "잘못된 행",
        rows: props.badRows,
        empty: { title: "더 없습니다." },
        exports: (["xlsx", "csv"] as const).map((format) => ({
          label: format === "xlsx" ? "오류 파일 (엑셀)" : "오류 파일 (CSV)",
          href: customerPaths.importErrors(found.id, format),
        })),
        columns: [
          {
            key: "row",
            title: "행",
            align: "right",
            telling: true,
            nowrap: true,
            cell: ({ rowNumber }) => rowNumber,
          },
          {
            key: "column",
            title: "열",
            telling: true,
            rowHeader: true,
            nowrap: true,
            cell: (bad) => columnTitle(bad, columns),
          },
          {
            key: "value",
            title: "입력한 값",
            cell: ({ value }) =>
              value === undefined
                ? html`<span class="quiet">표시하지 않음</span>`
                : html`<span class="typed-value">${value}</span>`,
          },
          {
            key: "reason",
            title: "이유",
            telling: true,
            cell: ({ reason }) => REASON_WORDS[reason],
          },
        ],
      })}
      ${props.isFirstPage && nextAfterRow === undefined ? null : html`
        <div class="button-row">
          ${props.isFirstPage ? null : LinkButton({
            href: `${here}#bad-rows`,
            size: "small",
            children: "처음부터",
          })}
          ${nextAfterRow === undefined ? null : LinkButton({
            href: `${here}?afterRow=${nextAfterRow}#bad-rows`,
            size: "small",
            children: "다음 행",
          })}
        </div>
      `}
    </div>
  `;
}
