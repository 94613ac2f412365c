import { type Contract, ContractInputError, ItemInUseError, type Merchant } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { type FieldTexts, textsOf } from "../../debit/money_form.ts";
import { PageNotFoundError } from "../../errors/web_errors.ts";
import { type FieldError, readForm } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type OperatorDebitContext, provedOperatorOf } from "./context.ts";
import {
  CONTRACT_LABELS,
  contractInputOf,
  contractReaders,
  contractTexts,
  ITEM_LABELS,
  itemReaders,
} from "./contract_fields.ts";
import { ContractPage } from "./contract_page.ts";
import { merchantIn } from "./merchant_routes.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { fieldErrorsOf } from "./problems.ts";

/** Contracts of a merchant, their items and fees: what money goes by, so all behind a second factor. */
export function contractRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { merchants } = context.debit;
  routes.get(paths.newContract(":id"), async (c) => {
    await provedOperatorOf(context, c);
    const values = { retriesAutomatically: "on", registrationFeeWon: "0" };
    return await show(context, c, { merchant: await merchantIn(context, c), values });
  });
  routes.post(paths.contracts(":id"), (c) => saveContract(context, c));
  routes.get(paths.contract(":id", ":contract"), async (c) => {
    await provedOperatorOf(context, c);
    return await show(context, c, await contractIn(context, c));
  });
  routes.post(paths.contract(":id", ":contract"), (c) => saveContract(context, c));
  routes.post(paths.contractItems(":id", ":contract"), (c) => saveItem(context, c));
  routes.post(paths.contractItemEnd(":id", ":contract", ":code"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const found = await contractIn(context, c);
    const { merchant, contract } = found;
    try {
      const itemCode = c.req.param("code") ?? "";
      await merchants.removeContractItem(merchant.id, { contractId: contract.id, itemCode, actor });
    } catch (error) {
      if (!(error instanceof ItemInUseError)) throw error;
      const message = `이체정보 ${error.instructionCount}건이 이 항목을 쓰고 있어 뺄 수 없습니다.`;
      return await show(context, c, { ...found, errors: [{ field: "itemCode", message }] });
    }
    return c.redirect(`${paths.contract(merchant.id, contract.id)}?saved=1`, 303);
  });
}

async function saveContract(context: OperatorDebitContext, c: Context<WebEnv>): Promise<Response> {
  const { actor } = await provedOperatorOf(context, c);
  const found: { merchant: Merchant; contract?: Contract } = c.req.param("contract") === undefined
    ? { merchant: await merchantIn(context, c) }
    : await contractIn(context, c);
  const { merchant, contract } = found;
  const form = await readForm(c, contractReaders);
  const values = textsOf(form.values);
  if (!form.ok) return await show(context, c, { ...found, values, errors: form.errors });
  try {
    const { id } = await context.debit.merchants.saveContract(merchant.id, {
      ...contractInputOf(form.value),
      ...(contract === undefined ? {} : { id: contract.id }),
      actor,
    });
    return c.redirect(`${paths.contract(merchant.id, id)}?saved=1`, 303);
  } catch (error) {
    if (!(error instanceof ContractInputError)) throw error;
    const errors = fieldErrorsOf(error.problems, CONTRACT_LABELS);
    return await show(context, c, { ...found, values, errors });
  }
}

async function saveItem(context: OperatorDebitContext, c: Context<WebEnv>): Promise<Response> {
  const { actor } = await provedOperatorOf(context, c);
  const found = await contractIn(context, c);
  const { merchant, contract } = found;
  const form = await readForm(c, itemReaders);
  const itemValues = textsOf(form.values);
  if (!form.ok) return await show(context, c, { ...found, itemValues, errors: form.errors });
  try {
    const input = { ...form.value, contractId: contract.id, actor };
    await context.debit.merchants.saveContractItem(merchant.id, input);
    return c.redirect(`${paths.contract(merchant.id, contract.id)}?saved=1`, 303);
  } catch (error) {
    if (!(error instanceof ContractInputError)) throw error;
    const errors = fieldErrorsOf(error.problems, ITEM_LABELS);
    return await show(context, c, { ...found, itemValues, errors });
  }
}

async function contractIn(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
): Promise<{ merchant: Merchant; contract: Contract }> {
  const merchant = await merchantIn(context, c);
  const contracts = await context.debit.merchants.contracts(merchant.id);
  const contract = contracts.find(({ id }) => id === idParam(c, "contract"));
  if (contract === undefined) throw new PageNotFoundError();
  return { merchant, contract };
}

async function show(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
  props: {
    merchant: Merchant;
    contract?: Contract;
    values?: FieldTexts;
    itemValues?: FieldTexts;
    errors?: readonly FieldError[];
  },
): Promise<Response> {
  const items = (await context.debit.merchants.items()).filter(({ isActive }) => isActive);
  const document = ContractPage({
    view: c.var.view,
    items,
    values: props.contract === undefined ? {} : contractTexts(props.contract),
    itemValues: {},
    saved: props.errors === undefined && c.req.query("saved") === "1",
    ...props,
  });
  return page(c, document, props.errors === undefined ? 200 : 422);
}
