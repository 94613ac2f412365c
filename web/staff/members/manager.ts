import type { Context } from "hono";
import type { WebEnv } from "../../context.ts";
import {
  type MemberSession,
  requireRight,
  requireSecondFactor,
  type StaffContext,
} from "../context.ts";

/** The right, and a second factor that was proved of late. */
export async function requireManager(
  context: StaffContext,
  c: Context<WebEnv>,
): Promise<MemberSession> {
  const session = await requireRight(context, c, "members.manage");
  await requireSecondFactor(context, c);
  return session;
}
