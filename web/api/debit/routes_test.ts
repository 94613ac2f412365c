import assert from "node:assert/strict";
import { routesOf } from "../../testing/authorization_matrix.ts";
import { openTestApi } from "../../testing/debit_api.ts";
import { DUE_DATE } from "../../testing/debit_world.ts";
import type { ApiProblem } from "./field.ts";
import { debitApiTable } from "./routes.ts";

Deno.test("the OpenAPI document names every route of the API and nothing else", async () => {
  await using api = await openTestApi();
  const { body, status } = await api.get("/openapi.json", "");
  assert.equal(status, 200);
  assert.equal(body.openapi, "3.1.0");
  const documented = Object.entries<object>(body.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) =>
      `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`
    )
  );
  const served = routesOf(api.site.app).map(({ name }) => name)
    .filter((name) => name.includes(" /api/v1/debit/") && !name.endsWith("/openapi.json"));
  assert.deepEqual(documented.toSorted(), served.toSorted());
  assert.equal(documented.length, debitApiTable(api.site.debit).length);
});

Deno.test("every answer is what the document says, and holds no more", async () => {
  await using api = await openTestApi();
  const { ids } = api.one;
  const asked: Readonly<Record<string, string>> = {
    "/customers": "/customers?text=C0001&sort=name&descending=true",
    "/customers/:id": `/customers/${ids.customer}`,
    "/instructions/:id": `/instructions/${ids.instruction}`,
    "/registrations": "/registrations?limit=1",
    "/candidates": `/candidates?contractId=${ids.contract}&dueDate=${DUE_DATE}`,
    "/orders": "/orders?state=waiting&from=2026-11-01",
    "/orders/:id": `/orders/${ids.order}`,
    "/events": "/events?types=order.requested",
    "/settlements": "/settlements?from=2026-11-01&to=2026-11-30",
    "/settlements/:id": `/settlements/${ids.settlement}`,
  };
  const reading = debitApiTable(api.site.debit).filter(({ method }) => method === "GET");
  assert.deepEqual(reading.map(({ path }) => path).toSorted(), Object.keys(asked).toSorted());
  for (const route of reading) {
    const { status, body } = await api.get(asked[route.path]!);
    assert.equal(status, 200, route.path);
    const problems: ApiProblem[] = [];
    route.answer.read(body, { field: "", problems });
    assert.deepEqual(problems, [], route.path);
    if ("rows" in body) assert.ok(body.rows.length > 0, `${route.path} has a row`);
  }
  const { body } = await api.get(asked["/orders/:id"]!);
  assert.equal(body.amountWon, 330_000);
  assert.equal(body.cutoffAt, "2026-11-25T05:00:00.000Z");
  assert.ok(Date.parse(body.resultDueAt) > Date.parse(body.cutoffAt));
});

Deno.test("a list goes on after its cursor until nothing is left", async () => {
  await using api = await openTestApi();
  for (const number of ["A1", "A2", "A3"]) {
    const made = await api.post("/customers", {
      contractId: api.one.ids.contract,
      number,
      name: "이바다",
      kind: "individual",
      mobile: "010-2222-3333",
    });
    assert.equal(made.status, 201);
  }
  const numbers: string[] = [];
  let after = "";
  do {
    const { body } = await api.get(`/customers?limit=3${after && `&after=${after}`}`);
    assert.equal(body.total, 4);
    numbers.push(...body.rows.map((row: { number: string }) => row.number));
    after = body.next ?? "";
  } while (after !== "");
  assert.deepEqual(numbers, ["A1", "A2", "A3", "C0001"]);
});

Deno.test("the list of events goes on after its own events alone, and says what else to do", async () => {
  await using api = await openTestApi();
  const { body: { rows: own } } = await api.get("/events");
  const { body: { rows: others } } = await api.get("/events", api.two.key);
  assert.ok(own.length > 0 && others.length > 0);
  const last = await api.get(`/events?after=${own.at(-1)!.id}`);
  assert.deepEqual([last.status, last.body], [200, { rows: [] }]);
  for (const id of [others[0]!.id, crypto.randomUUID()]) {
    const { status, body } = await api.get(`/events?after=${id}`);
    assert.deepEqual([status, body.error.code], [400, "invalid_cursor"]);
  }
  const { body } = await api.get("/openapi.json", "");
  const operation = Object.values(body.paths["/api/v1/debit/events"]!)[0];
  assert.match(operation.description, /rows의 마지막 id를, .*after에 넣어/);
});

Deno.test("another merchant's ids are found nowhere: not in paths, queries or bodies", async () => {
  await using api = await openTestApi();
  const { ids } = api.two;
  for (
    const path of [
      `/customers/${ids.customer}`,
      `/instructions/${ids.instruction}`,
      `/orders/${ids.order}`,
      `/settlements/${ids.settlement}`,
      `/candidates?contractId=${ids.contract}&dueDate=${DUE_DATE}`,
    ]
  ) {
    const { status, body } = await api.get(path);
    assert.deepEqual([status, body.error.code], [404, "not_found"], path);
  }
  for (
    const path of [`/customers?contractId=${ids.contract}`, `/orders?ids=${ids.order}`]
  ) assert.deepEqual((await api.get(path)).body.rows, [], path);
  const bodies: readonly [string, object][] = [
    [`/customers/${ids.customer}/instructions`, instructionBody()],
    ["/customers", {
      contractId: ids.contract,
      number: "Z",
      name: "가",
      kind: "individual",
      mobile: "010-2222-3333",
    }],
    ["/orders", { contractId: ids.contract, dueDate: DUE_DATE, instructionIds: "all" }],
    ["/orders/withdrawals", { orderIds: [api.one.ids.order, ids.order] }],
    ["/retries", { contractId: ids.contract, orderIds: [ids.order], date: DUE_DATE }],
    [`/webhooks/${ids.endpoint}/replays`, { since: "2026-11-01T00:00:00Z" }],
  ];
  for (const [path, body] of bodies) {
    const answer = await api.post(path, body);
    // A contract among the fields is one of the fields that can be wrong.
    const expected = path === "/customers" ? [422, "invalid_input"] : [404, "not_found"];
    assert.deepEqual([answer.status, answer.body.error.code], expected, path);
  }
  const other = await api.post("/orders", {
    contractId: api.one.ids.contract,
    dueDate: DUE_DATE,
    instructionIds: [ids.instruction],
  });
  assert.deepEqual([other.status, other.body.count], [201, 0]);
  assert.deepEqual(other.body.refused, [{ instructionId: ids.instruction, obstacle: "unknown" }]);
  const { body } = await api.get(`/orders/${ids.order}`, api.two.key);
  assert.equal(body.state, "waiting", "nothing of the other was withdrawn");
});

Deno.test("a day that the contract has not is refused with those that it has", async () => {
  await using api = await openTestApi();
  const { contract, instruction } = api.one.ids;
  const answer = await api.post("/orders", {
    contractId: contract,
    dueDate: "2026-12-17",
    instructionIds: [instruction],
  });
  assert.equal(answer.status, 422);
  const { code, field, dueDays } = answer.body.error;
  assert.deepEqual([code, field, dueDays], ["due_date_not_contracted", "dueDate", [5, 25]]);
});

function instructionBody(): object {
  return {
    itemCode: "tuition",
    limitWon: 500_000,
    monthlyWon: 100_000,
    firstMonth: "2026-11-01",
    dueDay: 25,
    bankCode: "088",
    account: "110-123-456789",
    holder: "김하늘",
    holderIdentity: "900101",
  };
}
