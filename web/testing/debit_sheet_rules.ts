import { merchant, type RouteRule } from "./route_rule.ts";

const FORMATS = ["xlsx", "csv"] as const;
const reader = merchant("debit.read");
const operator: RouteRule = { door: "operator" };
const settlement: RouteRule = { ...reader, params: { id: { own: "settlement" } } };
const aggregate: RouteRule = { ...reader, params: { name: { word: "settlements" } } };

/** Lists of auto-debit that are saved as files: whoever sees the list may. */
export const debitSheetRules: Readonly<Record<string, RouteRule>> = {
  ...saved("/debit/requests", reader),
  ...saved("/debit/exchange", reader),
  ...saved("/debit/cash", reader),
  ...saved("/debit/cash/receipts", reader),
  ...saved("/debit/settlements", reader),
  ...saved("/debit/settlements/:id/debits", settlement),
  ...saved("/debit/invoices", reader),
  ...saved("/debit/aggregates/:name/lines", aggregate),
  ...saved("/debit/aggregates/:name/rows", aggregate),
  ...saved("/operator/debit/merchants", operator),
  ...saved("/operator/debit/settlements", operator),
  ...saved("/operator/debit/invoices", operator),
  ...saved("/operator/debit/files", operator),
};

function saved(path: string, rule: RouteRule): Record<string, RouteRule> {
  return Object.fromEntries(FORMATS.map((format) => [`GET ${path}.${format}`, rule]));
}
