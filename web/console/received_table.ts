import type { SubmissionView } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { DateText, formatDate } from "../ui/date_text.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { Table } from "../ui/table.ts";
import { consolePaths } from "./context.ts";

export interface ReceivedTableProps {
  readonly rows: readonly SubmissionView[];
  readonly caption: string;
  readonly title?: string;
  readonly filters?: Html;
  readonly pagination?: PaginationProps;
  readonly exports?: readonly { label: string; href: string }[];
}

/** Received submissions, one a row. */
export function ReceivedTable(props: ReceivedTableProps): Markup {
  return Table({
    caption: props.caption,
    rows: props.rows,
    columns: [
      {
        key: "createdAt",
        title: "접수일시",
        nowrap: true,
        cell: (row) => DateText({ at: row.createdAt, format: "dateTime" }),
      },
      {
        key: "subject",
        title: "업체·성명",
        telling: true,
        rowHeader: true,
        cell: SubjectCell,
      },
      { key: "product", title: "상품", cell: (row) => row.productName },
      { key: "submitter", title: "제출자", nowrap: true, cell: (row) => row.submitterName },
      { key: "reference", title: "접수번호", nowrap: true, cell: (row) => row.reference },
      { key: "state", title: "상태", telling: true, nowrap: true, cell: StateCell },
    ],
    empty: {
      title: "접수한 서류가 없습니다.",
      text: "상품 링크를 고객에게 보내면 여기에 접수됩니다.",
    },
    ...(props.title === undefined ? {} : { title: props.title }),
    ...(props.filters === undefined ? {} : { filters: props.filters }),
    ...(props.pagination === undefined ? {} : { pagination: props.pagination }),
    ...(props.exports === undefined ? {} : { exports: props.exports }),
  });
}

function SubjectCell(row: SubmissionView): Html {
  const at = formatDate(row.createdAt, "dateTime");
  return [
    html`<a href=${consolePaths.submission(row.id)}>${row.clientName ?? row.subjectName}</a>`,
    html`<span class="cell-text cell-narrow-only">${row.productName}</span>`,
    html`<span class="cell-text cell-narrow-only">${at}</span>`,
  ];
}

function StateCell(row: SubmissionView): Html {
  const { total, delivered, notProvided, failed } = row.counts;
  const done = delivered + notProvided;
  if (row.state === "running") return Badge({ tone: "info", children: `처리중 ${done}/${total}` });
  return failed === 0
    ? Badge({ tone: "good", children: `${total}건 완료` })
    : Badge({ tone: "bad", children: `실패 ${failed}/${total}` });
}
