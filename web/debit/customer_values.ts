import type { Context } from "hono";
import type { FieldError } from "../forms/mod.ts";
import { KEY_FIELD } from "../forms/read_form.ts";
import type { DebitContext, MerchantUser } from "./context.ts";

/** What was typed, by field. The domain judges it, so that all problems come at once. */
export type TypedValues = Readonly<Record<string, string>>;

const TEXT_LENGTH_MAX = 500;

/** The named fields of a posted form, trimmed; what was not sent is empty. */
export async function readTyped<Name extends string>(
  c: Context,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const body = await c.req.parseBody();
  const entries = names.map((name) => [name, textOf(body[name])] as const);
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Every value of a field that may be sent several times. */
export async function readAll(c: Context, name: string): Promise<string[]> {
  const body = await c.req.parseBody({ all: true });
  return [body[name] ?? []].flat().map(textOf);
}

function textOf(sent: unknown): string {
  return typeof sent === "string" ? sent.trim().normalize("NFC").slice(0, TEXT_LENGTH_MAX) : "";
}

/** 330,000 or 330000원; whatever is no amount is 0, which no rule takes. */
export function wonOf(text: string): bigint {
  const digits = text.replaceAll(/[,\s원]/g, "");
  return /^\d{1,15}$/.test(digits) ? BigInt(digits) : 0n;
}

/** 10.5 or 10.5% as 1050 hundredths of a percent; -1 for what is no rate, which no rule takes. */
export function rateOf(text: string): number {
  const typed = text.replaceAll(/[%\s]/g, "");
  if (typed === "") return 0;
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(typed);
  return match === null ? -1 : Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** 2026-12 as the first day of that month; the rules look at the rest. */
export function monthOf(text: string): string {
  return /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
}

export function errorAt(
  errors: readonly FieldError[] | undefined,
  field: string,
): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}

/**
 * Whether this form's key was pressed for the first time. A second press of the same form finds the
 * first one's work, or its way there, and must do nothing.
 */
export async function isFirstPress(
  context: DebitContext,
  c: Context,
  { user, scope }: { readonly user: MerchantUser; readonly scope: string },
): Promise<boolean> {
  const key = textOf((await c.req.parseBody())[KEY_FIELD]);
  if (!/^[\w-]{16,64}$/.test(key)) return true;
  const call = { scope: `web.${scope}:${user.merchantId}`, key, input: scope };
  const { replayed } = await context.kernel.transaction((tx) =>
    context.kernel.idempotency.run(tx, call, () => Promise.resolve(true))
  );
  return !replayed;
}
