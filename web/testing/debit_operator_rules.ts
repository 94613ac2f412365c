import { type RouteRule, SOME_ID } from "./route_rule.ts";

const operator: RouteRule = { door: "operator" };
const proved: RouteRule = { ...operator, secondFactor: true };
const nothing: RouteRule["body"] = () => ({ form: {} });

const rule: RouteRule["params"] = {
  rail: { word: "directLine" },
  operation: { word: "debit" },
  bank: { word: "all" },
};

/** After what looks at the same things. */
const LATER = 0.5;
const LAST = 0.6;

const merchant: RouteRule["params"] = { id: { any: "merchant" } };
const contract: RouteRule["params"] = { ...merchant, contract: { any: "contract" } };
const settlement: RouteRule["params"] = {
  merchant: { any: "merchant" },
  id: { any: "settlement" },
};
const invoice: RouteRule["params"] = { merchant: { any: "merchant" }, id: { any: "invoice" } };
const file: RouteRule = { ...proved, params: { id: { any: "file" } } };
const notice: RouteRule["params"] = { id: { any: "notice" } };

/** A form with nothing in it comes back with what is missing. */
function posted(rule: RouteRule, params: RouteRule["params"]): RouteRule {
  return { ...rule, params, body: nothing, answers: [422] };
}

/**
 * Operators' pages of auto-debit. What moves money, sets what it
 * goes by, or shows a password wants a second factor.
 */
export const debitOperatorRules: Readonly<Record<string, RouteRule>> = {
  "GET /operator/debit/merchants": operator,
  "GET /operator/debit/merchants/new": proved,
  "POST /operator/debit/merchants": { ...proved, body: nothing, answers: [422] },
  "GET /operator/debit/merchants/:id": { ...operator, params: merchant },
  "GET /operator/debit/merchants/:id/form": { ...proved, params: merchant },
  "POST /operator/debit/merchants/:id/form": posted(proved, merchant),
  "GET /operator/debit/merchants/:id/contracts/new": { ...proved, params: merchant },
  "POST /operator/debit/merchants/:id/contracts": posted(proved, merchant),
  "GET /operator/debit/merchants/:id/contracts/:contract": { ...proved, params: contract },
  "POST /operator/debit/merchants/:id/contracts/:contract": posted(proved, contract),
  "POST /operator/debit/merchants/:id/contracts/:contract/items": posted(proved, contract),
  // Payers pay by it still.
  "POST /operator/debit/merchants/:id/contracts/:contract/items/:code/end": posted(proved, {
    ...contract,
    code: { word: "tuition" },
  }),
  "GET /operator/debit/settlements": operator,
  "POST /operator/debit/settlements/run": { ...proved, body: nothing },
  "GET /operator/debit/settlements/:merchant/:id": { ...proved, params: settlement },
  // To no merchant without a checked account.
  "POST /operator/debit/settlements/:merchant/:id/approval": {
    ...proved,
    params: settlement,
    body: nothing,
    answers: [409],
    place: LATER,
  },
  "POST /operator/debit/settlements/:merchant/:id/payment": {
    ...proved,
    params: settlement,
    body: nothing,
    answers: [409],
    place: LAST,
  },
  // It stands in no bank file.
  "POST /operator/debit/settlements/:merchant/:id/unlisting": {
    ...proved,
    params: settlement,
    body: nothing,
    answers: [409],
    place: LAST,
  },
  "GET /operator/debit/payouts": proved,
  // Nothing is due to a merchant without a checked account.
  "POST /operator/debit/payouts.csv": {
    ...proved,
    body: () => ({ form: { payoutOn: "2026-11-27" } }),
    answers: [422],
  },
  "POST /operator/debit/payouts/again.csv": {
    ...proved,
    body: () => ({ form: { listing: SOME_ID } }),
    answers: [422],
  },
  "GET /operator/debit/invoices": operator,
  "GET /operator/debit/invoices/:merchant/:id": { ...operator, params: invoice },
  "POST /operator/debit/invoices/:merchant/:id/answer": posted(operator, invoice),
  "GET /operator/debit/files": operator,
  "POST /operator/debit/files/run": { ...proved, body: nothing },
  "GET /operator/debit/files/:id/content": file,
  "POST /operator/debit/files/:id/content": posted(file, file.params),
  "GET /operator/debit/alerts": operator,
  "POST /operator/debit/alerts/:id/acknowledgement": {
    ...operator,
    params: { id: { any: "alert" } },
    body: nothing,
  },
  "GET /operator/debit/items": operator,
  "POST /operator/debit/items": {
    ...operator,
    body: () => ({ form: { code: "matrixItem", name: "시험 항목" } }),
  },
  "POST /operator/debit/item-requests/:id": {
    ...operator,
    params: { id: { any: "itemRequest" } },
    body: nothing,
    // It is answered once, whoever does it.
    answers: [303, 404],
  },
  "GET /operator/debit/schedule": operator,
  "GET /operator/debit/schedule/:rail/:operation/:bank": { ...proved, params: rule },
  "POST /operator/debit/schedule/:rail/:operation/:bank": {
    ...proved,
    params: rule,
    body: nothing,
    answers: [422],
  },
  "GET /operator/debit/notices": operator,
  "GET /operator/debit/notices/new": operator,
  "POST /operator/debit/notices": {
    ...operator,
    body: () => ({ form: { service: "debit", title: "제목", body: "내용" } }),
  },
  "GET /operator/debit/notices/:id": { ...operator, params: notice },
  "POST /operator/debit/notices/:id": posted(operator, notice),
  "POST /operator/debit/notices/:id/withdrawal": {
    ...operator,
    params: notice,
    body: nothing,
    place: LATER,
  },
};
