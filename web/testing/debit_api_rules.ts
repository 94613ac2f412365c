import { DUE_DATE } from "./debit_world.ts";
import type { RouteRule } from "./route_rule.ts";

const key: RouteRule = { door: "merchantKey" };
const keyed = (own: "customer" | "instruction" | "order" | "settlement"): RouteRule => ({
  ...key,
  params: { id: { own } },
});
/** The matrix sends no idempotency key: whoever is let in is told so, after the door. */
const NO_KEY: readonly number[] = [400];

/** The API of merchants. Its POSTs with keys, and bodies with ids of others: `routes_test.ts` there. */
export const debitApiRules: Readonly<Record<string, RouteRule>> = {
  "GET /api/v1/debit/openapi.json": { door: "open" },
  "GET /api/v1/debit/customers": key,
  "POST /api/v1/debit/customers": { ...key, body: () => ({ json: {} }), answers: NO_KEY },
  "GET /api/v1/debit/customers/:id": keyed("customer"),
  "POST /api/v1/debit/customers/:id/instructions": {
    ...key,
    params: { id: { word: "01a1fb1b-0000-7000-8000-000000000000" } },
    body: () => ({ json: {} }),
    answers: NO_KEY,
  },
  "GET /api/v1/debit/instructions/:id": keyed("instruction"),
  "GET /api/v1/debit/registrations": key,
  "GET /api/v1/debit/candidates": { ...key, answers: [422] },
  "POST /api/v1/debit/orders": {
    ...key,
    body: ({ contract, instruction }) => ({
      json: { contractId: contract, dueDate: DUE_DATE, instructionIds: [instruction] },
    }),
    answers: NO_KEY,
  },
  "GET /api/v1/debit/orders": key,
  "GET /api/v1/debit/orders/:id": keyed("order"),
  "POST /api/v1/debit/orders/withdrawals": {
    ...key,
    body: ({ order }) => ({ json: { orderIds: [order] } }),
    answers: NO_KEY,
  },
  "POST /api/v1/debit/retries": { ...key, body: () => ({ json: {} }), answers: NO_KEY },
  "GET /api/v1/debit/events": key,
  "POST /api/v1/debit/webhooks/:id/replays": {
    ...key,
    params: { id: { word: "01a1fb1b-0000-7000-8000-000000000000" } },
    body: () => ({ json: {} }),
    answers: NO_KEY,
  },
  "GET /api/v1/debit/settlements": { ...key, answers: [422] },
  "GET /api/v1/debit/settlements/:id": keyed("settlement"),
};
