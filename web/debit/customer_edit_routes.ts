import {
  CustomerInputError,
  CustomerNumberTakenError,
  type CustomerRow,
  StaleVersionError,
} from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, type MerchantUser, requireMerchant } from "./context.ts";
import {
  asCustomerInput,
  CUSTOMER_FIELDS,
  emptyCustomer,
  type TypedCustomer,
  typedOf,
  withIndustry,
} from "./customer_form.ts";
import { CustomerFormPage, type CustomerFormProps } from "./customer_form_page.ts";
import { customerPaths } from "./customer_paths.ts";
import { onFirstPress, readTyped } from "./customer_values.ts";
import {
  problemErrors,
  REASON_WORDS,
  withoutLikelyResidentNumbers,
  withoutResidentNumbers,
} from "./customer_words.ts";
import { mergeTyped, readOpened } from "./version_conflict.ts";

/** 고객 등록, 고객 수정. */
export function customerEditRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers, merchants } = context.debit;
  routes.get(debitPaths.newCustomer, async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const [contract] = await merchants.contracts(user.merchantId);
    return await show(context, c, user, { typed: emptyCustomer(contract?.id ?? "") });
  });
  routes.post(debitPaths.customers, async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    return await saving(context, c, { user }, async (input, { isIndustryFound }) => {
      const { id } = await customers.create(user.merchantId, { ...input, actor: user.actor });
      return c.redirect(
        `${debitPaths.newInstruction(id)}${isIndustryFound ? "?industry=1" : ""}`,
        303,
      );
    });
  });
  routes.get(customerPaths.edit(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const saved = await customers.get(user.merchantId, idParam(c, "id"));
    const typed = typedOf(saved);
    return await show(context, c, user, { typed, saved, opened: typed });
  });
  routes.post(debitPaths.customer(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const saved = await customers.get(user.merchantId, idParam(c, "id"));
    const { version } = await readTyped(c, ["version"]);
    return await saving(context, c, { user, saved }, async (input, { isIndustryFound }) => {
      const { id } = saved;
      const key = { id, version: Number(version) || 0, actor: user.actor };
      await customers.save(user.merchantId, { ...input, ...key });
      const more = isIndustryFound ? "&industry=1" : "";
      return c.redirect(`${debitPaths.customer(id)}?saved=1${more}`, 303);
    });
  });
}

/** Does it, or shows the form again with what was typed and all that is wrong. */
async function saving(
  context: DebitContext,
  c: Context<WebEnv>,
  { user, saved }: { readonly user: MerchantUser; readonly saved?: CustomerRow },
  /** Begins one transaction. */
  act: (
    input: ReturnType<typeof asCustomerInput>,
    /** An industry was typed by a part of its name: what was found for it is to be said. */
    told: { readonly isIndustryFound: boolean },
  ) => Promise<Response>,
): Promise<Response> {
  const { typed, error: industry, isFound = false } = await withIndustry(
    context,
    await readTyped(c, CUSTOMER_FIELDS),
  );
  const more = saved === undefined
    ? {}
    : { saved: await askedVersion(c, saved), opened: await readOpened(c, CUSTOMER_FIELDS) };
  const refuse = (errors: readonly FieldError[], shown: TypedCustomer = typed) =>
    show(context, c, user, { typed: shown, errors, ...more });
  try {
    const done = await onFirstPress(
      context,
      c,
      { user, scope: "debit.customer" },
      () => act(asCustomerInput(typed), { isIndustryFound: isFound }),
    );
    return done ?? c.redirect(debitPaths.customers, 303);
  } catch (error) {
    if (error instanceof CustomerInputError) {
      // The desk refuses what is no code; which ones were meant, only we know.
      return await refuse(
        problemErrors(error).map((each) => each.field === industry?.field ? industry : each),
        withoutResidentNumbers(typed, error),
      );
    }
    if (error instanceof CustomerNumberTakenError) {
      return await refuse([{
        field: "number",
        message: `고객번호: ${REASON_WORDS.customerNumberTaken}`,
      }]);
    }
    if (error instanceof StaleVersionError && saved !== undefined) {
      const shown = withoutLikelyResidentNumbers(typed);
      return await showChanged(context, c, { user, id: saved.id, typed: shown });
    }
    throw error;
  }
}

/** The form again, with what was typed over what somebody else saved in between. */
async function showChanged(
  context: DebitContext,
  c: Context<WebEnv>,
  { user, id, typed }: {
    readonly user: MerchantUser;
    readonly id: string;
    readonly typed: TypedCustomer;
  },
): Promise<Response> {
  const saved = await context.debit.customers.get(user.merchantId, id);
  const now = typedOf(saved);
  const opened = await readOpened(c, CUSTOMER_FIELDS);
  const merged = mergeTyped({ fields: CUSTOMER_FIELDS, opened, saved: now, typed });
  return await show(context, c, user, {
    typed: merged.typed,
    saved,
    opened: now,
    changed: merged.lines,
  });
}

async function show(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
  props: Pick<CustomerFormProps, "saved" | "errors" | "opened" | "changed"> & {
    readonly typed: TypedCustomer;
  },
): Promise<Response> {
  const all = await context.debit.merchants.contracts(user.merchantId);
  const contracts = all.filter(({ id, state }) =>
    state === "active" || id === props.typed.contractId
  );
  const idempotencyKey = context.kernel.uuid();
  return page(
    c,
    CustomerFormPage({ view: c.var.view, contracts, idempotencyKey, ...props }),
    statusOf(props),
  );
}

function statusOf({ errors, changed }: Pick<CustomerFormProps, "errors" | "changed">) {
  if (changed !== undefined) return 409;
  return errors === undefined ? 200 : 422;
}

/** The form keeps the version that it was opened with, so that a second try warns as the first did. */
async function askedVersion(
  c: Context<WebEnv>,
  saved: NonNullable<CustomerFormProps["saved"]>,
): Promise<NonNullable<CustomerFormProps["saved"]>> {
  const { version } = await readTyped(c, ["version"]);
  return { ...saved, version: Number(version) || 0 };
}
