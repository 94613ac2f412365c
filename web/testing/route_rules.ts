import { smallPdf } from "@maru/submission/testing";
import { debitApiRules } from "./debit_api_rules.ts";
import { debitCollectionRules } from "./debit_collection_rules.ts";
import { debitCustomerRules } from "./debit_customer_rules.ts";
import { debitMoneyRules } from "./debit_money_rules.ts";
import { debitOperatorRules } from "./debit_operator_rules.ts";
import { debitSheetRules } from "./debit_sheet_rules.ts";
import { payerRules } from "./payer_rules.ts";
import { type RouteRule, SOME_ID } from "./route_rule.ts";
import { staffRules } from "./staff_rules.ts";

const open: RouteRule = { door: "open" };
const submitter: RouteRule = { door: "submitter" };
const institution: RouteRule = { door: "institution" };
const operator: RouteRule = { door: "operator" };
const provedOperator: RouteRule = { ...operator, secondFactor: true };
const productForm: RouteRule["body"] = ({ slug }) => ({
  form: {
    name: "이름",
    slug,
    description: "",
    active: "on",
    submitterTypes: "corporation",
    documents: "business-registration",
    "required:business-registration": "on",
  },
});

const openRules: Readonly<Record<string, RouteRule>> = {
  "GET /": open,
  "GET /healthz": open,
  "GET /readyz": { ...open, answers: [200, 503] },
  "GET /assets/*": { ...open, answers: [404] },
  "POST /preferences/contrast": { ...open, body: () => ({ form: { contrast: "high" } }) },
  "GET /support": open,
  "GET /support/errors": open,
  "GET /accessibility": open,
  "GET /terms/:kind": { ...open, params: { kind: { word: "service" } } },
  "GET /login": open,
  "GET /login/challenge": open,
  "POST /login": { ...open, body: () => ({ json: {} }), answers: [422] },
  "POST /logout": { ...open, body: () => ({ form: {} }), place: 2 },
  "POST /login/cloud": { ...open, body: () => ({ json: {} }), answers: [422] },
  "GET /login/cloud/:id": { ...open, params: { id: { word: SOME_ID } }, answers: [404] },
  "GET /login/cloud-return": open,
  "GET /login/demo": { ...open, answers: [503] },
  "GET /login/demo/:id": { ...open, params: { id: { word: "corporation" } }, answers: [503] },
  "GET /certificates": open,
  "GET /certificates/converter": open,
  "GET /certificates/transfer": open,
  "POST /certificates/transfers": {
    ...open,
    body: () => ({ json: { lookup: "0A1B2C", ciphertext: "AAAA" } }),
    answers: [201, 409],
  },
  "POST /certificates/transfers/retrieval": {
    ...open,
    body: () => ({ json: { lookup: "0A1B2C" } }),
    answers: [200, 404],
  },
  "GET /staff/login": open,
  "POST /staff/login": {
    ...open,
    body: () => ({ form: { loginId: "nobody", password: "wrong-password" } }),
    answers: [401, 403],
  },
  "POST /staff/logout": { ...open, body: () => ({ form: {} }), place: 2 },
};

const submitterRules: Readonly<Record<string, RouteRule>> = {
  "GET /oneclick": open,
  "GET /oneclick/p/:slug": { ...open, params: { slug: { word: "product-one" } } },
  "POST /oneclick/p/:slug/submissions": {
    ...submitter,
    params: { slug: { word: "product-one" } },
    body: () => ({ json: {} }),
    answers: [422],
  },
  "GET /oneclick/welcome": submitter,
  "POST /oneclick/welcome": {
    ...submitter,
    body: () => ({ form: { service: "on", personalData: "on" } }),
  },
  "GET /oneclick/client": submitter,
  "POST /oneclick/client": { ...submitter, body: () => ({ json: {} }), answers: [422] },
  "GET /oneclick/submissions": submitter,
  "GET /oneclick/submissions/:id": { ...submitter, params: { id: { own: "submission" } } },
  "GET /oneclick/submissions/:id/events": { ...submitter, params: { id: { own: "submission" } } },
  "POST /oneclick/submissions/:id/reissues": {
    ...submitter,
    params: { id: { own: "failedSubmission" } },
    body: ({ failedItem }) => ({ form: { item: failedItem, _key: crypto.randomUUID() } }),
    // The sealed bundle goes with the end of a submission: the person confirms once more.
    answers: [303, 401],
  },
  "POST /oneclick/submissions/:id/items/:item/authentication": {
    ...submitter,
    params: { id: { own: "waitingSubmission" }, item: { own: "waitingItem" } },
    body: () => ({ form: {} }),
  },
  "POST /oneclick/submissions/:id/items/:item/upload": {
    ...submitter,
    params: { id: { own: "failedSubmission" }, item: { own: "failedItem" } },
    body: () => ({ pdf: smallPdf(), fields: { verificationNumber: "1234-567" } }),
    // The re-issue before it may have put the document back into the queue.
    answers: [303, 409],
  },
  "GET /oneclick/submissions/:id/items/:item/pdf": {
    ...submitter,
    params: { id: { own: "submission" }, item: { own: "item" } },
  },
};

const consoleRules: Readonly<Record<string, RouteRule>> = {
  "GET /console": institution,
  "GET /console/submissions": institution,
  "GET /console/submissions.csv": institution,
  "GET /console/submissions/:id": { ...institution, params: { id: { own: "submission" } } },
  "GET /console/submissions/:id/zip": { ...institution, params: { id: { own: "submission" } } },
  "GET /console/documents/:id": { ...institution, params: { id: { own: "document" } } },
  "GET /console/documents/:id/csv": { ...institution, params: { id: { own: "document" } } },
  "GET /console/documents/:id/pdf": { ...institution, params: { id: { own: "document" } } },
  "GET /console/products": institution,
  "GET /console/products/new": { door: "institutionAdmin" },
  "GET /console/products/:id": { ...institution, params: { id: { own: "product" } } },
  "POST /console/products/new": {
    door: "institutionAdmin",
    body: (ids) => {
      const { form } = { form: {}, ...productForm(ids) };
      return { form: { ...form, slug: `new-${crypto.randomUUID()}` } };
    },
  },
  "POST /console/products/:id": {
    door: "institutionAdmin",
    params: { id: { own: "product" } },
    body: productForm,
  },
  "GET /console/integration": institution,
  "POST /console/integration/webhook": {
    door: "institutionAdmin",
    body: () => ({ form: { url: "https://93.184.216.34/hook", active: "on" } }),
  },
  "POST /console/integration/keys": {
    door: "institutionAdmin",
    body: () => ({ form: { name: "새 키" } }),
  },
  "POST /console/integration/keys/:id/revocation": {
    door: "institutionAdmin",
    params: { id: { own: "apiKeyId" } },
    body: () => ({ form: {} }),
    place: 1,
  },
  "GET /console/settings": institution,
  "POST /console/settings": {
    door: "institutionAdmin",
    body: () => ({ form: { retentionDays: "30" } }),
  },
  "GET /console/deliveries": institution,
  "POST /console/deliveries/:id/attempts": {
    door: "institutionAdmin",
    params: { id: { own: "delivery" } },
    body: () => ({ form: {} }),
  },
};

const operatorRules: Readonly<Record<string, RouteRule>> = {
  "GET /operator": operator,
  "GET /operator/agencies/:code": { ...operator, params: { code: { word: "hometax" } } },
  "POST /operator/agencies/:code": {
    ...operator,
    params: { code: { word: "hometax" } },
    body: () => ({ form: {} }),
    answers: [303, 422],
  },
  "POST /operator/agencies/:code/reset": {
    ...operator,
    params: { code: { word: "hometax" } },
    body: () => ({ form: {} }),
  },
  "GET /operator/items": operator,
  // It failed for good: nothing is tried again.
  "POST /operator/items/:id/attempts": {
    ...operator,
    params: { id: { any: "failedItem" } },
    body: () => ({ form: {} }),
    answers: [409],
  },
  "GET /operator/dead-letters": operator,
  "POST /operator/dead-letters/:id/redrive": {
    ...operator,
    params: { id: { word: SOME_ID } },
    body: () => ({ form: {} }),
    answers: [404],
  },
  "GET /operator/access-log": operator,
  "GET /operator/access-log.csv": operator,
  "GET /operator/messages": operator,
  "GET /operator/catalogue": operator,
  "GET /operator/catalogue/:code": {
    ...operator,
    params: { code: { word: "business-registration" } },
  },
  "POST /operator/catalogue/:code": {
    ...operator,
    params: { code: { word: "business-registration" } },
    body: () => ({ form: { active: "on", expectedSeconds: "5", periodDefault: "" } }),
  },
  "GET /operator/holidays": operator,
  "POST /operator/holidays": {
    ...operator,
    body: () => ({ form: { date: "2026-12-30", name: "시험" } }),
  },
  "GET /operator/holidays/addition": provedOperator,
  "POST /operator/holidays/addition": {
    ...provedOperator,
    body: () => ({ form: { date: "2026-12-30", name: "시험" } }),
  },
  "GET /operator/holidays/removal": provedOperator,
  "POST /operator/holidays/removal": {
    ...provedOperator,
    body: () => ({ form: { date: "2026-12-30" } }),
  },
  "GET /operator/holidays/coverage": provedOperator,
  "POST /operator/holidays/coverage": {
    ...provedOperator,
    body: () => ({ form: { year: "2028" } }),
  },
};

const apiRules: Readonly<Record<string, RouteRule>> = {
  "POST /api/v1/message-receipts": { ...open, body: () => ({ json: [] }), answers: [204] },
  "GET /api/v1/documents": { door: "apiKey" },
  "GET /api/v1/documents/:id/data": { door: "apiKey", params: { id: { own: "document" } } },
  "GET /api/v1/documents/:id/pdf": { door: "apiKey", params: { id: { own: "document" } } },
};

/** Every route of the site by method and pattern. A new route is entered here, or the matrix fails. */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  ...openRules,
  ...submitterRules,
  ...staffRules,
  ...consoleRules,
  ...debitCollectionRules,
  ...debitCustomerRules,
  ...debitMoneyRules,
  ...debitOperatorRules,
  ...debitSheetRules,
  ...operatorRules,
  ...apiRules,
  ...debitApiRules,
  ...payerRules,
};
