import { merchant, type RouteRule, SOME_ID } from "./route_rule.ts";

const reader = merchant("debit.read");
const editor = merchant("debit.customers");
const nothing: RouteRule["body"] = () => ({ form: {} });
const customer: RouteRule["params"] = { id: { own: "customer" } };
const instruction: RouteRule["params"] = { id: { own: "instruction" } };

/** 고객관리 and 이체정보. */
const customerRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/customers": reader,
  "GET /debit/customers.xlsx": reader,
  "GET /debit/customers.csv": reader,
  "GET /debit/customers/new": editor,
  "POST /debit/customers": { ...editor, body: nothing, answers: [422] },
  "GET /debit/customers/:id": { ...reader, params: customer },
  "GET /debit/customers/:id/history": { ...reader, params: customer },
  "GET /debit/customers/:id/edit": { ...editor, params: customer },
  "POST /debit/customers/:id": {
    ...editor,
    params: customer,
    body: nothing,
    // An older version is refused before its fields are.
    answers: [409, 422],
  },
  "POST /debit/customers/:id/end": {
    ...editor,
    params: customer,
    body: nothing,
    answers: [303, 409],
    place: 1,
  },
  "POST /debit/customers/:id/reopening": {
    ...editor,
    params: customer,
    body: nothing,
    answers: [303, 409],
    place: 1,
  },
  "GET /debit/customers/:id/instructions/new": { ...editor, params: customer },
  "POST /debit/customers/:id/instructions": {
    ...editor,
    params: customer,
    body: nothing,
    answers: [422, 409],
  },
  "GET /debit/instructions/:id": { ...reader, params: instruction },
  "POST /debit/instructions/:id": {
    ...editor,
    params: instruction,
    body: nothing,
    answers: [409, 422],
  },
  "POST /debit/instructions/:id/state": { ...editor, params: instruction, body: nothing },
  "POST /debit/instructions/:id/evidence": {
    ...editor,
    params: instruction,
    body: nothing,
    answers: [422],
  },
  "GET /debit/instructions/:id/evidence/opening": {
    ...editor,
    secondFactor: true,
    params: instruction,
  },
  "POST /debit/instructions/:id/evidence/opening": {
    ...editor,
    secondFactor: true,
    params: instruction,
    body: () => ({ form: { evidenceId: SOME_ID, reason: "이의 확인" } }),
    answers: [422],
  },
  "GET /debit/instructions/:id/account": { ...editor, secondFactor: true, params: instruction },
  "POST /debit/instructions/:id/account": {
    ...editor,
    secondFactor: true,
    params: instruction,
    body: nothing,
    answers: [422],
  },
};

const noImport: RouteRule = { ...editor, params: { id: { word: SOME_ID } }, answers: [404] };

/** 일괄등록. */
const importRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/imports": editor,
  "POST /debit/imports": { ...editor, body: nothing, answers: [422] },
  "GET /debit/imports/template.xlsx": editor,
  "GET /debit/imports/:id": noImport,
  "GET /debit/imports/:id/errors.xlsx": noImport,
  "GET /debit/imports/:id/errors.csv": noImport,
  "POST /debit/imports/:id/application": { ...noImport, body: nothing },
  "POST /debit/imports/:id/cancellation": { ...noImport, body: nothing },
};

const settings = merchant("debit.settings");
const contract: RouteRule["params"] = { id: { own: "contract" } };
const proved: RouteRule = { ...merchant("debit.money"), secondFactor: true };

/** 할인관리, 환경설정 and 공지사항. */
const otherRules: Readonly<Record<string, RouteRule>> = {
  "GET /debit/discounts": reader,
  "POST /debit/discounts": { ...editor, body: nothing, answers: [422] },
  "POST /debit/discounts/confirmation": { ...editor, body: nothing, answers: [422] },
  "GET /debit/settings": reader,
  "POST /debit/settings/contracts/:id/items": {
    ...settings,
    params: contract,
    body: nothing,
    answers: [422],
  },
  "POST /debit/settings/contracts/:id/items/removal": {
    ...settings,
    params: contract,
    body: nothing,
  },
  "POST /debit/settings/item-requests": { ...settings, body: nothing, answers: [422] },
  "GET /debit/settings/settlement-account": proved,
  "POST /debit/settings/settlement-account": { ...proved, body: nothing, answers: [422] },
  "GET /debit/notices": reader,
  "GET /debit/notices/:id": { ...reader, params: { id: { any: "notice" } } },
};

/** What a merchant does beside collecting. */
export const debitCustomerRules: Readonly<Record<string, RouteRule>> = {
  ...customerRules,
  ...importRules,
  ...otherRules,
};
