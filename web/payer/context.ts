import {
  type Debit,
  InstructionNotFoundError,
  type PayerInstruction,
  type PayerView,
} from "@maru/debit";
import type { Context } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { readCookie } from "../cookies.ts";
import { idParam } from "../params.ts";

export type PayerContext = WebContext & { readonly debit: Debit };

/** The token of the payer's session; an empty one is none. */
export function sessionOf(c: Context<WebEnv>): string {
  return readCookie(c, "payer") ?? "";
}

/**
 * The payer of the session, and one of his own instructions.
 *
 * @throws {PayerSessionEndedError | InstructionNotFoundError}
 */
export async function requireInstruction(
  context: PayerContext,
  c: Context<WebEnv>,
): Promise<{ readonly payer: PayerView; readonly instruction: PayerInstruction }> {
  const payer = await context.debit.payer.view(sessionOf(c));
  const wanted = idParam(c, "id");
  const instruction = payer.instructions.find(({ id }) => id === wanted);
  if (instruction === undefined) throw new InstructionNotFoundError(wanted);
  return { payer, instruction };
}
