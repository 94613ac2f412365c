import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { collectionPaths, SHEET_FORMATS } from "./collection_paths.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { placeIn } from "./list_query.ts";
import { ResultDetailPage } from "./result_detail_page.ts";
import { asOrderQuery, readResultFilter } from "./result_filter.ts";
import { ResultPage } from "./result_page.ts";
import { RESULT_SHEET, resultCells } from "./result_sheet.ts";
import { cellsOf, sheetResponse } from "./sheet_response.ts";

const PAGE_ROWS = 20;

/** 이체의뢰결과. */
export function resultRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { debit, kernel } = context;
  const today = () => kernel.calendar.dateOf(kernel.clock.now());
  routes.get(debitPaths.results, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const filter = readResultFilter(c, today());
    const place = placeIn(c);
    const [found, contracts, banks] = await Promise.all([
      debit.orders.list(merchantId, {
        ...asOrderQuery(filter),
        ...(place.after === undefined ? {} : { after: place.after }),
        limit: PAGE_ROWS,
      }),
      debit.merchants.contracts(merchantId),
      debit.merchants.banks(),
    ]);
    return page(c, ResultPage({ view: c.var.view, filter, place, found, contracts, banks }));
  });
  for (const format of SHEET_FORMATS) {
    routes.get(collectionPaths.resultsExport(format), async (c) => {
      const { merchantId } = await requireMerchant(context, c);
      const orders = debit.orders.stream(merchantId, asOrderQuery(readResultFilter(c, today())));
      return await sheetResponse(c, {
        format,
        name: "이체의뢰결과",
        columns: RESULT_SHEET,
        rows: cellsOf(orders, resultCells),
      });
    });
  }
  routes.get(collectionPaths.result(":id"), async (c) => {
    const user = await requireMerchant(context, c);
    const order = await debit.orders.get(user.merchantId, idParam(c, "id"));
    const canWithdraw = order.state === "waiting" && user.rights.includes("debit.request") &&
      kernel.clock.now() < order.cutoffAt;
    const chance = await debit.orders.retryChance(user.merchantId, order.id);
    return page(c, ResultDetailPage({ view: c.var.view, order, chance, canWithdraw }));
  });
}
