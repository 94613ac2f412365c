import type { Notice } from "@maru/debit";
import { type FieldTexts, FormFields } from "../../debit/money_form.ts";
import type { FieldError } from "../../forms/mod.ts";
import { html, type Markup } from "../../html.ts";
import { Confirmed } from "../../staff/members/member_page.ts";
import { Badge } from "../../ui/badge.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { formatDate } from "../../ui/date_text.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

const SERVICE_WORDS = { debit: "자동이체", submission: "서류제출" } as const;

/** 공지사항 of all services, withdrawn ones too. */
export function NoticesPage(props: { view: View; notices: readonly Notice[] }): Markup {
  return OperatorLayout({
    view: props.view,
    title: "공지사항",
    current: paths.notices,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "공지사항",
          actions: LinkButton({ href: paths.newNotice, kind: "primary", children: "공지 쓰기" }),
        })}
        ${Table({
          caption: "공지사항",
          rows: props.notices,
          empty: { title: "공지사항이 없습니다." },
          columns: [
            {
              key: "title",
              title: "제목",
              telling: true,
              rowHeader: true,
              cell: (each) => html`<a href=${paths.notice(each.id)}>${each.title}</a>`,
            },
            { key: "service", title: "서비스", cell: (each) => SERVICE_WORDS[each.service] },
            {
              key: "at",
              title: "게시",
              nowrap: true,
              cell: (each) => formatDate(each.publishedAt, "date"),
            },
            { key: "state", title: "상태", telling: true, cell: NoticeState },
          ],
        })}
      </div>
    `,
  });
}

function NoticeState(notice: Notice): Markup {
  if (notice.withdrawnAt !== undefined) return Badge({ tone: "neutral", children: "내림" });
  return notice.isPinned
    ? Badge({ tone: "info", children: "고정" })
    : Badge({ tone: "good", children: "게시 중" });
}

/** One notice to write or to change. */
export function NoticePage(props: {
  view: View;
  notice?: Notice;
  values: FieldTexts;
  errors?: readonly FieldError[];
}): Markup {
  const { notice } = props;
  const title = notice === undefined ? "공지 쓰기" : "공지 고치기";
  return OperatorLayout({
    view: props.view,
    title,
    current: paths.notices,
    children: html`
      <div class="stack">
        ${PageTitle({ title })} ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: notice === undefined ? paths.notices : paths.notice(notice.id),
            children: html`
              ${FormFields({
                fields: [
                  {
                    name: "service",
                    label: "서비스",
                    options: Object.entries(SERVICE_WORDS).map(([value, label]) => ({
                      value,
                      label,
                    })),
                  },
                  { name: "title", label: "제목", lengthMax: 200 },
                  { name: "body", label: "내용", rows: 8, lengthMax: 10_000 },
                  { name: "isPinned", label: "목록 위에 고정합니다", isSwitch: true },
                ],
                values: props.values,
                errors: props.errors,
              })}
              ${Button({ kind: "primary", children: "저장" })}
            `,
          }),
        })}
        ${notice === undefined || notice.withdrawnAt !== undefined ? null : Confirmed({
          view: props.view,
          action: paths.noticeEnd(notice.id),
          summary: "공지 내리기",
          text: "이용자에게 더는 보이지 않습니다.",
          button: "내립니다",
        })}
        <div>${LinkButton({ href: paths.notices, children: "목록으로" })}</div>
      </div>
    `,
  });
}
