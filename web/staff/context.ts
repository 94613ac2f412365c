import type { Auth, StaffRole, StaffSession } from "@maru/auth";
import type { Context } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { readCookie } from "../cookies.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { safeReturnPath } from "../paths.ts";

export type StaffContext = WebContext & { readonly auth: Auth };

export const staffPaths = {
  login: "/staff/login",
  logout: "/staff/logout",
  password: "/staff/password",
} as const;

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
  if (session === undefined) throw new StaffLoginNeededError(safeReturnPath(c.req.path));
  if (!roles.includes(session.role)) throw new PageNotFoundError();
  if (session.mustChangePassword) throw new PasswordChangeNeededError();
  return session;
}
