import {
  type Auth,
  isSecondFactorRecent,
  MEMBER_ROLES,
  type Right,
  RightMissingError,
  SecondFactorNeededError,
  type StaffRole,
  type StaffSession,
} from "@maru/auth";
import type { Context } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { readCookie } from "../cookies.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { paths, safeReturnPath } from "../paths.ts";
import { staffPaths } from "./staff_paths.ts";

export { ACCOUNT_ENTRIES, staffPaths } from "./staff_paths.ts";

export type StaffContext = WebContext & { readonly auth: Auth };

/** Where each role works. */
export const HOME_OF: Readonly<Record<StaffRole, string>> = {
  operator: paths.operator,
  institutionAdmin: paths.console,
  institutionStaff: paths.console,
  merchantAdmin: paths.debit,
  merchantStaff: paths.debit,
};

/** For pages that are about one's own account. */
export const ALL_ROLES = Object.keys(HOME_OF) as StaffRole[];

/** A member of a merchant; every query that follows begins with the organisation's id. */
export interface MemberSession extends StaffSession {
  readonly organisationId: string;
}

/** No member of staff is logged in; pages lead to the login and back. */
export class StaffLoginNeededError extends Error {
  override name = "StaffLoginNeededError";
  readonly redirectTo: string;
  constructor(returnPath: string) {
    super("Cannot go on without a staff login");
    this.redirectTo = `${staffPaths.login}?return=${encodeURIComponent(returnPath)}`;
  }
}

/** The first password must be changed before anything else. */
export class PasswordChangeNeededError extends Error {
  override name = "PasswordChangeNeededError";
  readonly redirectTo = staffPaths.password;
  constructor() {
    super("Cannot go on before the first password is changed");
  }
}

/** Money actions want a second factor that was proved within ten minutes; pages lead to it and back. */
export class SecondFactorAskedError extends SecondFactorNeededError {
  readonly redirectTo: string;
  constructor(returnPath: string) {
    super();
    this.redirectTo = `${staffPaths.secondFactor}?return=${encodeURIComponent(returnPath)}`;
  }
}

/** Who of the staff is behind a request, or nobody. */
export async function findStaff(
  context: StaffContext,
  c: Context<WebEnv>,
): Promise<StaffSession | undefined> {
  const token = readCookie(c, "staff");
  return token === undefined ? undefined : await context.auth.staff.find(token);
}

/**
 * The member of staff behind a request. A page of another role looks as if it did not exist.
 *
 * @throws {StaffLoginNeededError}
 * @throws {PasswordChangeNeededError}
 * @throws {PageNotFoundError} the role may not see this page
 */
export async function requireStaff(
  context: StaffContext,
  c: Context<WebEnv>,
  roles: readonly StaffRole[],
): Promise<StaffSession> {
  const session = await findStaff(context, c);
  if (session === undefined) throw new StaffLoginNeededError(hereOf(context, c));
  if (!roles.includes(session.role)) throw new PageNotFoundError();
  if (session.mustChangePassword) throw new PasswordChangeNeededError();
  return session;
}

/**
 * The member of a merchant behind a request, with the right that the page needs. A page for merchants
 * looks to everybody else as if it did not exist.
 *
 * @throws {StaffLoginNeededError | PasswordChangeNeededError}
 * @throws {PageNotFoundError} staff, but of no merchant
 * @throws {RightMissingError} the page says which right, and whom to ask for it
 */
export async function requireRight(
  context: StaffContext,
  c: Context<WebEnv>,
  right: Right,
): Promise<MemberSession> {
  const session = await requireStaff(context, c, MEMBER_ROLES);
  const { organisationId } = session;
  if (organisationId === undefined) throw new PageNotFoundError();
  if (!session.rights.includes(right)) throw new RightMissingError(right);
  return { ...session, organisationId };
}

/**
 * For money actions, after {@linkcode requireRight}: the session proved a second factor within the
 * last ten minutes. A GET leads to the proof and back, so ask before the form is shown; a POST that
 * comes too late answers 403 with a link that leads back to the page that was pressed on.
 *
 * @throws {SecondFactorAskedError | StaffLoginNeededError}
 */
export async function requireSecondFactor(
  context: StaffContext,
  c: Context<WebEnv>,
): Promise<void> {
  const session = await findStaff(context, c);
  if (session === undefined) throw new StaffLoginNeededError(hereOf(context, c));
  if (!isSecondFactorRecent(session, context.kernel.clock.now())) {
    throw new SecondFactorAskedError(hereOf(context, c));
  }
}

/**
 * The page to come back to: the one that was asked for, or of a form the one that it was sent from,
 * since many forms of a list have no page at their own address.
 */
function hereOf(context: StaffContext, c: Context<WebEnv>): string {
  const asked = safeReturnPath(c.req.path + new URL(c.req.url).search, c.req.path);
  return c.req.method === "GET" ? asked : safeReturnPath(sentFrom(context, c), asked);
}

/** The page of this site that the request says it comes from. */
function sentFrom({ config }: StaffContext, c: Context<WebEnv>): string | undefined {
  const referer = URL.parse(c.req.header("referer") ?? "");
  const ours = [config.publicUrl, ...config.otherOrigins ?? []].map((url) => new URL(url).origin);
  if (referer === null || !ours.includes(referer.origin)) return undefined;
  return referer.pathname + referer.search;
}
