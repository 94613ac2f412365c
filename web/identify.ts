import type { Auth, StaffRole } from "@maru/auth";
import type { Context } from "hono";
import type { WebEnv } from "./context.ts";
import { readCookie } from "./cookies.ts";
import { paths } from "./paths.ts";
import { ACCOUNT_ENTRIES, staffPaths } from "./staff/context.ts";
import type { SignedIn } from "./view.ts";

const KIND_OF: Readonly<Record<StaffRole, SignedIn["kind"]>> = {
  operator: "operator",
  institutionAdmin: "institution",
  institutionStaff: "institution",
  merchantAdmin: "merchant",
  merchantStaff: "merchant",
};

/** Who the header names: staff on work pages, submitters elsewhere. */
export function identifyVisitor(auth: Auth) {
  return async (c: Context<WebEnv>): Promise<SignedIn | undefined> => {
    const isWork = /^\/(console|debit|operator|staff)(\/|$)/.test(c.req.path);
    return isWork ? await identifyStaff(auth, c) : await identifySubmitter(auth, c);
  };
}

async function identifyStaff(auth: Auth, c: Context<WebEnv>): Promise<SignedIn | undefined> {
  const token = readCookie(c, "staff");
  const session = token === undefined ? undefined : await auth.staff.find(token);
  if (session === undefined) return undefined;
  return {
    kind: KIND_OF[session.role],
    label: [session.organisationName, session.name].filter(Boolean).join(" · "),
    account: ACCOUNT_ENTRIES,
    logoutPath: staffPaths.logout,
  };
}

async function identifySubmitter(auth: Auth, c: Context<WebEnv>): Promise<SignedIn | undefined> {
  const token = readCookie(c, "session");
  const found = token === undefined ? undefined : await auth.submitters.find(token);
  if (found?.state !== "live") return undefined;
  const { subjectName, submitterName } = found.session;
  return {
    kind: "submitter",
    label: subjectName === submitterName ? subjectName : `${subjectName} · ${submitterName}`,
    logoutPath: paths.logout,
  };
}
