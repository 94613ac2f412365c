import type { SettledDebit } from "@maru/debit";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { workbookResponse } from "./money_export.ts";
import { settlementExport } from "./money_paths.ts";
import { periodOf } from "./money_period.ts";
import { SettlementPage, SettlementsPage } from "./settlement_pages.ts";

/** The page shows so many debits; the workbook all. */
const DEBITS_SHOWN_MAX = 200;

const COLUMNS = [
  { title: "출금일", kind: "date" },
  { title: "고객번호", kind: "text" },
  { title: "고객명", kind: "text" },
  { title: "집금항목", kind: "text" },
  { title: "출금액", kind: "won" },
  { title: "수수료", kind: "won" },
] as const;

/** 정산내역 of a merchant. */
export function settlementRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.get(debitPaths.settlements, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const period = periodOf(context.kernel, c);
    const found = await settlements.list({ merchantId, ...period });
    return page(c, SettlementsPage({ view: c.var.view, settlements: found, period }));
  });
  routes.get(debitPaths.settlement(":id"), async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const settlement = await settlements.get(merchantId, idParam(c, "id"));
    const debits = await firstOf(settlements.stream(merchantId, settlement.id));
    return page(c, SettlementPage({ view: c.var.view, settlement, debits }));
  });
  routes.get(settlementExport(":id"), async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const { id, payoutOn } = await settlements.get(merchantId, idParam(c, "id"));
    const rows = cellsOf(settlements.stream(merchantId, id));
    const table = { sheetName: "정산한 출금", columns: COLUMNS, rows };
    return workbookResponse(c, { name: `정산서-${payoutOn}`, table });
  });
}

async function firstOf(debits: AsyncIterable<SettledDebit>): Promise<SettledDebit[]> {
  const first: SettledDebit[] = [];
  for await (const debit of debits) {
    if (first.push(debit) === DEBITS_SHOWN_MAX) break;
  }
  return first;
}

async function* cellsOf(debits: AsyncIterable<SettledDebit>) {
  for await (const debit of debits) {
    yield [
      debit.debitDate,
      debit.customerNumber,
      debit.customerName,
      debit.itemName,
      debit.amountWon,
      debit.feeWon,
    ] as const;
  }
}
