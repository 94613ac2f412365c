import type { Member } from "@maru/auth";
import { type Html, html, type Markup } from "../../html.ts";
import { Badge } from "../../ui/badge.ts";
import { LinkButton } from "../../ui/button.ts";
import { formatDate } from "../../ui/date_text.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { type MemberSession, staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { ROLE_WORDS } from "../words.ts";

export interface MembersPageProps {
  readonly view: View;
  readonly session: MemberSession;
  readonly members: readonly Member[];
}

/** 사용자: everybody who logs in for the organisation. */
export function MembersPage(props: MembersPageProps): Markup {
  return StaffLayout({
    ...props,
    title: "사용자",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "사용자",
          ...(props.session.organisationName ? { note: props.session.organisationName } : {}),
          actions: LinkButton({
            href: staffPaths.newMember,
            kind: "primary",
            children: "사용자 추가",
          }),
        })}
        ${Table({
          caption: "사용자",
          rows: props.members,
          empty: { title: "사용자가 없습니다." },
          columns: [
            {
              key: "name",
              title: "이름",
              telling: true,
              rowHeader: true,
              cell: (member) => NameCell(props.session, member),
            },
            {
              key: "loginId",
              title: "아이디",
              nowrap: true,
              cell: (member) => html`<span class="code">${member.loginId}</span>`,
            },
            { key: "role", title: "역할", cell: roleText },
            { key: "state", title: "상태", telling: true, cell: MemberState },
            {
              key: "factor",
              title: "2단계 인증",
              cell: (member) => member.hasSecondFactor ? "등록" : "-",
            },
            {
              key: "login",
              title: "마지막 로그인",
              nowrap: true,
              cell: (member) =>
                member.lastLoginAt === undefined ? "-" : formatDate(member.lastLoginAt, "dateTime"),
            },
          ],
        })}
      </div>
    `,
  });
}

/** Nobody changes himself here; a colleague does. */
function NameCell(session: MemberSession, member: Member): Html {
  if (member.id === session.staffId) return `${member.name} (나)`;
  return html`<a href=${staffPaths.member(member.id)}>${member.name}</a>`;
}

export function roleText(member: Member): string {
  if (member.role === "merchantAdmin") return ROLE_WORDS.merchantAdmin;
  return member.roleName ?? "역할 없음";
}

export function MemberState(member: Member): Html {
  if (member.isDisabled) return Badge({ tone: "neutral", children: "사용 중지" });
  if (member.isLocked) return Badge({ tone: "bad", children: "잠김" });
  return member.mustChangePassword
    ? Badge({ tone: "care", children: "비밀번호 변경 전" })
    : Badge({ tone: "good", children: "사용 중" });
}
