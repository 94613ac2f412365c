import type { Notice as NoticeRow } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DateText, formatDate } from "../ui/date_text.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";

/** 공지사항: pinned ones first, then the newest. */
export function NoticeListPage(props: {
  readonly view: View;
  readonly notices: readonly NoticeRow[];
  readonly nextHref?: string;
}): Markup {
  return DebitLayout({
    view: props.view,
    title: "공지사항",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "공지사항" })}
        ${Table<NoticeRow>({
          caption: "공지사항",
          rows: props.notices,
          empty: { title: "공지사항이 없습니다." },
          columns: [
            {
              key: "title",
              title: "제목",
              telling: true,
              rowHeader: true,
              cell: ({ id, title, isPinned }) => [
                isPinned ? [Badge({ tone: "info", children: "중요" }), " "] : null,
                html`<a href=${debitPaths.notice(id)}>${title}</a>`,
              ],
            },
            {
              key: "publishedAt",
              title: "올린 날",
              telling: true,
              nowrap: true,
              cell: ({ publishedAt }) => DateText({ at: publishedAt }),
            },
          ],
        })}
        ${props.nextHref === undefined
          ? null
          : LinkButton({ href: props.nextHref, children: "이전 공지 보기" })}
      </div>
    `,
  });
}

/** One notice: plain text, a paragraph for each empty line. */
export function NoticePage(
  { view, notice }: { readonly view: View; readonly notice: NoticeRow },
): Markup {
  return DebitLayout({
    view,
    title: notice.title,
    current: debitPaths.notices,
    children: html`
      <div class="stack debit-form">
        ${Breadcrumb({
          items: [{ label: "공지사항", href: debitPaths.notices }, { label: notice.title }],
        })}
        ${PageTitle({ title: notice.title, note: formatDate(notice.publishedAt, "dateTime") })}
        ${Card({
          children: html`
            <div class="stack">
              ${notice.body.split(/\n{2,}/).map((text) => html`<p class="debit-text">${text}</p>`)}
            </div>
          `,
        })}
        <div>${LinkButton({ href: debitPaths.notices, children: "목록으로" })}</div>
      </div>
    `,
  });
}
