import { type RouteRule, SOME_ID } from "./route_rule.ts";

const operator: RouteRule = { door: "operator" };
const proved: RouteRule = { ...operator, secondFactor: true };
const nothing: RouteRule["body"] = () => ({ form: {} });

const rule: RouteRule["params"] = {
  rail: { word: "directLine" },
  operation: { word: "debit" },
  bank: { word: "all" },
};

/** Of a thing that is not there: what is there has tests of its own. */
function missing(rule: RouteRule, names: readonly string[]): RouteRule {
  const params = Object.fromEntries(names.map((name) => [name, { word: SOME_ID }]));
  return { ...rule, params, answers: [404] };
}

/** The same, posted. */
function missingPost(rule: RouteRule, names: readonly string[]): RouteRule {
  return { ...missing(rule, names), body: nothing };
}

/** Operators' pages of auto-debit. What moves money or shows a password wants a second factor. */
export const debitOperatorRules: Readonly<Record<string, RouteRule>> = {
  "GET /operator/debit/merchants": operator,
  "GET /operator/debit/merchants/new": proved,
  "POST /operator/debit/merchants": { ...proved, body: nothing, answers: [422] },
  "GET /operator/debit/merchants/:id": missing(operator, ["id"]),
  "GET /operator/debit/merchants/:id/form": missing(operator, ["id"]),
  "POST /operator/debit/merchants/:id/form": missingPost(operator, ["id"]),
  "GET /operator/debit/merchants/:id/contracts/new": missing(operator, ["id"]),
  "POST /operator/debit/merchants/:id/contracts": missingPost(operator, ["id"]),
  "GET /operator/debit/merchants/:id/contracts/:contract": missing(operator, ["id", "contract"]),
  "POST /operator/debit/merchants/:id/contracts/:contract": missingPost(operator, [
    "id",
    "contract",
  ]),
  "POST /operator/debit/merchants/:id/contracts/:contract/items": missingPost(operator, [
    "id",
    "contract",
  ]),
  "POST /operator/debit/merchants/:id/contracts/:contract/items/:code/end": missingPost(operator, [
    "id",
    "contract",
    "code",
  ]),
  "GET /operator/debit/settlements": operator,
  "POST /operator/debit/settlements/run": { ...operator, body: nothing },
  "GET /operator/debit/settlements/:merchant/:id": missing(proved, ["merchant", "id"]),
  "POST /operator/debit/settlements/:merchant/:id/approval": missingPost(proved, [
    "merchant",
    "id",
  ]),
  "POST /operator/debit/settlements/:merchant/:id/payment": missingPost(proved, ["merchant", "id"]),
  "GET /operator/debit/payouts": proved,
  "POST /operator/debit/payouts.csv": {
    ...proved,
    body: () => ({ form: { payoutOn: "2026-11-27" } }),
  },
  "GET /operator/debit/invoices": operator,
  "GET /operator/debit/invoices/:merchant/:id": missing(operator, ["merchant", "id"]),
  "POST /operator/debit/invoices/:merchant/:id/answer": missingPost(operator, ["merchant", "id"]),
  "GET /operator/debit/files": operator,
  "POST /operator/debit/files/run": { ...operator, body: nothing },
  "GET /operator/debit/files/:id/content": { ...proved, params: { id: { word: SOME_ID } } },
  "POST /operator/debit/files/:id/content": {
    ...proved,
    params: { id: { word: SOME_ID } },
    body: () => ({ form: { reason: "확인" } }),
    answers: [404],
  },
  "GET /operator/debit/alerts": operator,
  "POST /operator/debit/alerts/:id/acknowledgement": {
    ...operator,
    params: { id: { word: SOME_ID } },
    body: nothing,
  },
  "GET /operator/debit/items": operator,
  "POST /operator/debit/items": {
    ...operator,
    body: () => ({ form: { code: "matrixItem", name: "시험 항목" } }),
  },
  "POST /operator/debit/item-requests/:id": missingPost(operator, ["id"]),
  "GET /operator/debit/schedule": operator,
  "GET /operator/debit/schedule/:rail/:operation/:bank": { ...operator, params: rule },
  "POST /operator/debit/schedule/:rail/:operation/:bank": {
    ...operator,
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
  "GET /operator/debit/notices/:id": missing(operator, ["id"]),
  "POST /operator/debit/notices/:id": missingPost(operator, ["id"]),
  "POST /operator/debit/notices/:id/withdrawal": missingPost(operator, ["id"]),
};
