import assert from "node:assert/strict";
import type { SubmitterDesk } from "@maru/submission";
import { named } from "../test_site/desks.ts";
import { startTestSite } from "../test_site/site.ts";
import { RUNNING_ID } from "../test_site/submissions.ts";
import { pageFaults } from "../testing.ts";
import { submitPaths } from "./submit_paths.ts";

const PRODUCT = submitPaths.product("working-capital");

Deno.test("submitRoutes() sends strangers to the login and back", async () => {
  const site = startTestSite();
  for (
    const path of [
      submitPaths.history,
      submitPaths.welcome,
      submitPaths.client,
      submitPaths.submission(RUNNING_ID),
    ]
  ) {
    const answer = await site.visitAs().get(path);
    assert.equal(answer.status, 303, path);
    assert.equal(answer.headers.get("location"), `/login?return=${encodeURIComponent(path)}`);
  }
});

Deno.test("submitRoutes() tells a superseded session LOGIN-999 and offers the login", async () => {
  const site = startTestSite();
  const answer = await site.visitAs("superseded").get(submitPaths.history);
  const text = await answer.text();
  assert.equal(answer.status, 409);
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /\[LOGIN-999\] 통합인증\(중복 로그인\) 오류입니다/);
  assert.match(text, /href="\/login"[^>]*>다시 로그인/);
});

Deno.test("submitRoutes() asks a newcomer for consent and a tax agent for the client first", async () => {
  const site = startTestSite();
  const here = encodeURIComponent(PRODUCT);
  const newcomer = await site.visitAs("newcomer").get(PRODUCT);
  assert.equal(newcomer.headers.get("location"), `${submitPaths.welcome}?return=${here}`);
  const agent = await site.visitAs("taxAgent").get(PRODUCT);
  assert.equal(agent.headers.get("location"), `${submitPaths.client}?return=${here}`);
});

Deno.test("POST /oneclick/welcome wants every consent, and records them in their versions", async () => {
  const given: unknown[] = [];
  const site = startTestSite({
    consents: { record: (_tx, input) => Promise.resolve(void given.push(input.given)) },
  });
  const visitor = site.visitAs("newcomer");
  await visitor.get(submitPaths.welcome);
  const lacking = await visitor.post(submitPaths.welcome, { service: "on", return: PRODUCT });
  const text = await lacking.text();
  assert.equal(lacking.status, 422);
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /개인정보 수집 및 이용에 동의해 주십시오/);
  assert.match(text, /name="return" value="\/oneclick\/p\/working-capital"/);
  const all = await visitor.post(submitPaths.welcome, {
    service: "on",
    personalData: "on",
    return: PRODUCT,
  });
  assert.equal(all.headers.get("location"), PRODUCT);
  assert.deepEqual(given, [[{ kind: "service", version: 1 }, {
    kind: "personalData",
    version: 1,
  }]]);
});

Deno.test("POST …/submissions passes the request on and answers where it goes on", async () => {
  const asked: Parameters<SubmitterDesk["submit"]>[1][] = [];
  const site = startTestSite({
    submitter: {
      submit: (_session, request) => {
        asked.push(request);
        return Promise.resolve({ submissionId: RUNNING_ID });
      },
    },
  });
  const visitor = site.visitAs("corporation");
  await visitor.get(PRODUCT);
  const answer = await visitor.postJson(`${PRODUCT}/submissions`, {
    idempotencyKey: "key-0123456789abcdef",
    sealedBundle: "s",
    consents: [{ kind: "service", version: 1 }],
    documents: [{ documentCode: "local-tax", periodFrom: "2025", periodTo: "2025", inputs: {} }],
  });
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), { location: submitPaths.submission(RUNNING_ID) });
  assert.equal(asked[0]?.productSlug, "working-capital");
  assert.deepEqual(asked[0]?.documents[0]?.periodFrom, "2025");
});

Deno.test("POST …/submissions names every input that is missing", async () => {
  const fields = [
    { documentCode: "local-tax", field: "city", problem: "missing" },
    { documentCode: "insured-list", field: "workplace", problem: "invalid" },
  ];
  const site = startTestSite({
    submitter: { submit: () => Promise.reject(named("MissingInputError", { fields })) },
  });
  const visitor = site.visitAs("corporation");
  await visitor.get(PRODUCT);
  const answer = await visitor.postJson(`${PRODUCT}/submissions`, {
    idempotencyKey: "key-0123456789abcdef",
    sealedBundle: "s",
    consents: [],
    documents: [],
  });
  assert.equal(answer.status, 422);
  const body = await answer.json();
  assert.equal(body.code, "SUBMIT-422-1");
  assert.deepEqual(body.errors, [
    { field: "local-tax.city", message: "입력해 주십시오." },
    { field: "insured-list.workplace", message: "다시 확인해 주십시오." },
  ]);
});

Deno.test("POST …/submissions refuses a body of another form", async () => {
  const site = startTestSite();
  const visitor = site.visitAs("corporation");
  await visitor.get(PRODUCT);
  for (
    const body of [null, [], { idempotencyKey: 1 }, { idempotencyKey: "key-0123456789abcdef" }]
  ) {
    const answer = await visitor.postJson(`${PRODUCT}/submissions`, body);
    assert.equal(answer.status, 422, JSON.stringify(body));
  }
});
