import { CustomerInputError, HolderCheckUnavailableError, StaleVersionError } from "@maru/debit";
import { RateLimitedError } from "@maru/kernel";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { idParam } from "../params.ts";
import { addressOf } from "../submit/context.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { industryText } from "./customer_form.ts";
import { customerPaths } from "./customer_paths.ts";
import { onFirstPress, readTyped } from "./customer_values.ts";
import {
  problemErrors,
  withoutLikelyResidentNumbers,
  withoutResidentNumbers,
} from "./customer_words.ts";
import { evidenceOpenRoutes } from "./evidence_open.ts";
import { evidenceRoutes } from "./evidence_routes.ts";
import {
  asInstructionInput,
  emptyInstruction,
  INSTRUCTION_FIELDS,
  type TypedInstruction,
  typedInstructionOf,
} from "./instruction_form.ts";
import { CheckNote, TooManyChecksNote } from "./instruction_check.ts";
import { revealRoutes } from "./instruction_reveal.ts";
import { type InstructionPlace, showInstruction } from "./instruction_show.ts";
import { mergeTyped, readOpened } from "./version_conflict.ts";

/** 이체정보 등록, 수정, 일시중지, 해지. */
export function instructionRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  newRoutes(context, routes);
  oneRoutes(context, routes);
  evidenceRoutes(context, routes);
  evidenceOpenRoutes(context, routes);
  revealRoutes(context, routes);
}

function newRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers, merchants } = context.debit;
  routes.get(debitPaths.newInstruction(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const customer = await customers.get(user.merchantId, idParam(c, "id"));
    const contracts = await merchants.contracts(user.merchantId);
    const items = contracts.find(({ id }) => id === customer.contractId)?.items ?? [];
    const typed = emptyInstruction({
      holder: customer.name,
      month: context.kernel.calendar.dateOf(context.kernel.clock.now()).slice(0, 7),
      itemCode: items.length === 1 ? items[0]!.itemCode : "",
    });
    const done = c.req.query("industry") === "1"
      ? {
        done: `고객을 등록했습니다. 업종은 ${await industryText(
          context,
          customer.industryCode,
        )}입니다.`,
      }
      : {};
    return await showInstruction(context, c, { user, customer, typed, ...done });
  });
  routes.post(customerPaths.instructions(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const customer = await customers.get(user.merchantId, idParam(c, "id"));
    return await acting(context, c, { user, customer }, async (typed) => {
      const input = { ...asInstructionInput(typed), customerId: customer.id, actor: user.actor };
      await customers.addInstruction(user.merchantId, input);
    });
  });
}

function oneRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers } = context.debit;
  routes.get(debitPaths.instruction(":id"), async (c) => {
    const user = await requireMerchant(context, c);
    const saved = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const customer = await customers.get(user.merchantId, saved.customerId);
    const done = c.req.query("saved") === "1" ? { done: "저장했습니다." } : {};
    const typed = typedInstructionOf(saved);
    return await showInstruction(context, c, {
      user,
      customer,
      saved,
      typed,
      opened: typed,
      ...done,
    });
  });
  routes.post(debitPaths.instruction(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const saved = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const customer = await customers.get(user.merchantId, saved.customerId);
    const version = Number((await readTyped(c, ["version"])).version) || 0;
    const opened = await readOpened(c, INSTRUCTION_FIELDS);
    return await acting(context, c, { user, customer, saved, version, opened }, async (typed) => {
      const { account, holderIdentity, ...input } = asInstructionInput(typed);
      await customers.saveInstruction(user.merchantId, {
        ...input,
        ...(account === "" ? {} : { account }),
        ...(holderIdentity === "" ? {} : { holderIdentity }),
        id: saved.id,
        version,
        actor: user.actor,
      });
    });
  });
  routes.post(customerPaths.instructionState(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const { id } = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const typed = await readTyped(c, ["state"]);
    const state = (["stopped", "active", "ended"] as const).find((each) => each === typed.state);
    if (state !== undefined) {
      await customers.stopInstruction(user.merchantId, { id, state, actor: user.actor });
    }
    return c.redirect(`${debitPaths.instruction(id)}?saved=1`, 303);
  });
}

/** Saves or asks the bank, or shows the form again with what was typed and all that is wrong. */
async function acting(
  context: DebitContext,
  c: Context<WebEnv>,
  place: InstructionPlace,
  /** Begins one transaction. */
  save: (typed: TypedInstruction) => Promise<void>,
): Promise<Response> {
  const typed = await readTyped(c, INSTRUCTION_FIELDS);
  const { act } = await readTyped(c, ["act"]);
  const done = place.saved === undefined
    ? debitPaths.customer(place.customer.id)
    : debitPaths.instruction(place.saved.id);
  try {
    if (act === "check") return await check(context, c, { ...place, typed });
    const press = { user: place.user, scope: "debit.instruction" };
    await onFirstPress(context, c, press, () => save(typed));
    return c.redirect(`${done}?saved=1`, 303);
  } catch (error) {
    if (error instanceof StaleVersionError && place.saved !== undefined) {
      const shown = withoutLikelyResidentNumbers(typed);
      return await showChanged(context, c, { ...place, id: place.saved.id, typed: shown });
    }
    if (!(error instanceof CustomerInputError)) throw error;
    const shown = withoutResidentNumbers(typed, error);
    return await showInstruction(context, c, {
      ...place,
      typed: shown,
      errors: problemErrors(error),
    });
  }
}

/** The form again, with what was typed over what somebody else saved in between. */
async function showChanged(
  context: DebitContext,
  c: Context<WebEnv>,
  { id, typed, ...place }: InstructionPlace & {
    readonly id: string;
    readonly typed: TypedInstruction;
  },
): Promise<Response> {
  const saved = await context.debit.customers.getInstruction(place.user.merchantId, id);
  const now = typedInstructionOf(saved);
  const merged = mergeTyped({
    fields: INSTRUCTION_FIELDS,
    opened: place.opened ?? now,
    saved: now,
    typed,
  });
  return await showInstruction(context, c, {
    ...place,
    saved,
    version: saved.version,
    typed: merged.typed,
    opened: now,
    changed: merged.lines,
  });
}

/** 계좌실명조회. Nothing is saved; the bank's answer stands over the form. */
async function check(
  context: DebitContext,
  c: Context<WebEnv>,
  place: InstructionPlace & { readonly typed: TypedInstruction },
): Promise<Response> {
  const { user, customer, typed } = place;
  const { bankCode, account, holder, holderIdentity } = typed;
  try {
    const answer = await context.debit.customers.checkHolder(user.merchantId, {
      bankCode,
      account,
      holder,
      holderIdentity,
      contractId: customer.contractId,
      actor: user.actor,
      address: addressOf(c),
    });
    return await showInstruction(context, c, { ...place, note: CheckNote(answer) });
  } catch (error) {
    if (error instanceof RateLimitedError) {
      c.header("Retry-After", String(error.retryAfterSeconds));
      const note = TooManyChecksNote(error.retryAfterSeconds);
      return await showInstruction(context, c, { ...place, note, status: 429 });
    }
    if (!(error instanceof HolderCheckUnavailableError)) throw error;
    return await showInstruction(context, c, { ...place, note: CheckNote(undefined) });
  }
}
