import { merchant, type RouteRule, SOME_ID } from "./route_rule.ts";

const open: RouteRule = { door: "open" };
const token: RouteRule["params"] = { token: { word: "a-token-of-nobody" } };
const someId: RouteRule["params"] = { id: { word: SOME_ID } };
const typed = {
  bankCode: "088",
  account: "110987654321",
  holder: "김하늘",
  holderIdentity: "900101",
};
const account: RouteRule["body"] = () => ({ json: typed });
const signature: RouteRule["body"] = () => ({ json: { ...typed, nonce: "none", cms: "MAA=" } });
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
  "GET /pay/instructions/:id/account-code": { ...open, params: someId, answers: [303] },
  "POST /pay/instructions/:id/account-code": {
    ...open,
    params: someId,
    body: nothing,
    answers: [401],
  },
  "GET /pay/instructions/:id/signing": { ...open, params: someId, answers: [401] },
  "POST /pay/instructions/:id/signing-text": {
    ...open,
    params: someId,
    body: account,
    answers: [401],
  },
  "POST /pay/instructions/:id/signature": {
    ...open,
    params: someId,
    body: signature,
    answers: [401],
  },
  "POST /debit/customers/:id/payer-link": {
    ...merchant("debit.customers"),
    params: { id: { own: "customer" } },
    body: nothing,
  },
};
