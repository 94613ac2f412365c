import type { StaffRole, StaffSession } from "@maru/auth";
import type { Submission } from "@maru/submission";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { requireStaff, type StaffContext } from "../staff/context.ts";
import { addressOf } from "../submit/context.ts";
import type { MenuGroup } from "../ui/work_layout.ts";

export type ConsoleContext = StaffContext & { readonly submission: Submission };

export const consolePaths = {
  home: "/console",
  received: "/console/submissions",
  receivedCsv: "/console/submissions.csv",
  submission: (id: string) => `/console/submissions/${id}`,
  zip: (id: string) => `/console/submissions/${id}/zip`,
  document: (id: string) => `/console/documents/${id}`,
  documentPdf: (id: string) => `/console/documents/${id}/pdf`,
  documentCsv: (id: string) => `/console/documents/${id}/csv`,
  products: "/console/products",
  product: (id: string) => `/console/products/${id}`,
  deliveries: "/console/deliveries",
  sendAgain: (id: string) => `/console/deliveries/${id}/attempts`,
  integration: "/console/integration",
  webhook: "/console/integration/webhook",
  apiKeys: "/console/integration/keys",
  apiKeyRevocation: (id: string) => `/console/integration/keys/${id}/revocation`,
  settings: "/console/settings",
} as const;

export const CONSOLE_MENU: readonly MenuGroup[] = [
  { entries: [{ label: "현황", href: consolePaths.home }] },
  {
    title: "접수",
    entries: [
      { label: "접수 서류", href: consolePaths.received },
      { label: "전달 기록", href: consolePaths.deliveries },
    ],
  },
  { title: "상품", entries: [{ label: "상품·서류 목록", href: consolePaths.products }] },
  {
    title: "환경설정",
    entries: [
      { label: "연동(API·웹훅)", href: consolePaths.integration },
      { label: "보관 기간", href: consolePaths.settings },
    ],
  },
];

const READERS: readonly StaffRole[] = ["institutionAdmin", "institutionStaff"];
const ADMINS: readonly StaffRole[] = ["institutionAdmin"];

/** Staff of an institution; every query that follows begins with the institution's id. */
export interface InstitutionUser extends StaffSession {
  readonly institutionId: string;
  /** May change products, keys, webhooks and retention. */
  readonly isAdmin: boolean;
}

export async function requireReader(
  context: ConsoleContext,
  c: Context<WebEnv>,
): Promise<InstitutionUser> {
  return asUser(await requireStaff(context, c, READERS));
}

export async function requireAdmin(
  context: ConsoleContext,
  c: Context<WebEnv>,
): Promise<InstitutionUser> {
  return asUser(await requireStaff(context, c, ADMINS));
}

function asUser(session: StaffSession): InstitutionUser {
  if (session.organisationId === undefined) throw new PageNotFoundError();
  return {
    ...session,
    institutionId: session.organisationId,
    isAdmin: session.role === "institutionAdmin",
  };
}

/** Why staff look at a document (접속기록의 사유); one of these is chosen. */
export const REASONS = {
  review: "심사",
  followUp: "사후관리",
  request: "고객 요청",
  check: "전달 확인",
} as const;

/** Who, from where and why, for the access log. */
export function actorOf(
  c: Context<WebEnv>,
  user: InstitutionUser,
): { actor: string; address: string; reason: string } {
  const wanted = c.req.query("reason") ?? "review";
  const reason = Object.hasOwn(REASONS, wanted)
    ? REASONS[wanted as keyof typeof REASONS]
    : REASONS.review;
  return { actor: `staff:${user.staffId}`, address: addressOf(c), reason };
}
