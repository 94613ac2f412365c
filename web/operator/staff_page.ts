import type { StaffAccount } from "@maru/auth";
import { type Html, html, type Markup } from "../html.ts";
import { ROLE_WORDS } from "../staff/words.ts";
import { Badge } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Form } from "../ui/form.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";
import { memberPaths } from "./member_paths.ts";
import { StaffSearch } from "./staff_search.ts";

export interface StaffPageProps {
  readonly view: View;
  readonly accounts: readonly StaffAccount[];
  readonly ownId: string;
  readonly text: string;
  /** There are more than are shown. */
  readonly isCut: boolean;
}

/** 계정: everybody who logs in by ID, the way out of a lock, and the end of an account. */
export function StaffPage(props: StaffPageProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "계정",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "계정",
          note: "기관과 업체의 사용자, 운영자",
          actions: LinkButton({
            href: memberPaths.newAdministrator,
            children: "업체 관리자 만들기",
          }),
        })}
        ${Table({
          caption: "계정",
          rows: props.accounts,
          empty: { title: "계정이 없습니다." },
          filters: StaffSearch({
            action: operatorPaths.staff,
            label: "아이디, 이름, 기관·업체",
            text: props.text,
          }),
          columns: [
            {
              key: "loginId",
              title: "아이디",
              telling: true,
              rowHeader: true,
              cell: (account) => account.loginId,
            },
            { key: "name", title: "이름", cell: (account) => account.name },
            { key: "role", title: "권한", cell: (account) => ROLE_WORDS[account.role] },
            {
              key: "organisation",
              title: "기관·업체",
              cell: (account) => account.organisationName ?? "-",
            },
            { key: "state", title: "상태", telling: true, cell: StateCell },
            {
              key: "action",
              title: "할 일",
              telling: true,
              cell: (account) => Actions(props, account),
            },
          ],
        })}
        ${props.isCut
          ? html`<p class="quiet">앞의 ${props.accounts.length}개만 보여 드립니다. 찾는 말을 입력해 주십시오.</p>`
          : null}
      </div>
    `,
  });
}

export function StateCell(account: StaffAccount): Html {
  if (account.isDisabled) return Badge({ tone: "neutral", children: "사용 중지" });
  return account.isLocked
    ? Badge({ tone: "bad", children: "잠김" })
    : Badge({ tone: "good", children: "사용 중" });
}

function Actions(props: { view: View; ownId: string }, account: StaffAccount): Html {
  if (account.isDisabled || account.id === props.ownId) return "-";
  return [
    html`
      <div class="staff-actions">
        ${account.isLocked
          ? Form({
            view: props.view,
            action: operatorPaths.staffUnlock(account.id),
            inline: true,
            children: Button({
              size: "small",
              children: "잠금 해제",
              label: `${account.loginId} 잠금 해제`,
            }),
          })
          : null}
        <a href=${memberPaths.account(account.id)} aria-label=${`${account.loginId} 관리`}>관리</a>
      </div>
    `,
    html`
      <details class="confirm">
        <summary>사용 중지</summary>
        ${Form({
          view: props.view,
          action: operatorPaths.staffDisable(account.id),
          inline: true,
          children: html`
            <span>되돌릴 수 없습니다.</span>
            ${Button({
              kind: "danger",
              size: "small",
              children: "중지합니다",
              label: `${account.loginId} 사용 중지`,
            })}
          `,
        })}
      </details>
    `,
  ];
}
