import type { Debit } from "@maru/debit";
import { type ApiRoute, reads } from "./api_route.ts";
import { ApiInputError } from "./errors.ts";
import { list, object, optional } from "./field.ts";
import { page, paging } from "./paging.ts";
import { choice, date, instant, text, uuid, whole, won } from "./values.ts";

const line = text(200);
const LINES_MAX = 1_000;
const PERIOD_DAYS_MAX = 366;
const DAY_MS = 24 * 3_600_000;
const STATES = ["computed", "approved", "paid"] as const;
const count = whole({ min: 0, max: Number.MAX_SAFE_INTEGER });

const settlement = object({
  id: uuid,
  from: date,
  to: date,
  payoutOn: date,
  collectedCount: count,
  collectedWon: won,
  feeWon: won,
  vatWon: won,
  carriedInWon: won,
  payoutWon: won,
  carriedOutWon: won,
  state: choice(STATES),
  paidAt: optional(instant),
  accountMasked: optional(line),
  bankName: optional(line),
});

const settlementLine = object({
  itemCode: line,
  itemName: line,
  kind: choice(["success", "failure", "registration"]),
  count,
  feeWon: won,
  totalFeeWon: won,
  collectedWon: won,
});

/** 정산내역. */
export function settlementRoutes(debit: Debit): readonly ApiRoute[] {
  return [
    reads({
      path: "/settlements",
      operationId: "listSettlements",
      summary: "정산내역: 지급일이 from부터 to까지인 것, 366일까지",
      query: {
        ...paging,
        after: optional(uuid),
        from: date,
        to: date,
        state: optional(choice(STATES)),
      },
      answer: page(settlement),
      async work({ merchantId, query: { after, limit, ...query } }) {
        requirePeriod(query);
        // A year of them is a few hundred at most, so a page is cut from the whole.
        const rows = await debit.settlements.list({ ...query, merchantId });
        const start = after === undefined ? 0 : placeAfter(rows, after);
        const shown = rows.slice(start, start + limit);
        const isMore = start + limit < rows.length;
        return { rows: shown, total: rows.length, next: isMore ? shown.at(-1)?.id : undefined };
      },
    }),
    reads({
      path: "/settlements/:id",
      operationId: "getSettlement",
      summary: "정산내역 한 건과 집금항목별 수수료",
      answer: object({ ...settlement.fields, lines: list(settlementLine, LINES_MAX) }),
      work: ({ merchantId, id }) => debit.settlements.get(merchantId, id),
    }),
  ];
}

function requirePeriod({ from, to }: { readonly from: string; readonly to: string }): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days >= 0 && days < PERIOD_DAYS_MAX) return;
  throw new ApiInputError([{ field: "to", reason: "outOfRange" }]);
}

function placeAfter(rows: readonly { readonly id: string }[], after: string): number {
  const index = rows.findIndex(({ id }) => id === after);
  if (index < 0) throw new ApiInputError([{ field: "after", reason: "notOfThisList" }]);
  return index + 1;
}
