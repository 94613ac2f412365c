import type { Member, OrganisationRole } from "@maru/auth";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Button } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { formatDate } from "../../ui/date_text.ts";
import { DefinitionList } from "../../ui/definition_list.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { PageTitle } from "../../ui/page_title.ts";
import type { View } from "../../view.ts";
import { type MemberSession, staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { MemberState, roleText } from "./members_page.ts";
import { RoleChoice } from "./role_choice.ts";

export interface MemberPageProps {
  readonly view: View;
  readonly session: MemberSession;
  readonly member: Member;
  readonly roles: readonly OrganisationRole[];
  /** What was chosen and refused, or what the member has. */
  readonly role: string;
  readonly errors?: readonly FieldError[];
  /** Of the form that shows a password. */
  readonly idempotencyKey: string;
}

/** One person: role, password, second factor, lock, and the end of the account. */
export function MemberPage(props: MemberPageProps): Markup {
  const { member } = props;
  return StaffLayout({
    view: props.view,
    session: props.session,
    title: member.name,
    current: staffPaths.members,
    children: html`
      <div class="stack">
        ${PageTitle({ title: member.name })} ${FormErrors({ errors: props.errors })}
        ${Card({ children: Facts(member) })}
        ${member.isDisabled ? null : [RoleForm(props), Help(props), End(props)]}
      </div>
    `,
  });
}

function Facts(member: Member): Markup {
  return DefinitionList({
    items: [
      { term: "아이디", value: html`<span class="code">${member.loginId}</span>` },
      { term: "역할", value: roleText(member) },
      { term: "상태", value: MemberState(member) },
      { term: "2단계 인증", value: member.hasSecondFactor ? "등록" : "등록하지 않음" },
      {
        term: "마지막 로그인",
        value: member.lastLoginAt === undefined ? "-" : formatDate(member.lastLoginAt, "dateTime"),
      },
    ],
  });
}

function RoleForm(props: MemberPageProps): Markup {
  return Card({
    title: "역할 변경",
    children: Form({
      view: props.view,
      action: staffPaths.memberRole(props.member.id),
      children: html`
        ${RoleChoice({
          roles: props.roles,
          value: props.role,
          error: props.errors?.find((error) => error.field === "role")?.message,
        })}
        ${Button({ kind: "primary", children: "역할 저장" })}
      `,
    }),
  });
}

function Help({ view, member, idempotencyKey }: MemberPageProps): Markup {
  return Card({
    title: "로그인을 못 할 때",
    children: html`
      <div class="stack-tight">
        ${member.isLocked
          ? Form({
            view,
            action: staffPaths.memberUnlock(member.id),
            children: Button({ children: "잠금 해제" }),
          })
          : null}
        ${Confirmed({
          view,
          action: staffPaths.memberPassword(member.id),
          summary: "비밀번호 재설정",
          text: "새 비밀번호를 한 번 보여 드리고, 지금 로그인된 곳은 모두 끝납니다.",
          button: "재설정합니다",
          idempotencyKey,
        })}
        ${member.hasSecondFactor
          ? Confirmed({
            view,
            action: staffPaths.memberSecondFactor(member.id),
            summary: "2단계 인증 초기화",
            text: "휴대전화를 잃어버린 사람의 인증 앱, 패스키, 복구 코드를 모두 지웁니다.",
            button: "초기화합니다",
          })
          : null}
      </div>
    `,
  });
}

function End({ view, member }: MemberPageProps): Markup {
  return Card({
    title: "사용 중지",
    children: Confirmed({
      view,
      action: staffPaths.memberEnd(member.id),
      summary: "사용 중지",
      text: "바로 로그아웃되고 다시 로그인할 수 없습니다. 되돌릴 수 없습니다.",
      button: "중지합니다",
    }),
  });
}

/** A danger that is pressed twice. */
export function Confirmed(
  props: {
    view: View;
    action: string;
    summary: string;
    text: string;
    button: string;
    /** Where it shows a secret, which a page that is loaded again must not make anew. */
    idempotencyKey?: string;
  },
): Html {
  return html`
    <details class="confirm">
      <summary>${props.summary}</summary>
      ${Form({
        view: props.view,
        action: props.action,
        inline: true,
        idempotencyKey: props.idempotencyKey,
        children: html`
          <span>${props.text}</span>
          ${Button({
            kind: "danger",
            size: "small",
            children: props.button,
            label: `${props.summary}: ${props.button}`,
          })}
        `,
      })}
    </details>
  `;
}
