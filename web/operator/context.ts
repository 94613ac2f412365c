import type { StaffSession } from "@maru/auth";
import type { Notifications } from "@maru/notifications";
import type { Submission } from "@maru/submission";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { type Html, type Markup } from "../html.ts";
import { requireStaff, type StaffContext } from "../staff/context.ts";
import { operatorDebitPaths } from "./debit/paths.ts";
import { type MenuGroup, WorkLayout } from "../ui/work_layout.ts";
import type { View } from "../view.ts";

export type OperatorContext = StaffContext & {
  readonly submission: Submission;
  readonly notifications: Notifications;
};

export const operatorPaths = {
  home: "/operator",
  items: "/operator/items",
  retry: (id: string) => `/operator/items/${id}/attempts`,
  agency: (code: string) => `/operator/agencies/${code}`,
  agencyReset: (code: string) => `/operator/agencies/${code}/reset`,
  deadLetters: "/operator/dead-letters",
  redrive: (id: string) => `/operator/dead-letters/${id}/redrive`,
  messages: "/operator/messages",
  accessLog: "/operator/access-log",
  accessLogCsv: "/operator/access-log.csv",
  catalogue: "/operator/catalogue",
  documentType: (code: string) => `/operator/catalogue/${code}`,
  staff: "/operator/staff",
  staffUnlock: (id: string) => `/operator/staff/${id}/unlocking`,
  staffDisable: (id: string) => `/operator/staff/${id}/end`,
  holidays: "/operator/holidays",
  holidayRemoval: "/operator/holidays/removal",
} as const;

const MENU: readonly MenuGroup[] = [
  { entries: [{ label: "현황", href: operatorPaths.home }] },
  {
    title: "발급",
    entries: [
      { label: "대기열", href: operatorPaths.items },
      { label: "멈춘 작업", href: operatorPaths.deadLetters },
      { label: "서류 목록", href: operatorPaths.catalogue },
    ],
  },
  {
    title: "자동이체",
    entries: [
      { label: "업체·계약", href: operatorDebitPaths.merchants },
      { label: "정산", href: operatorDebitPaths.settlements },
      { label: "세금계산서", href: operatorDebitPaths.invoices },
      { label: "송수신 파일", href: operatorDebitPaths.files },
      { label: "경보", href: operatorDebitPaths.alerts },
      { label: "집금항목", href: operatorDebitPaths.items },
      { label: "마감 시각", href: operatorDebitPaths.schedule },
      { label: "공지사항", href: operatorDebitPaths.notices },
    ],
  },
  { title: "알림", entries: [{ label: "발송 기록", href: operatorPaths.messages }] },
  {
    title: "관리",
    entries: [
      { label: "접속기록", href: operatorPaths.accessLog },
      { label: "계정", href: operatorPaths.staff },
      { label: "공휴일", href: operatorPaths.holidays },
    ],
  },
];

/** Every page of the operators. */
export function OperatorLayout(
  props: { view: View; title: string; current?: string; children: Html },
): Markup {
  return WorkLayout({ ...props, area: "운영", areaHref: operatorPaths.home, menu: MENU });
}

/** The operator behind a request; a stranger finds nothing here. */
export async function requireOperator(
  context: OperatorContext,
  c: Context<WebEnv>,
): Promise<StaffSession> {
  return await requireStaff(context, c, ["operator"]);
}

/** The operator's name in the access log. */
export function actorOf(session: StaffSession): string {
  return `operator:${session.staffId}`;
}
