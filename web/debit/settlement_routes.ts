import type { Settlement } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam, isUuid } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { SHEET_FORMATS } from "./collection_paths.ts";
import { type Place, placeIn } from "./list_query.ts";
import { settlementExport } from "./money_paths.ts";
import { periodOf } from "./money_period.ts";
import { SETTLEMENT_COLUMNS, SettlementPage, SettlementsPage } from "./settlement_pages.ts";
import { type StatementRow, statementRows } from "./settlement_rows.ts";
import { cellsOf, sheetResponse } from "./sheet_response.ts";
import { exportRoutes, listPlace } from "./whole_list.ts";

/** The files have all. */
const DEBITS_OF_PAGE = 50;

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
    const place = placeOf(c, settlement);
    const debits = await settlements.debits(merchantId, {
      id: settlement.id,
      after: place.after,
      limit: DEBITS_OF_PAGE,
    });
    return page(c, SettlementPage({ view: c.var.view, settlement, debits, place }));
  });
  for (const format of SHEET_FORMATS) {
    routes.get(settlementExport(":id", format), async (c) => {
      const { merchantId } = await requireMerchant(context, c);
      const settlement = await settlements.get(merchantId, idParam(c, "id"));
      const debits = settlements.stream(merchantId, settlement.id);
      const rows = cellsOf(statementRows(settlement, debits), statementCells);
      const name = `정산서-${settlement.payoutOn}`;
      return await sheetResponse(c, { format, name, columns: COLUMNS, rows });
    });
  }
}

/** Where the debits go on; the first page where the address names no place in them. */
function placeOf(c: Context<WebEnv>, { collectedCount }: Settlement): Place {
  const place = placeIn(c);
  const isThere = isUuid(place.after ?? "") && place.offset < collectedCount;
  return isThere ? place : { offset: 0 };
}

function statementCells(row: StatementRow) {
  return [
    row.debitDate ?? null,
    row.customerNumber,
    row.name,
    row.itemName,
    row.amountWon,
    row.feeWon,
  ] as const;
}
