import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { memberRoutes } from "./member_routes.ts";
import { readAccount } from "./staff_account.ts";
import { StaffPage } from "./staff_page.ts";

const ACCOUNTS_SHOWN_MAX = 200;
const TEXT_LENGTH_MAX = 60;

/**
 * Accounts of staff: unlocking and ending them, each in the access log. Both want a second factor:
 * whoever ends the other operators is the one that is left to pay what he approved.
 */
export function staffRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { staff } = context.auth;
  routes.get(operatorPaths.staff, async (c) => {
    const session = await requireOperator(context, c);
    const text = (c.req.query("text") ?? "").trim().slice(0, TEXT_LENGTH_MAX);
    const found = await staff.list({ text, limit: ACCOUNTS_SHOWN_MAX + 1 });
    const accounts = found.slice(0, ACCOUNTS_SHOWN_MAX);
    const isCut = found.length > accounts.length;
    const props = { view: c.var.view, accounts, ownId: session.staffId, text, isCut };
    return page(c, StaffPage(props));
  });
  routes.post(operatorPaths.staffUnlock(":id"), async (c) => {
    await requireOperator(context, c);
    await requireSecondFactor(context, c);
    const { act } = await readAccount(context, c);
    await context.kernel.transaction((tx) => staff.unlock(tx, act));
    return c.redirect(operatorPaths.staff, 303);
  });
  routes.post(operatorPaths.staffDisable(":id"), async (c) => {
    await requireOperator(context, c);
    await requireSecondFactor(context, c);
    const { act } = await readAccount(context, c);
    await context.kernel.transaction((tx) => staff.disable(tx, act));
    return c.redirect(operatorPaths.staff, 303);
  });
  memberRoutes(context, routes);
}
