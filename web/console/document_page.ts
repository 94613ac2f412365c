import { html, type Markup } from "../html.ts";
import { LinkButton } from "../ui/button.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";

/** The structured data of one document as a table, beside its PDF. */
export function ConsoleDocumentPage(props: {
  view: View;
  documentId: string;
  name: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  hasPdf: boolean;
}): Markup {
  const { documentId } = props;
  return ConsoleLayout({
    view: props.view,
    title: props.name,
    current: consolePaths.received,
    children: html`
      <div class="stack">
        ${PageTitle({ title: props.name, note: "발급기관이 준 데이터" })}
        <div class="button-row">
          ${props.hasPdf
            ? LinkButton({
              href: consolePaths.documentPdf(documentId),
              kind: "primary",
              download: true,
              children: "PDF 받기",
            })
            : null}
        </div>
        ${DataTable(props)}
      </div>
    `,
  });
}

interface DataTableProps {
  readonly documentId: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A single record is read from top to bottom; several are compared side by side. */
function DataTable(props: DataTableProps): Markup {
  const [first] = props.rows;
  const common = {
    caption: `${props.name} 데이터`,
    empty: { title: "데이터가 없는 서류입니다." },
    exports: [{ label: "CSV로 내려받기", href: consolePaths.documentCsv(props.documentId) }],
  };
  if (first !== undefined && props.rows.length === 1) {
    return Table({
      ...common,
      rows: props.columns.map((title, index) => ({ title, value: first[index] ?? "" })),
      columns: [
        { key: "title", title: "항목", telling: true, rowHeader: true, cell: (row) => row.title },
        { key: "value", title: "내용", telling: true, cell: (row) => row.value },
      ],
    });
  }
  return Table({
    ...common,
    rows: props.rows,
    columns: props.columns.map((title, index) => ({
      key: String(index),
      title,
      telling: true,
      nowrap: true,
      rowHeader: index === 0,
      cell: (row: readonly string[]) => row[index] ?? "",
    })),
  });
}
