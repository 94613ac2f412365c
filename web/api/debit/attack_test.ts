import assert from "node:assert/strict";
import { openTestApi } from "../../testing/debit_api.ts";
import { TEST_ORIGIN } from "../../testing.ts";

Deno.test("hostile bodies are refused with an error in JSON, and never break the server", async () => {
  await using api = await openTestApi();
  const { contract, customer } = api.one.ids;
  const person = { contractId: contract, number: "N1", name: "가", kind: "individual" };
  const bodies: readonly [string, unknown, number][] = [
    ["/customers", "{", 400],
    ["/customers", "null", 422],
    ["/customers", "[]", 422],
    ["/customers", "[".repeat(100_000), 400],
    ["/customers", `{"__proto__": {"contractId": "${contract}"}}`, 422],
    ["/customers", { ...person, name: "a\u0000b" }, 422],
    ["/customers", { ...person, name: "\ud800" }, 422],
    ["/customers", { ...person, name: "가".repeat(100_000) }, 422],
    ["/customers", { ...person, merchantId: api.two.merchantId }, 422],
    ["/customers", { ...person, kind: ["individual"] }, 422],
    ["/customers", { ...person, identity: "9001011234567" }, 422],
    ["/customers", { ...person, contractId: "' or 1=1 --" }, 422],
    [`/customers/${customer}/instructions`, '{"limitWon": 1e400}', 422],
    [`/customers/${customer}/instructions`, { limitWon: 0.5, monthlyWon: "1", dueDay: -1 }, 422],
    ["/orders", { contractId: contract, dueDate: "2026-02-30", instructionIds: "all" }, 422],
    ["/orders", { contractId: contract, dueDate: "2026-11-25", instructionIds: "none" }, 422],
    ["/orders", { contractId: contract, dueDate: "2099-11-25", instructionIds: "all" }, 409],
    ["/orders", { contractId: contract, dueDate: "2026-11-19", instructionIds: "all" }, 409],
    ["/orders/withdrawals", { orderIds: Array(10_001).fill(contract) }, 422],
    ["/orders/withdrawals", "x".repeat(1_100_000), 413],
    [`/webhooks/${contract}/replays`, {}, 422],
    [`/webhooks/${contract}/replays`, { since: "2026-13-45T99:00:00Z" }, 422],
    ["/customers/nothing/instructions", {}, 404],
  ];
  for (const [path, body, expected] of bodies) {
    const { status, body: told } = await api.post(path, body);
    assert.equal(status, expected, `${path} ${JSON.stringify(body).slice(0, 80)}`);
    assert.doesNotMatch(JSON.stringify(told), /9001011234567|stack|debit\./);
  }
  assert.equal((await api.get("/customers")).body.total, 1);
});

Deno.test("problems come all together, each with its field", async () => {
  await using api = await openTestApi();
  const { contract } = api.one.ids;
  const { body } = await api.post("/orders", {
    contractId: contract,
    dueDate: "tomorrow",
    instructionIds: [contract, "x"],
    more: 1,
  });
  assert.equal(body.error.code, "invalid_input");
  assert.deepEqual(body.error.problems, [
    { field: "more", reason: "unknown" },
    { field: "dueDate", reason: "notADate" },
    { field: "instructionIds[1]", reason: "notAnId" },
  ]);
});

Deno.test("queries outside their range are refused, whatever they hold", async () => {
  await using api = await openTestApi();
  for (
    const query of [
      "limit=0",
      "limit=201",
      "limit=1.5",
      "limit=1&limit=2",
      "after=x",
      "after=01a1fb1b-0000-7000-8000-000000000000",
      "state=other",
      "unknown=1",
      "descending=1",
    ]
  ) {
    const { status, body } = await api.get(`/customers?${query}`);
    assert.ok(status === 422 || status === 400, `${query}: ${status}`);
    assert.equal(typeof body.error.code, "string");
  }
  for (const after of ["x", "AAAA", btoa("x".repeat(60))]) {
    assert.equal((await api.get(`/orders?after=${after}`)).status, 400, after);
  }
  assert.equal((await api.get("/settlements?from=2020-01-01&to=2026-01-01")).status, 422);
});

Deno.test("without a live key of a merchant there is one answer, and cookies are none", async () => {
  await using api = await openTestApi();
  const { integration } = api.site.debit;
  const { merchantId } = api.one;
  const made = await integration.createKey(merchantId, { name: "alt", actor: "test" });
  assert.equal((await api.get("/customers", made.key)).status, 200);
  await integration.revokeKey(merchantId, { id: made.id, actor: "test" });
  for (const key of ["", "x", made.key, api.one.key.slice(0, -1), `${api.one.key}x`]) {
    const { status, body } = await api.get("/customers", key);
    assert.deepEqual([status, body.error.code], [401, "unauthorized"]);
  }
});

Deno.test("what acts needs a key of its own and JSON", async () => {
  await using api = await openTestApi();
  const ask = async (headers: Record<string, string>) => {
    const response = await api.site.app.request(
      `${TEST_ORIGIN}/api/v1/debit/orders/withdrawals`,
      {
        method: "POST",
        headers: { "Authorization": `Bearer ${api.one.key}`, ...headers },
        body: JSON.stringify({ orderIds: [api.one.ids.order] }),
      },
    );
    return (await response.json()).error.code;
  };
  const json = { "Content-Type": "application/json" };
  assert.equal(await ask(json), "idempotency_key_missing");
  assert.equal(
    await ask({ ...json, "Idempotency-Key": "x".repeat(201) }),
    "idempotency_key_missing",
  );
  assert.equal(await ask({ "Idempotency-Key": "k" }), "unsupported_media_type");
  const { body } = await api.get(`/orders/${api.one.ids.order}`);
  assert.equal(body.state, "waiting");
});

Deno.test("a key that asks too often is told when to come again", async () => {
  await using api = await openTestApi();
  const answers: number[] = [];
  for (let count = 0; count < 610; count++) {
    answers.push((await api.get("/openapi.json", "")).status);
  }
  assert.ok(answers.every((status) => status === 200), "the document is not counted");
  let last = await api.get("/customers?limit=x");
  for (let count = 0; count < 610 && last.status !== 429; count++) {
    last = await api.get("/customers?limit=x");
  }
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get("retry-after")) > 0);
  assert.equal(typeof last.body.error.code, "string");
});
