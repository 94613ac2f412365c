import { merchant, type RouteRule } from "./route_rule.ts";

const reader = merchant("debit.read");
const money = merchant("debit.money");
const proved: RouteRule = { ...money, secondFactor: true };
const keys: RouteRule = { ...merchant("debit.integration"), secondFactor: true };
const endpoint: RouteRule = { ...keys, params: { id: { own: "endpoint" } } };
const nothing: RouteRule["body"] = () => ({ form: {} });
const receipt: RouteRule = { ...proved, params: { id: { own: "receipt" } } };
const charge: RouteRule = { ...proved, params: { id: { own: "failedCharge" } } };
const invoice: RouteRule["params"] = { id: { own: "invoice" } };
const settlement: RouteRule = { ...reader, params: { id: { own: "settlement" } } };
const aggregate: RouteRule = { ...reader, params: { name: { word: "settlements" } } };

/** Cash, aggregates, settlements, invoices and integration of merchants. */
export const debitMoneyRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/cash": reader,
  "GET /debit/cash/receipts": reader,
  "GET /debit/cash/receipts/:id/reversal": receipt,
  // It can be taken back once, whoever of the merchant does it.
  "POST /debit/cash/receipts/:id/reversal": { ...receipt, body: nothing, answers: [303, 409] },
  "GET /debit/cash/:id": charge,
  "POST /debit/cash/:id": { ...charge, body: nothing, answers: [422] },
  "GET /debit/aggregates": reader,
  "GET /debit/aggregates/:name": aggregate,
  "GET /debit/aggregates/:name/lines.xlsx": aggregate,
  "GET /debit/aggregates/:name/rows": aggregate,
  "GET /debit/aggregates/:name/rows.xlsx": aggregate,
  "GET /debit/settlements": reader,
  "GET /debit/settlements/:id": settlement,
  "GET /debit/settlements/:id/debits.xlsx": settlement,
  "GET /debit/invoices": reader,
  "GET /debit/invoices/:id": { ...reader, params: invoice },
  "POST /debit/invoices/:id/answers": { ...money, params: invoice, body: nothing, answers: [422] },
  "GET /debit/integration": keys,
  "POST /debit/integration/keys": { ...keys, body: () => ({ form: { name: "새 키" } }) },
  "POST /debit/integration/keys/:id/revocation": {
    ...keys,
    params: { id: { own: "merchantKeyId" } },
    body: nothing,
    // The API has been asked by then, and nobody has lost the second factor yet; a revoked key is not
    // there any more.
    answers: [303, 404],
    place: 0.5,
  },
  "POST /debit/integration/endpoints": { ...keys, body: nothing, answers: [422] },
  "GET /debit/integration/endpoints/:id": endpoint,
  "POST /debit/integration/endpoints/:id": { ...endpoint, body: nothing, answers: [422] },
  "POST /debit/integration/endpoints/:id/secrets": { ...endpoint, body: nothing },
  "POST /debit/integration/endpoints/:id/replays": {
    ...endpoint,
    body: () => ({ form: { since: "2026-11-01" } }),
  },
  // After what asks for the endpoint, before what takes the second factor away.
  "POST /debit/integration/endpoints/:id/removal": { ...endpoint, body: nothing, place: 0.5 },
};
