import type { StaffLoginEntry, StaffSession, StaffSessionEntry } from "@maru/auth";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { LineList } from "../ui/line_list.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { staffPaths } from "./context.ts";
import { StaffLayout } from "./layout.ts";

export interface SessionsPageProps {
  readonly view: View;
  readonly session: StaffSession;
  readonly sessions: readonly StaffSessionEntry[];
  /** The newest is this one. */
  readonly logins: readonly StaffLoginEntry[];
}

/** 로그인 기록: where the account is logged in now, how to end that, and the logins before. */
export function SessionsPage(props: SessionsPageProps): Markup {
  const last = props.logins[1];
  return StaffLayout({
    ...props,
    title: "로그인 기록",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "로그인 기록",
          note: last === undefined
            ? "이번이 첫 로그인입니다"
            : `지난 로그인 ${formatDate(last.at, "dateTime")}, ${last.address}`,
        })}
        ${RunningSessions(props)} ${EndOthers(props)}
        ${Card({
          title: "최근 로그인",
          aside: "최근 20번까지, 한 달쯤 보관합니다",
          children: LineList({
            lines: props.logins.map((login) => ({
              title: formatDate(login.at, "dateTime"),
              aside: login.address,
            })),
          }),
        })}
        <p class="quiet">
          모르는 로그인이 있으면 그 로그인을 끝내고 <a href=${staffPaths
            .password}>비밀번호를 바꿔</a>${" "}
          주십시오.
        </p>
      </div>
    `,
  });
}

function RunningSessions(props: SessionsPageProps): Markup {
  return Table({
    caption: "지금 로그인된 곳",
    title: "지금 로그인된 곳",
    rows: props.sessions,
    empty: { title: "로그인된 곳이 없습니다." },
    columns: [
      {
        key: "address",
        title: "접속 주소",
        telling: true,
        rowHeader: true,
        cell: (entry) => entry.address,
      },
      {
        key: "created",
        title: "로그인",
        nowrap: true,
        cell: (entry) => formatDate(entry.createdAt, "dateTime"),
      },
      {
        key: "seen",
        title: "마지막 사용",
        telling: true,
        nowrap: true,
        cell: (entry) => formatDate(entry.lastSeenAt, "dateTime"),
      },
      { key: "action", title: "할 일", telling: true, cell: (entry) => EndOne(props, entry) },
    ],
  });
}

function EndOne({ view, session }: SessionsPageProps, entry: StaffSessionEntry): Html {
  if (entry.id === session.id) return Badge({ tone: "good", children: "이 기기" });
  return Form({
    view,
    action: staffPaths.sessionEnd(entry.id),
    inline: true,
    children: Button({
      size: "small",
      children: "로그아웃",
      label: `${entry.address}의 로그인 끝내기`,
    }),
  });
}

function EndOthers({ view, sessions }: SessionsPageProps): Html {
  if (sessions.length < 2) return null;
  return Form({
    view,
    action: staffPaths.otherSessionsEnd,
    children: Button({ kind: "danger", children: "이 기기 말고 모두 로그아웃" }),
  });
}
