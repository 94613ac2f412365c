import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { actorOf, type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { StaffPage } from "./staff_page.ts";

/** Accounts of staff: unlocking and ending them, each in the access log. */
export function staffRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { staff } = context.auth;
  routes.get(operatorPaths.staff, async (c) => {
    const session = await requireOperator(context, c);
    const accounts = await staff.list({});
    return page(c, StaffPage({ view: c.var.view, accounts, ownId: session.staffId }));
  });
  routes.post(operatorPaths.staffUnlock(":id"), async (c) => {
    const input = await readInput(context, c);
    await context.kernel.transaction((tx) => staff.unlock(tx, input));
    return c.redirect(operatorPaths.staff, 303);
  });
  routes.post(operatorPaths.staffDisable(":id"), async (c) => {
    const input = await readInput(context, c);
    await context.kernel.transaction((tx) => staff.disable(tx, input));
    return c.redirect(operatorPaths.staff, 303);
  });
}

/** Nobody ends the account that he is logged in with, so that one operator always remains. */
async function readInput(
  context: OperatorContext,
  c: Context<WebEnv>,
): Promise<{ staffId: string; actor: string }> {
  const session = await requireOperator(context, c);
  const staffId = idParam(c, "id");
  const accounts = await context.auth.staff.list({});
  if (staffId === session.staffId || !accounts.some(({ id }) => id === staffId)) {
    throw new PageNotFoundError();
  }
  return { staffId, actor: actorOf(session) };
}
