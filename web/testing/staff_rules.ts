import { type RouteRule, SOME_ID } from "./route_rule.ts";
import { STAFF_PASSWORD } from "./staff_people.ts";

const staff: RouteRule = { door: "staff" };
const manager: RouteRule = { door: "merchant", right: "members.manage" };
const proved: RouteRule = { ...manager, secondFactor: true };
const operator: RouteRule = { door: "operator" };
const provedOperator: RouteRule = { ...operator, secondFactor: true };
const nothing: RouteRule["body"] = () => ({ form: {} });
const someId: RouteRule["params"] = { id: { word: SOME_ID } };
const member: RouteRule["params"] = { id: { own: "member" } };
const memberRole: RouteRule["params"] = { id: { own: "memberRole" } };

/** One's own account and second factor. Who has not proved one is told so: 403. */
const accountRules: Readonly<Record<string, RouteRule>> = {
  "GET /staff/password": staff,
  "POST /staff/password": {
    ...staff,
    body: () => {
      const next = "another-harbour-2026";
      return { form: { current: STAFF_PASSWORD, next, again: next } };
    },
    place: 1,
  },
  "GET /staff/sessions": staff,
  "POST /staff/sessions/:id/end": { ...staff, params: someId, body: nothing, answers: [404] },
  "POST /staff/sessions/others/end": { ...staff, body: nothing },
  "GET /staff/second-factor": staff,
  "POST /staff/second-factor/code": {
    ...staff,
    body: () => ({ form: { code: "000000" } }),
    answers: [422],
  },
  "POST /staff/second-factor/recovery-code": {
    ...staff,
    body: () => ({ form: { recoveryCode: "aaaaa-aaaaa" } }),
    answers: [422],
  },
  "POST /staff/second-factor/passkey/challenge": { ...staff, body: () => ({ json: {} }) },
  "POST /staff/second-factor/passkey": { ...staff, body: () => ({ json: {} }), answers: [422] },
  "GET /staff/second-factor/settings": staff,
  "POST /staff/second-factor/password": {
    ...staff,
    body: () => ({ form: { password: STAFF_PASSWORD } }),
  },
  "GET /staff/second-factor/app": staff,
  "POST /staff/second-factor/app": { ...staff, body: nothing, answers: [303, 409] },
  "POST /staff/second-factor/app/code": {
    ...staff,
    body: () => ({ form: { code: "000000" } }),
    answers: [303, 422],
  },
  "POST /staff/second-factor/app/removal": { ...staff, body: nothing, place: 1 },
  "POST /staff/second-factor/recovery-codes": { ...staff, body: nothing },
  "POST /staff/second-factor/passkeys/challenge": { ...staff, body: () => ({ json: {} }) },
  "POST /staff/second-factor/passkeys": { ...staff, body: () => ({ json: {} }), answers: [422] },
  "POST /staff/second-factor/passkeys/:id/name": {
    ...staff,
    params: someId,
    body: () => ({ form: { name: "집" } }),
    answers: [404],
  },
  "POST /staff/second-factor/passkeys/:id/removal": {
    ...staff,
    params: someId,
    body: nothing,
    answers: [404],
  },
};

const memberRules: Readonly<Record<string, RouteRule>> = {
  "GET /staff/members": manager,
  "GET /staff/members/new": proved,
  "POST /staff/members": {
    ...proved,
    body: ({ memberRole }) => ({ form: { name: "새 사람", role: memberRole } }),
  },
  "GET /staff/members/:id": { ...proved, params: member },
  "POST /staff/members/:id/role": {
    ...proved,
    params: member,
    body: ({ memberRole }) => ({ form: { role: memberRole } }),
  },
  "POST /staff/members/:id/password": { ...proved, params: member, body: nothing },
  "POST /staff/members/:id/second-factor": { ...proved, params: member, body: nothing },
  "POST /staff/members/:id/unlocking": { ...proved, params: member, body: nothing },
  "POST /staff/members/:id/end": { ...proved, params: member, body: nothing },
  "GET /staff/roles": manager,
  "GET /staff/roles/new": proved,
  "POST /staff/roles": {
    ...proved,
    body: () => ({ form: { name: crypto.randomUUID(), "right.debit.read": "on" } }),
  },
  "GET /staff/roles/:id": { ...proved, params: memberRole },
  "POST /staff/roles/:id": {
    ...proved,
    params: memberRole,
    body: () => ({ form: { name: "조회", "right.debit.read": "on" } }),
  },
};

const account: RouteRule["params"] = { id: { any: "member" } };

const operatorRules: Readonly<Record<string, RouteRule>> = {
  "GET /operator/staff": operator,
  "POST /operator/staff/:id/unlocking": { ...provedOperator, params: account, body: nothing },
  // After what is done with the account; once ended it stays so.
  "POST /operator/staff/:id/end": { ...provedOperator, params: account, body: nothing, place: 0.5 },
  "GET /operator/staff/:id": { ...provedOperator, params: account },
  "POST /operator/staff/:id/password": { ...provedOperator, params: account, body: nothing },
  "POST /operator/staff/:id/second-factor": { ...provedOperator, params: account, body: nothing },
  "GET /operator/members/new": provedOperator,
  "POST /operator/members": {
    ...provedOperator,
    body: ({ merchant }) => ({ form: { organisationId: merchant, name: "새 관리자" } }),
  },
};

/** Accounts of people with IDs, members of merchants, and the operators' help for them. */
export const staffRules: Readonly<Record<string, RouteRule>> = {
  ...accountRules,
  ...memberRules,
  ...operatorRules,
};
