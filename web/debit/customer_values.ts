import type { IdempotentCall, Kernel } from "@maru/kernel";
import type { Context } from "hono";
import { cleanLine, type FieldError } from "../forms/mod.ts";
import { KEY_FIELD } from "../forms/read_form.ts";
import type { DebitContext, MerchantUser } from "./context.ts";

/** What was typed, by field. The domain judges it, so that all problems come at once. */
export type TypedValues = Readonly<Record<string, string>>;

const TEXT_LENGTH_MAX = 500;

/** The named fields of a posted form, cleaned; what was not sent is empty. */
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
  return typeof sent === "string" ? cleanLine(sent).slice(0, TEXT_LENGTH_MAX) : "";
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
 * Does `work`, which begins one transaction, for the first press of this form; undefined for later
 * ones, which find the first one's work. What fails or is refused has not been pressed, so that the
 * same form may be sent again.
 */
export async function onFirstPress<T>(
  { kernel }: DebitContext,
  c: Context,
  press: { readonly user: MerchantUser; readonly scope: string },
  work: () => Promise<T>,
): Promise<T | undefined> {
  const call = await pressOf(c, press);
  if (call === undefined) return await work();
  // Looked at first, since a second press may have no room left beside what the first one made.
  if (await wasPressed(kernel, call)) return undefined;
  try {
    return await kernel.withLastStep(async (tx) => {
      const { replayed } = await kernel.idempotency.run(tx, call, () => Promise.resolve(true));
      if (replayed) throw new PressedAgainError();
    }, work);
  } catch (error) {
    // What the first one made meanwhile may be all that stands against the second one.
    if (error instanceof PressedAgainError || await wasPressed(kernel, call)) return undefined;
    throw error;
  }
}

/** Undoes what a second press did while the first one was on its way. */
class PressedAgainError extends Error {
  override name = "PressedAgainError";
}

/** Leaves a key as unused as it was. */
class NotPressedError extends Error {
  override name = "NotPressedError";
}

async function wasPressed(kernel: Kernel, call: IdempotentCall): Promise<boolean> {
  try {
    await kernel.transaction((tx) =>
      kernel.idempotency.run(tx, call, () => Promise.reject(new NotPressedError()))
    );
    return true;
  } catch (error) {
    if (error instanceof NotPressedError) return false;
    throw error;
  }
}

/** The press of the form that was sent; undefined where it carries no key. */
async function pressOf(
  c: Context,
  { user, scope }: { readonly user: MerchantUser; readonly scope: string },
): Promise<IdempotentCall | undefined> {
  const key = textOf((await c.req.parseBody())[KEY_FIELD]);
  if (!/^[\w-]{16,64}$/.test(key)) return undefined;
  return { scope: `web.${scope}:${user.merchantId}`, key, input: scope };
}
