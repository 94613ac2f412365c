import { type Auth, DuplicateLoginError, type SubmitterSession } from "@maru/auth";
import type { Submission } from "@maru/submission";
import type { Context } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { readCookie } from "../cookies.ts";
import { paths, safeReturnPath } from "../paths.ts";

/** What the pages of the submitter need beyond the shell. */
export type SubmitContext = WebContext & {
  readonly auth: Auth;
  readonly submission: Submission;
  /** Set while the process stops, so that event streams end before the server closes. */
  readonly streams: { readonly stopping: boolean };
};

/** Nobody is logged in; pages lead to the login and back. */
export class LoginNeededError extends Error {
  override name = "LoginNeededError";
  readonly redirectTo: string;
  constructor(returnPath: string) {
    super("Cannot go on without a login");
    this.redirectTo = loginHref(returnPath);
  }
}

/** The live session behind a request, or none. */
export async function findSubmitter(
  context: SubmitContext,
  c: Context<WebEnv>,
): Promise<SubmitterSession | undefined> {
  const token = readCookie(c, "session");
  const found = token === undefined
    ? { state: "none" as const }
    : await context.auth.submitters.find(token);
  return found.state === "live" ? found.session : undefined;
}

/**
 * The live session behind a request.
 *
 * @throws {DuplicateLoginError} a newer login with the same certificate ended this one (LOGIN-999)
 * @throws {LoginNeededError} nobody is logged in
 */
export async function requireSubmitter(
  context: SubmitContext,
  c: Context<WebEnv>,
): Promise<SubmitterSession> {
  const token = readCookie(c, "session");
  const found = token === undefined
    ? { state: "none" as const }
    : await context.auth.submitters.find(token);
  if (found.state === "live") return found.session;
  if (found.state === "superseded") throw new DuplicateLoginError(found.session.id);
  throw new LoginNeededError(safeReturnPath(c.req.path, paths.submit));
}

/** Address of the login that comes back to `returnPath`. */
export function loginHref(returnPath: string): string {
  return `${paths.login}?return=${encodeURIComponent(returnPath)}`;
}

/** The visitor's address; `client_address.ts` says how it is found. */
export function addressOf(c: Context<WebEnv>): string {
  return c.get("address") ?? "unknown";
}
