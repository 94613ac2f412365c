import type { StaffAccount, StaffRole } from "@maru/auth";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button } from "../ui/button.ts";
import { Form } from "../ui/form.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";

const ROLES: Readonly<Record<StaffRole, string>> = {
  operator: "운영자",
  institutionAdmin: "기관 관리자",
  institutionStaff: "기관 담당자",
};

/** 계정: everybody who logs in by ID, the way out of a lock, and the end of an account. */
export function StaffPage(props: {
  view: View;
  accounts: readonly StaffAccount[];
  ownId: string;
}): Markup {
  return OperatorLayout({
    view: props.view,
    title: "계정",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "계정", note: "기관 담당자와 운영자" })}
        ${Table({
          caption: "계정",
          rows: props.accounts,
          empty: { title: "계정이 없습니다." },
          columns: [
            {
              key: "loginId",
              title: "아이디",
              telling: true,
              rowHeader: true,
              cell: (account) => account.loginId,
            },
            { key: "name", title: "이름", cell: (account) => account.name },
            { key: "role", title: "권한", cell: (account) => ROLES[account.role] },
            { key: "state", title: "상태", telling: true, cell: StateCell },
            {
              key: "action",
              title: "할 일",
              telling: true,
              cell: (account) => Actions(props, account),
            },
          ],
        })}
      </div>
    `,
  });
}

function StateCell(account: StaffAccount): Html {
  if (account.isDisabled) return Badge({ tone: "neutral", children: "사용 중지" });
  return account.isLocked
    ? Badge({ tone: "bad", children: "잠김" })
    : Badge({ tone: "good", children: "사용 중" });
}

function Actions(props: { view: View; ownId: string }, account: StaffAccount): Html {
  if (account.isDisabled || account.id === props.ownId) return "-";
  return [
    account.isLocked
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
      : null,
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
