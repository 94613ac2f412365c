import type { BadRow } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { LinkButton } from "../ui/button.ts";
import { Table } from "../ui/table.ts";
import { debitPaths } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { reasonWords } from "./customer_words.ts";
import type { ImportPageProps } from "./import_page.ts";
import { columnTitle } from "./import_words.ts";

/** Row, column and reason of everything that is wrong, and the same as files. */
export function BadRows(props: ImportPageProps): Markup {
  const { found, columns, nextAfterRow } = props;
  const here = debitPaths.import(found.id);
  return html`
    <div class="stack-tight" id="bad-rows">
      <p class="quiet">
        잘못된 행은 올리신 원본 파일에서 고쳐 그 파일을 다시 올려 주십시오. 이미 등록한 행은 다시
        등록하지 않습니다. 오류 파일은 계좌번호와 생년월일, 사업자번호를 가렸으므로 확인하실 때만 쓰시고 그대로
        올리지 마십시오.
      </p>
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
            cell: TypedValue,
          },
          {
            key: "reason",
            title: "이유",
            telling: true,
            cell: ({ column, reason }) => reasonWords(column, reason),
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

function TypedValue({ value, reason }: BadRow): Markup {
  if (reason === "missing") return html`<span class="quiet">빈칸</span>`;
  if (reason === "formulaCell") return html`<span class="quiet">수식</span>`;
  return value === undefined
    ? html`<span class="quiet">표시하지 않음</span>`
    : html`<span class="typed-value">${value}</span>`;
}
