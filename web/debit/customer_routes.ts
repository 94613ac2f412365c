import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { BodyLimit } from "../middleware/body_limit.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { customerEditRoutes } from "./customer_edit_routes.ts";
import { industryText } from "./customer_form.ts";
import { CustomerHistoryPage } from "./customer_history_page.ts";
import { customerListRoutes } from "./customer_list_routes.ts";
import { CustomerPage } from "./customer_page.ts";
import { customerPaths } from "./customer_paths.ts";
import { discountRoutes } from "./discount_routes.ts";
import { evidenceBodyLimits } from "./evidence_routes.ts";
import { importBodyLimits, importRoutes } from "./import_routes.ts";
import { instructionRoutes } from "./instruction_routes.ts";
import { noticeRoutes } from "./notice_routes.ts";
import { settingsRoutes } from "./settings_routes.ts";

/** Routes that take files. */
export function customerBodyLimits(context: DebitContext): readonly BodyLimit[] {
  return [...evidenceBodyLimits(context), ...importBodyLimits(context)];
}

/** 고객관리 and what belongs to it: 이체정보, 일괄등록, 할인관리, 환경설정, 공지사항. */
export function customerRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  customerListRoutes(context, routes);
  customerEditRoutes(context, routes);
  customerDetailRoutes(context, routes);
  instructionRoutes(context, routes);
  importRoutes(context, routes);
  discountRoutes(context, routes);
  settingsRoutes(context, routes);
  noticeRoutes(context, routes);
}

function customerDetailRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers, merchants } = context.debit;
  routes.get(debitPaths.customer(":id"), async (c) => {
    const user = await requireMerchant(context, c);
    const customer = await customers.get(user.merchantId, idParam(c, "id"));
    const contracts = await merchants.contracts(user.merchantId);
    const contractName = contracts.find(({ id }) => id === customer.contractId)?.name ?? "-";
    const canEdit = user.rights.includes("debit.customers");
    const saved = c.req.query("saved") === "1";
    const industry = await industryText(context, customer.industryCode);
    const isIndustryFound = c.req.query("industry") === "1";
    const linkSent = c.req.query("sent") === "payerLink";
    return page(
      c,
      CustomerPage({
        view: c.var.view,
        customer,
        contractName,
        industry,
        isIndustryFound,
        canEdit,
        saved,
        linkSent,
      }),
    );
  });
  routes.get(debitPaths.customerHistory(":id"), async (c) => {
    const user = await requireMerchant(context, c);
    const customer = await customers.get(user.merchantId, idParam(c, "id"));
    const entries = await customers.history(user.merchantId, customer.id);
    const instructions = [];
    for (const { id, itemName, bankName } of customer.instructions) {
      instructions.push({
        name: `이체정보: ${itemName} · ${bankName}`,
        entries: await customers.history(user.merchantId, id),
      });
    }
    return page(c, CustomerHistoryPage({ view: c.var.view, customer, entries, instructions }));
  });
  for (
    const [path, act] of [
      [debitPaths.customerEnd(":id"), "end"],
      [customerPaths.reopening(":id"), "reopen"],
    ] as const
  ) {
    routes.post(path, async (c) => {
      const user = await requireMerchant(context, c, "debit.customers");
      const id = idParam(c, "id");
      await customers[act](user.merchantId, { id, actor: user.actor });
      return c.redirect(`${debitPaths.customer(id)}?saved=1`, 303);
    });
  }
}
