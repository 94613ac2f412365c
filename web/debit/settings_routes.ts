import { ContractInputError, ItemInputError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, type MerchantUser, requireMerchant } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { onFirstPress, readTyped } from "./customer_values.ts";
import { settlementAccountRoutes } from "./settings_account.ts";
import { SettingsPage, type SettingsPageProps } from "./settings_page.ts";
import { SETTING_WORDS } from "./settings_words.ts";

/** 계약·집금항목, 항목등록 요청, 정산계좌. */
export function settingsRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { merchants } = context.debit;
  routes.get(debitPaths.settings, async (c) => {
    return await show(context, c, await requireMerchant(context, c), {});
  });
  routes.post(customerPaths.contractItems(":id"), async (c) => {
    return await saveItem(context, c, await requireMerchant(context, c, "debit.settings"));
  });
  routes.post(customerPaths.contractItemRemoval(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.settings");
    const { itemCode } = await readTyped(c, ["itemCode"]);
    const input = { contractId: idParam(c, "id"), itemCode, actor: user.actor };
    await merchants.removeContractItem(user.merchantId, input);
    return c.redirect(`${debitPaths.settings}?saved=1`, 303);
  });
  routes.post(customerPaths.itemRequests, async (c) => {
    return await requestItem(context, c, await requireMerchant(context, c, "debit.settings"));
  });
  settlementAccountRoutes(context, routes);
}

async function saveItem(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
): Promise<Response> {
  const contractId = idParam(c, "id");
  const named = await readTyped(c, [`itemCode-${contractId}`, `collectionDay-${contractId}`]);
  const typed = {
    itemCode: named[`itemCode-${contractId}`] ?? "",
    collectionDay: named[`collectionDay-${contractId}`] ?? "",
  };
  try {
    await context.debit.merchants.saveContractItem(user.merchantId, {
      contractId,
      itemCode: typed.itemCode,
      collectionDay: Number(typed.collectionDay) || 0,
      actor: user.actor,
    });
    return c.redirect(`${debitPaths.settings}?saved=1`, 303);
  } catch (error) {
    if (!(error instanceof ContractInputError)) throw error;
    const errors = error.problems.map(({ field, reason }) =>
      field === "itemCode" || field === "collectionDay"
        ? {
          field: `${field}-${contractId}`,
          message: `${field === "itemCode" ? "항목" : "집금주기"}: ${SETTING_WORDS[reason]}`,
        }
        // The fees of a contract's first item are the operator's to set.
        : {
          field: `itemCode-${contractId}`,
          message: "항목: 이 계약의 수수료가 아직 없습니다. 운영자에게 문의해 주십시오.",
        }
    );
    return await show(context, c, user, { refused: contractId, typed, errors });
  }
}

async function requestItem(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
): Promise<Response> {
  const typed = await readTyped(c, ["name", "reason"]);
  try {
    await onFirstPress(
      context,
      c,
      { user, scope: "debit.itemRequest" },
      () => context.debit.merchants.requestItem(user.merchantId, { ...typed, actor: user.actor }),
    );
    return c.redirect(`${debitPaths.settings}?saved=1`, 303);
  } catch (error) {
    if (!(error instanceof ItemInputError)) throw error;
    const errors = error.problems.map(({ field, reason }) => ({
      field,
      message: `${field === "name" ? "요청할 항목" : "요청 사유"}: ${SETTING_WORDS[reason]}`,
    }));
    return await show(context, c, user, { refused: "request", typed, errors });
  }
}

async function show(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
  props: Pick<SettingsPageProps, "refused" | "typed" | "errors">,
): Promise<Response> {
  const { merchants } = context.debit;
  const items = await merchants.items();
  const markup = SettingsPage({
    view: c.var.view,
    merchant: await merchants.get(user.merchantId),
    contracts: await merchants.contracts(user.merchantId),
    items: items.filter(({ isActive }) => isActive),
    requests: await merchants.itemRequests({ merchantId: user.merchantId }),
    canEdit: user.rights.includes("debit.settings"),
    canNameAccount: user.rights.includes("debit.money"),
    saved: c.req.query("saved") === "1",
    idempotencyKey: context.kernel.uuid(),
    ...props,
  });
  return page(c, markup, props.errors === undefined ? 200 : 422);
}
