import type { StaffAccount } from "@maru/auth";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { idParam } from "../params.ts";
import { actorOf, type OperatorContext, requireOperator } from "./context.ts";

/** Nobody ends the account that he is logged in with, so that one operator always remains. */
export async function readAccount(
  context: OperatorContext,
  c: Context<WebEnv>,
): Promise<{ account: StaffAccount; act: { staffId: string; actor: string } }> {
  const session = await requireOperator(context, c);
  const staffId = idParam(c, "id");
  const accounts = await context.auth.staff.list({ staffId });
  const account = accounts.find(({ id }) => id === staffId);
  if (staffId === session.staffId || account === undefined) throw new PageNotFoundError();
  return { account, act: { staffId, actor: actorOf(session) } };
}
