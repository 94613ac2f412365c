import type { Right } from "@maru/auth";
import type { Debit } from "@maru/debit";
import type { Notifications } from "@maru/notifications";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import type { Html, Markup } from "../html.ts";
import {
  type MemberSession,
  requireRight,
  type StaffContext,
  staffPaths,
} from "../staff/context.ts";
import { type MenuGroup, WorkLayout } from "../ui/work_layout.ts";
import type { View } from "../view.ts";

export type DebitContext = StaffContext & {
  readonly debit: Debit;
  readonly notifications: Notifications;
};

/** Addresses of the merchants' pages. */
export const debitPaths = {
  home: "/debit",
  calendar: "/debit/calendar",
  customers: "/debit/customers",
  customersExport: (format: "xlsx" | "csv") => `/debit/customers.${format}`,
  newCustomer: "/debit/customers/new",
  customer: (id: string) => `/debit/customers/${id}`,
  customerHistory: (id: string) => `/debit/customers/${id}/history`,
  customerEnd: (id: string) => `/debit/customers/${id}/end`,
  newInstruction: (customerId: string) => `/debit/customers/${customerId}/instructions/new`,
  instruction: (id: string) => `/debit/instructions/${id}`,
  evidence: (instructionId: string) => `/debit/instructions/${instructionId}/evidence`,
  reveal: (instructionId: string) => `/debit/instructions/${instructionId}/account`,
  payerLink: (customerId: string) => `/debit/customers/${customerId}/payer-link`,
  imports: "/debit/imports",
  importTemplate: "/debit/imports/template.xlsx",
  import: (id: string) => `/debit/imports/${id}`,
  registrations: "/debit/registrations",
  requests: "/debit/requests",
  retries: "/debit/retries",
  results: "/debit/results",
  exchange: "/debit/exchange",
  cash: "/debit/cash",
  discounts: "/debit/discounts",
  aggregates: "/debit/aggregates",
  aggregate: (name: string) => `/debit/aggregates/${name}`,
  settlements: "/debit/settlements",
  settlement: (id: string) => `/debit/settlements/${id}`,
  invoices: "/debit/invoices",
  invoice: (id: string) => `/debit/invoices/${id}`,
  notices: "/debit/notices",
  notice: (id: string) => `/debit/notices/${id}`,
  settings: "/debit/settings",
  integration: "/debit/integration",
} as const;

/** By task, in the source's order. */
const MENU: readonly MenuGroup[] = [
  {
    entries: [
      { label: "현황", href: debitPaths.home },
      { label: "마감 달력", href: debitPaths.calendar },
    ],
  },
  {
    title: "고객관리",
    entries: [
      { label: "고객관리", href: debitPaths.customers },
      { label: "일괄등록", href: debitPaths.imports },
    ],
  },
  {
    title: "수납관리",
    entries: [
      { label: "계좌신청", href: debitPaths.registrations },
      { label: "이체의뢰", href: debitPaths.requests },
      { label: "재처리의뢰", href: debitPaths.retries },
      { label: "이체의뢰결과", href: debitPaths.results },
      { label: "이체송수신현황", href: debitPaths.exchange },
      { label: "현금수납관리", href: debitPaths.cash },
      { label: "할인관리", href: debitPaths.discounts },
    ],
  },
  {
    title: "집계·정산",
    entries: [
      { label: "집계", href: debitPaths.aggregates },
      { label: "정산내역", href: debitPaths.settlements },
      { label: "세금계산서", href: debitPaths.invoices },
    ],
  },
  {
    title: "환경설정",
    entries: [
      { label: "계약·집금항목", href: debitPaths.settings },
      { label: "연동(API·웹훅)", href: debitPaths.integration },
      { label: "사용자 관리", href: staffPaths.members },
      { label: "2단계 인증", href: staffPaths.secondFactorSettings },
      { label: "공지사항", href: debitPaths.notices },
    ],
  },
];

/** Every page of the merchants. */
export function DebitLayout(
  props: { view: View; title: string; current?: string; children: Html },
): Markup {
  return WorkLayout({ ...props, area: "자동이체", areaHref: debitPaths.home, menu: MENU });
}

/** A member of a merchant; every question to `debit` begins with `merchantId`. */
export interface MerchantUser extends MemberSession {
  readonly merchantId: string;
  /** As histories and the access log name this person. */
  readonly actor: string;
}

/**
 * The member behind a request, with the right that the page needs.
 *
 * @throws what `requireRight` throws
 */
export async function requireMerchant(
  context: DebitContext,
  c: Context<WebEnv>,
  right: Right = "debit.read",
): Promise<MerchantUser> {
  const session = await requireRight(context, c, right);
  return {
    ...session,
    merchantId: session.organisationId,
    actor: `staff:${session.staffId}`,
  };
}
