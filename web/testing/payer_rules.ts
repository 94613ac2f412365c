import { merchant, type RouteRule, SOME_ID } from "./route_rule.ts";

const open: RouteRule = { door: "open" };
const token: RouteRule["params"] = { token: { word: "a-token-of-nobody" } };
const someId: RouteRule["params"] = { id: { word: SOME_ID } };
const nothing: RouteRule["body"] = () => ({ form: {} });

/** 납부자 페이지 has a door of its own: link and code. Without them there is one answer for all. */
export const payerRules: Readonly<Record<string, RouteRule>> = {
  "GET /pay": { ...open, answers: [401] },
  "GET /pay/:token": { ...open, params: token },
  "POST /pay/:token/code": { ...open, params: token, body: nothing, answers: [303, 429] },
  "POST /pay/:token/opening": {
    ...open,
    params: token,
    body: () => ({ form: { code: "000000" } }),
    answers: [422, 429],
  },
  "POST /pay/closing": { ...open, body: nothing },
  "GET /pay/instructions/:id/account": { ...open, params: someId, answers: [401] },
  "POST /pay/instructions/:id/account": {
    ...open,
    params: someId,
    body: nothing,
    answers: [401],
  },
  "POST /pay/instructions/:id/account-code": {
    ...open,
    params: someId,
    body: nothing,
    answers: [401],
  },
  "POST /debit/customers/:id/payer-link": {
    ...merchant("debit.customers"),
    params: { id: { own: "customer" } },
    body: nothing,
  },
};
