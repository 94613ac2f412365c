import { merchant, type RouteRule } from "./route_rule.ts";

const reader = merchant("debit.read");
const asker: RouteRule = { ...merchant("debit.request"), secondFactor: true };
/** Before the cutoff of the one debit that each tenant has. */
const choice = { dueDate: "2026-11-25", arrears: "", scope: "all" } as const;

const registrationRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/registrations": reader,
  "GET /debit/registrations.xlsx": reader,
  "GET /debit/registrations.csv": reader,
  "POST /debit/registrations/again": {
    ...merchant("debit.customers"),
    body: ({ instruction }) => ({ form: { instruction } }),
  },
  "POST /debit/registrations/:id/withdrawal": {
    ...merchant("debit.customers"),
    params: { id: { own: "registration" } },
    body: () => ({ form: {} }),
    // The bank has answered it: it is too late to take it back.
    answers: [409],
  },
};

const requestRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/requests": reader,
  "GET /debit/requests/confirmation": asker,
  "POST /debit/requests": {
    ...asker,
    body: ({ contract }) => ({ form: { ...choice, contractId: contract } }),
  },
  "POST /debit/requests/withdrawal": {
    ...merchant("debit.request"),
    body: ({ order }) => ({ form: { order } }),
    place: 1,
  },
};

/**
 * There is nothing that failed: an empty choice leads back to the list, before a second factor is asked
 * for; `collection_pages_test.ts` asks with a choice.
 */
const retryRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/retries": reader,
  "GET /debit/retries/confirmation": merchant("debit.request"),
  "POST /debit/retries": { ...asker, body: ({ contract }) => ({ form: { contractId: contract } }) },
};

const resultRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/results": reader,
  "GET /debit/results.xlsx": reader,
  "GET /debit/results.csv": reader,
  "GET /debit/results/:id": { ...reader, params: { id: { own: "order" } } },
};

/** Registrations, requests, retries, results and what surrounds them. */
export const debitCollectionRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit": reader,
  "GET /debit/calendar": reader,
  "GET /debit/exchange": reader,
  ...registrationRules,
  ...requestRules,
  ...retryRules,
  ...resultRules,
};
