import type { SettledDebit } from "@maru/debit";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { SHEET_FORMATS } from "./collection_paths.ts";
import { settlementExport } from "./money_paths.ts";
import { periodOf } from "./money_period.ts";
import { SETTLEMENT_COLUMNS, SettlementPage, SettlementsPage } from "./settlement_pages.ts";
import { cellsOf, sheetResponse } from "./sheet_response.ts";
import { exportRoutes, listPlace } from "./whole_list.ts";

/** Debits on a page; the files have all. */
const DEBITS_SHOWN_MAX = 50;

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
    return page(
      c,
      SettlementsPage({ view: c.var.view, settlements: found, period, place: listPlace(c) }),
    );
  });
  exportRoutes(routes, debitPaths.settlements, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const period = periodOf(context.kernel, c);
    const rows = await settlements.list({ merchantId, ...period });
    return { name: `정산내역-${period.from}-${period.to}`, columns: SETTLEMENT_COLUMNS, rows };
  });
  routes.get(debitPaths.settlement(":id"), async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const settlement = await settlements.get(merchantId, idParam(c, "id"));
    const wanted = Number(c.req.query("start") ?? "0");
    const start = Number.isInteger(wanted) && wanted > 0 ? wanted : 0;
    const debits = await shownOf(settlements.stream(merchantId, settlement.id), start);
    return page(c, SettlementPage({ view: c.var.view, settlement, debits, start }));
  });
  for (const format of SHEET_FORMATS) {
    routes.get(settlementExport(":id", format), async (c) => {
      const { merchantId } = await requireMerchant(context, c);
      const { id, payoutOn } = await settlements.get(merchantId, idParam(c, "id"));
      const rows = cellsOf(settlements.stream(merchantId, id), debitCells);
      return sheetResponse(c, { format, name: `정산서-${payoutOn}`, columns: COLUMNS, rows });
    });
  }
}

async function shownOf(
  debits: AsyncIterable<SettledDebit>,
  start: number,
): Promise<SettledDebit[]> {
  const shown: SettledDebit[] = [];
  let place = 0;
  for await (const debit of debits) {
    if (place++ < start) continue;
    if (shown.push(debit) === DEBITS_SHOWN_MAX) break;
  }
  return shown;
}

function debitCells(debit: SettledDebit) {
  return [
    debit.debitDate,
    debit.customerNumber,
    debit.customerName,
    debit.itemName,
    debit.amountWon,
    debit.feeWon,
  ] as const;
}
