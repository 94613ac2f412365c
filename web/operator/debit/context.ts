import type { Debit } from "@maru/debit";
import type { StaffSession } from "@maru/auth";
import type { Context } from "hono";
import type { WebEnv } from "../../context.ts";
import { requireSecondFactor } from "../../staff/context.ts";
import { actorOf, type OperatorContext, requireOperator } from "../context.ts";

export type OperatorDebitContext = OperatorContext & { readonly debit: Debit };

/** The operator behind a request, as histories and the access log name him. */
export async function operatorOf(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
): Promise<{ session: StaffSession; actor: string }> {
  const session = await requireOperator(context, c);
  return { session, actor: actorOf(session) };
}

/** For whatever moves money or opens what is sealed: a second factor, proved of late. */
export async function provedOperatorOf(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
): Promise<{ session: StaffSession; actor: string }> {
  const operator = await operatorOf(context, c);
  await requireSecondFactor(context, c);
  return operator;
}
