import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { ALL_ROLES, requireStaff, type StaffContext, staffPaths } from "./context.ts";
import { SessionsPage } from "./sessions_page.ts";

/** The sessions of one's own account. */
export function sessionRoutes(context: StaffContext, routes: Hono<WebEnv>): void {
  const { staff } = context.auth;
  routes.get(staffPaths.sessions, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const [sessions, logins] = await Promise.all([
      staff.sessions(session.staffId),
      staff.logins(session.staffId),
    ]);
    return page(c, SessionsPage({ view: c.var.view, session, sessions, logins }));
  });
  routes.post(staffPaths.otherSessionsEnd, async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    await context.kernel.transaction((tx) => staff.endOtherSessions(tx, session.id));
    return c.redirect(staffPaths.sessions, 303);
  });
  routes.post(staffPaths.sessionEnd(":id"), async (c) => {
    const session = await requireStaff(context, c, ALL_ROLES);
    const id = idParam(c, "id");
    const own = await staff.sessions(session.staffId);
    if (!own.some((entry) => entry.id === id)) throw new PageNotFoundError();
    await context.kernel.transaction((tx) => staff.endSession(tx, id));
    return c.redirect(staffPaths.sessions, 303);
  });
}
