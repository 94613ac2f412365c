import type { ItemView, SubmissionView } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { consolePaths, REASONS } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";

/** One received submission: who, what, each document with its data and PDF. */
export function ConsoleSubmissionPage(props: { view: View; submission: SubmissionView }): Markup {
  const { submission } = props;
  return ConsoleLayout({
    view: props.view,
    title: submission.reference,
    current: consolePaths.received,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: submission.clientName ?? submission.subjectName,
          note: `${submission.productName} · 접수번호 ${submission.reference}`,
        })}
        ${Card({ title: "접수 정보", children: DefinitionList({ items: facts(submission) }) })}
        ${Table({
          caption: "서류",
          title: `서류 ${submission.items.length}건`,
          rows: submission.items,
          empty: { title: "서류가 없습니다." },
          filters: ZipForm(submission),
          columns: [
            {
              key: "name",
              title: "서류",
              telling: true,
              rowHeader: true,
              cell: (item) => DocumentName(item),
            },
            { key: "agency", title: "발급기관", cell: (item) => item.agencyName },
            { key: "period", title: "기간", cell: (item) => item.period?.label ?? "-" },
            { key: "state", title: "상태", telling: true, cell: ItemState },
            {
              key: "pages",
              title: "쪽수",
              align: "right",
              cell: (item) => item.document?.pageCount ?? "-",
            },
            { key: "sha256", title: "SHA-256", nowrap: true, cell: (item) => Digest(item) },
          ],
        })}
      </div>
    `,
  });
}

function facts(submission: SubmissionView): { term: Html; value: Html }[] {
  return [
    { term: "제출자", value: `${submission.submitterName} · ${submission.phoneMasked}` },
    { term: "접수", value: formatDate(submission.createdAt, "dateTime") },
    {
      term: "완료",
      value: submission.finishedAt ? formatDate(submission.finishedAt, "dateTime") : "처리중",
    },
  ];
}

function ZipForm(submission: SubmissionView): Html {
  if (submission.counts.delivered + submission.counts.notProvided === 0) return null;
  return html`
    <form method="get" action=${consolePaths.zip(submission.id)} class="filter-form">
      <select class="input select input-small" name="reason" aria-label="내려받는 사유">
        ${Object.entries(REASONS).map(([value, label]) =>
          html`<option value=${value}>사유: ${label}</option>`
        )}
      </select>
      ${Button({ size: "small", children: "모두 내려받기 (zip)" })}
    </form>
  `;
}

function DocumentName(item: ItemView): Html {
  const document = item.document;
  if (document === undefined || document.destroyed) return item.name;
  return html`<a href=${consolePaths.document(document.id)}>${item.name}</a>`;
}

export const ITEM_WORDS: Readonly<Record<ItemView["state"], readonly [Tone, string]>> = {
  queued: ["neutral", "대기"],
  waitingAgency: ["care", "발급기관 대기"],
  running: ["info", "처리중"],
  authWait: ["care", "추가인증"],
  issued: ["info", "전달 중"],
  delivered: ["good", "PDF"],
  notProvided: ["neutral", "미제공"],
  failed: ["bad", "실패"],
};

function ItemState(item: ItemView): Html {
  const [tone, word] = ITEM_WORDS[item.state];
  const reason = item.failure === undefined
    ? null
    : html`<span class="cell-note">${item.failure.text}</span>`;
  return [
    Badge({ tone, children: item.document?.destroyed ? "파기됨" : word }),
    item.state === "failed" || item.state === "waitingAgency" ? reason : null,
  ];
}

function Digest(item: ItemView): Html {
  const sha256 = item.document?.sha256;
  return sha256 === undefined
    ? "-"
    : html`<span class="code" title=${sha256}>${sha256.slice(0, 12)}…</span>`;
}
