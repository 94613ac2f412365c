import { merchant, type RouteRule, SOME_ID } from "./route_rule.ts";

const reader = merchant("debit.read");
const money = merchant("debit.money");
const proved: RouteRule = { ...money, secondFactor: true };
const keys: RouteRule = { ...merchant("debit.integration"), secondFactor: true };
const endpoint: RouteRule = { ...keys, params: { id: { own: "endpoint" } } };
const nothing: RouteRule["body"] = () => ({ form: {} });
const someId: RouteRule["params"] = { id: { word: SOME_ID } };
const settlement: RouteRule = { ...reader, params: { id: { own: "settlement" } } };
const aggregate: RouteRule = { ...reader, params: { name: { word: "settlements" } } };

/** Cash, aggregates, settlements, invoices and integration of merchants. */
export const debitMoneyRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/cash": reader,
  "GET /debit/cash/receipts": reader,
  "GET /debit/cash/receipts/:id/reversal": { ...proved, params: someId },
  "POST /debit/cash/receipts/:id/reversal": {
    ...proved,
    params: someId,
    body: nothing,
    answers: [409],
  },
  "GET /debit/cash/:id": { ...proved, params: someId, answers: [404] },
  "POST /debit/cash/:id": { ...proved, params: someId, body: nothing, answers: [404] },
  "GET /debit/aggregates": reader,
  "GET /debit/aggregates/:name": aggregate,
  "GET /debit/aggregates/:name/lines.xlsx": aggregate,
  "GET /debit/aggregates/:name/rows": aggregate,
  "GET /debit/aggregates/:name/rows.xlsx": aggregate,
  "GET /debit/settlements": reader,
  "GET /debit/settlements/:id": settlement,
  "GET /debit/settlements/:id/debits.xlsx": settlement,
  "GET /debit/invoices": reader,
  "GET /debit/invoices/:id": { ...reader, params: someId, answers: [404] },
  "POST /debit/invoices/:id/answers": { ...money, params: someId, body: nothing, answers: [404] },
  "GET /debit/integration": keys,
  "POST /debit/integration/keys": { ...keys, body: () => ({ form: { name: "새 키" } }) },
  "POST /debit/integration/keys/:id/revocation": {
    ...keys,
    params: someId,
    body: nothing,
    answers: [404],
  },
  "POST /debit/integration/endpoints": { ...keys, body: nothing, answers: [422] },
  "GET /debit/integration/endpoints/:id": endpoint,
  "POST /debit/integration/endpoints/:id": { ...endpoint, body: nothing, answers: [422] },
  "POST /debit/integration/endpoints/:id/replays": {
    ...endpoint,
    body: () => ({ form: { since: "2026-11-01" } }),
  },
  // After what asks for the endpoint, before what takes the second factor away.
  "POST /debit/integration/endpoints/:id/removal": { ...endpoint, body: nothing, place: 0.5 },
};
