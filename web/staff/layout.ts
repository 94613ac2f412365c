import type { StaffSession } from "@maru/auth";
import type { Html, Markup } from "../html.ts";
import { type MenuGroup, WorkLayout } from "../ui/work_layout.ts";
import type { View } from "../view.ts";
import { ACCOUNT_ENTRIES, HOME_OF, staffPaths } from "./context.ts";

export interface StaffLayoutProps {
  readonly view: View;
  readonly session: StaffSession;
  readonly title: string;
  readonly current?: string;
  readonly children: Html;
}

/** Pages about one's own account, and about the people of one's organisation. */
export function StaffLayout({ session, ...props }: StaffLayoutProps): Markup {
  return WorkLayout({
    ...props,
    area: "내 계정",
    areaHref: staffPaths.sessions,
    menu: [
      { entries: [{ label: "업무 화면으로", href: HOME_OF[session.role] }] },
      ...accountMenu(session),
    ],
  });
}

/** One's own account and, with the right, the organisation's people: for any work menu. */
export function accountMenu({ rights }: Pick<StaffSession, "rights">): MenuGroup[] {
  const own: MenuGroup = {
    title: "내 계정",
    entries: ACCOUNT_ENTRIES,
  };
  const people: MenuGroup = {
    title: "사용자관리",
    entries: [
      { label: "사용자", href: staffPaths.members },
      { label: "역할과 권한", href: staffPaths.roles },
    ],
  };
  return rights.includes("members.manage") ? [own, people] : [own];
}
