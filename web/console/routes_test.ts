import assert from "node:assert/strict";
import { named } from "../test_site/desks.ts";
import { PRODUCT_ID } from "../test_site/products.ts";
import { startTestSite } from "../test_site/site.ts";
import { RUNNING_ID } from "../test_site/submissions.ts";
import { pageFaults } from "../testing.ts";
import { consolePaths } from "./context.ts";

const ID = "01920000-0000-7000-8000-00000000aa01";

const CHANGES = [
  consolePaths.product("new"),
  consolePaths.product(PRODUCT_ID),
  consolePaths.sendAgain(ID),
  consolePaths.webhook,
  consolePaths.apiKeys,
  consolePaths.apiKeyRevocation(ID),
  consolePaths.settings,
];

Deno.test("consoleRoutes() lets staff without the admin role change nothing", async () => {
  const visitor = startTestSite().visitAs("institutionStaff");
  await visitor.get(consolePaths.home);
  for (const path of CHANGES) assert.equal((await visitor.post(path, {})).status, 404, path);
  assert.equal((await visitor.get(consolePaths.product("new"))).status, 404);
});

Deno.test("consoleRoutes() does not exist for operators, and leads strangers to the staff login", async () => {
  const site = startTestSite();
  const operator = site.visitAs("operator");
  for (
    const path of [consolePaths.home, consolePaths.received, consolePaths.submission(RUNNING_ID)]
  ) {
    assert.equal((await operator.get(path)).status, 404, path);
    const answer = await site.visitAs("corporation").get(path);
    assert.equal(answer.status, 303, path);
    assert.match(answer.headers.get("location") ?? "", /^\/staff\/login\?return=/);
  }
});

Deno.test("consoleRoutes() asks for a new password first", async () => {
  const answer = await startTestSite().visitAs("newAdmin").get(consolePaths.home);
  assert.equal(answer.headers.get("location"), "/staff/password");
});

Deno.test("POST /console/products/:id shows the form again with what was typed and what is wrong", async () => {
  const saved: unknown[] = [];
  const problems = [
    { field: "slug", problem: "영문 소문자로 입력해 주십시오." },
    { field: "period:vat-tax-base", problem: "기간 규칙을 읽을 수 없습니다." },
  ];
  const visitor = startTestSite({
    institution: {
      saveProduct: (_institution, product) => {
        saved.push(product);
        return Promise.reject(named("ProductInvalidError", { problems }));
      },
    },
  }).visitAs("institutionAdmin");
  await visitor.get(consolePaths.home);
  const answer = await visitor.post(consolePaths.product(PRODUCT_ID), {
    name: "새 이름",
    slug: "New Slug",
    documents: "vat-tax-base",
    "period:vat-tax-base": "last 99 halves",
    "required:vat-tax-base": "on",
  });
  const text = await answer.text();
  assert.equal(answer.status, 422);
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /2곳을 확인해 주십시오/);
  assert.match(text, /value="New Slug"/);
  assert.match(text, /href="#field-period:vat-tax-base"/);
  assert.match(text, /id="field-period:vat-tax-base"/);
  assert.match(text, /<option value="last 99 halves" selected/);
  assert.deepEqual(saved, [{
    id: PRODUCT_ID,
    name: "새 이름",
    slug: "New Slug",
    description: "",
    active: false,
    submitterTypes: [],
    documents: [{
      documentCode: "vat-tax-base",
      periodExpression: "last 99 halves",
      periodChangeable: false,
      required: true,
    }],
  }]);
});

Deno.test("POST /console/settings refuses days outside the range and keeps them", async () => {
  const visitor = startTestSite().visitAs("institutionAdmin");
  await visitor.get(consolePaths.settings);
  for (const retentionDays of ["0", "3651", "1e2", "열흘"]) {
    const answer = await visitor.post(consolePaths.settings, { retentionDays });
    assert.equal(answer.status, 422, retentionDays);
    assert.ok((await answer.text()).includes(`value="${retentionDays}"`), retentionDays);
  }
});

Deno.test("POST /console/integration/keys shows the key once, and says what is missing", async () => {
  const visitor = startTestSite({
    institution: { createApiKey: () => Promise.resolve({ id: ID, key: "mk_once_only" }) },
  }).visitAs("institutionAdmin");
  await visitor.get(consolePaths.integration);
  const missing = await visitor.post(consolePaths.apiKeys, { name: "" });
  assert.equal(missing.status, 422);
  const made = await (await visitor.post(consolePaths.apiKeys, { name: "심사" })).text();
  assert.match(made, /API 키는 지금 한 번만 보여 드립니다/);
  assert.match(made, /mk_once_only/);
  const later = await (await visitor.get(consolePaths.integration)).text();
  assert.doesNotMatch(later, /mk_once_only/);
});

Deno.test("POST /console/integration/webhook keeps a refused address and says what is wanted", async () => {
  const visitor = startTestSite({
    institution: { setWebhook: () => Promise.reject(named("WebhookAddressError")) },
  }).visitAs("institutionAdmin");
  await visitor.get(consolePaths.integration);
  const answer = await visitor.post(consolePaths.webhook, {
    url: "http://10.0.0.1/",
    active: "on",
  });
  const text = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(text, /value="http:\/\/10\.0\.0\.1\/"/);
  assert.match(text, /공개된 https 주소를 입력해 주십시오/);
});

Deno.test("GET /console/documents/:id passes on who looks and why", async () => {
  const actors: unknown[] = [];
  const visitor = startTestSite({
    institution: {
      documentPdf: (_institution, _document, actor) => {
        actors.push(actor);
        return Promise.resolve({ fileName: "a.pdf", pdf: new Uint8Array([37]), sha256: "ab" });
      },
    },
  }).visitAs("institutionAdmin");
  await visitor.get(`${consolePaths.documentPdf(ID)}?reason=followUp`);
  await visitor.get(`${consolePaths.documentPdf(ID)}?reason=constructor`);
  assert.deepEqual(
    actors.map((actor) => (actor as { reason: string }).reason),
    ["사후관리", "심사"],
  );
});
