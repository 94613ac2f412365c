import assert from "node:assert/strict";
import { openTestApi, type TestApi } from "../../testing/debit_api.ts";
import { DUE_DATE } from "../../testing/debit_world.ts";
import { answerOnce } from "./answer_once.ts";
import { debitApiTable } from "./routes.ts";

const instruction = {
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

Deno.test("twenty requests at once with one key add one instruction and get one answer", async () => {
  await using api = await openTestApi();
  const path = `/customers/${api.one.ids.customer}/instructions`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => api.post(path, instruction, { once: "k-1" })),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  const replayed = answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true");
  assert.equal(replayed.length, 19);
  const { body } = await api.get(`/customers/${api.one.ids.customer}`);
  assert.equal(body.instructions.length, 2);
});

Deno.test("a key is of one input, and of one merchant", async () => {
  await using api = await openTestApi();
  const body = (tenant: "one" | "two", name: string) => ({
    contractId: api[tenant].ids.contract,
    number: "N1",
    name,
    kind: "individual",
    mobile: "010-2222-3333",
  });
  const first = await api.post("/customers", body("one", "이바다"), { once: "same" });
  assert.equal(first.status, 201);
  const again = await api.post("/customers", body("one", "이바다"), { once: "same" });
  assert.deepEqual(again.body, first.body);
  const other = await api.post("/customers", body("one", "이산"), { once: "same" });
  assert.deepEqual([other.status, other.body.error.code], [409, "idempotency_conflict"]);
  const elsewhere = await api.post("/orders/withdrawals", { orderIds: [] }, { once: "same" });
  assert.equal(elsewhere.status, 409);
  const stranger = await api.post("/customers", body("two", "이강"), {
    once: "same",
    key: api.two.key,
  });
  assert.equal(stranger.status, 201);
  assert.notEqual(stranger.body.id, first.body.id);
});

Deno.test("a refusal is answered again as it was; a fault of ours is tried anew", async () => {
  await using api = await openTestApi();
  const { kernel } = api.site;
  const taken = {
    contractId: api.one.ids.contract,
    number: "C0001",
    name: "가",
    kind: "individual",
  };
  for (const expected of [null, "true"]) {
    const { status, body, headers } = await api.post("/customers", taken, { once: "refused" });
    assert.deepEqual([status, body.error.code], [409, "customer_number_taken"]);
    assert.equal(body.error.field, "number");
    assert.equal(headers.get("idempotency-replayed"), expected);
  }
  const call = { merchantId: api.one.merchantId, key: "fault", input: 1 };
  const fault = new TypeError("Cannot go on");
  await assert.rejects(answerOnce(kernel, call, working(() => Promise.reject(fault))), fault);
  const after = await answerOnce(kernel, call, working(() => Promise.resolve(1)));
  assert.deepEqual(after, { answer: { status: 200, body: { value: 1 } }, isReplayed: false });
});

/** Work of a test, whose faults are all ours. */
function working(work: () => Promise<unknown>) {
  return {
    work,
    answerOf: (value: unknown) => ({ status: 200, body: { value } }),
    refusalOf: () => undefined,
  };
}

/** Adds an organisation, as work that can be counted. */
function adding(api: TestApi, name: string, before?: () => Promise<void>) {
  return async () => {
    await before?.();
    return await api.site.kernel.transaction(async (tx) => {
      await api.site.auth.staff.createOrganisation(tx, { name });
      return name;
    });
  };
}

async function countOf({ site: { kernel } }: TestApi, name: string): Promise<number> {
  const rows = await kernel.database.db.selectFrom("auth.organisation" as never).selectAll()
    .where("name" as never, "=", name as never).execute();
  return rows.length;
}

/** Ends as a killed process does: what was committed stays, and nothing more is done. */
const killed = () => new Promise<never>(() => {});

Deno.test("killed before the commit nothing is done, and after ten minutes the call does it once", async () => {
  await using api = await openTestApi();
  const { kernel, test } = api.site;
  const call = { merchantId: api.one.merchantId, key: "before", input: 1 };
  const isReached = Promise.withResolvers<void>();
  answerOnce(
    kernel,
    call,
    working(adding(api, "새 기관", () => {
      isReached.resolve();
      return killed();
    })),
  );
  await isReached.promise;
  test.clock.advance(11 * 60_000);
  const again = await answerOnce(kernel, call, working(adding(api, "새 기관")));
  assert.deepEqual(again, {
    answer: { status: 200, body: { value: "새 기관" } },
    isReplayed: false,
  });
  assert.equal(await countOf(api, "새 기관"), 1);
});

Deno.test("killed after the commit the answer is there: the call never does it again", async () => {
  await using api = await openTestApi();
  const { kernel, test } = api.site;
  const call = { merchantId: api.one.merchantId, key: "after", input: 1 };
  const isCommitted = Promise.withResolvers<void>();
  const add = adding(api, "새 기관");
  answerOnce(
    kernel,
    call,
    working(async () => {
      await add();
      isCommitted.resolve();
      return await killed();
    }),
  );
  await isCommitted.promise;
  for (const minutes of [0, 11]) {
    test.clock.advance(minutes * 60_000);
    const again = await answerOnce(kernel, call, working(add));
    assert.deepEqual(again, {
      answer: { status: 200, body: { value: "새 기관" } },
      isReplayed: true,
    });
  }
  assert.equal(await countOf(api, "새 기관"), 1);
});

Deno.test("an error while the answer is kept takes the work back", async () => {
  await using api = await openTestApi();
  const { kernel } = api.site;
  const call = { merchantId: api.one.merchantId, key: "between", input: 1 };
  const fault = new TypeError("Cannot go on");
  const broken = {
    ...working(adding(api, "새 기관")),
    answerOf: () => {
      throw fault;
    },
  };
  await assert.rejects(answerOnce(kernel, call, broken), fault);
  assert.equal(await countOf(api, "새 기관"), 0);
  await answerOnce(kernel, call, working(adding(api, "새 기관")));
  assert.equal(await countOf(api, "새 기관"), 1);
});

Deno.test("one that was only slow finds that it was given up, and does nothing", async () => {
  await using api = await openTestApi();
  const { kernel, test } = api.site;
  const call = { merchantId: api.one.merchantId, key: "slow", input: 1 };
  const isReached = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  const slow = answerOnce(
    kernel,
    call,
    working(adding(api, "새 기관", () => {
      isReached.resolve();
      return mayGoOn.promise;
    })),
  );
  await isReached.promise;
  test.clock.advance(11 * 60_000);
  const quick = await answerOnce(kernel, call, working(adding(api, "새 기관")));
  mayGoOn.resolve();
  await assert.rejects(slow, { name: "CallUnderWayError" });
  assert.equal(await countOf(api, "새 기관"), 1);
  const last = await answerOnce(kernel, call, working(adding(api, "새 기관")));
  assert.deepEqual(last, { ...quick, isReplayed: true });
});

Deno.test("each acting route keeps its answer in the transaction of its work", async () => {
  await using api = await openTestApi();
  const { kernel, debit } = api.site;
  const bodies = bodiesOf(api.one.ids);
  const acting = debitApiTable(debit).filter(({ method }) => method === "POST");
  assert.deepEqual(acting.map(({ operationId }) => operationId).sort(), Object.keys(bodies).sort());
  for (const route of acting) {
    const { id = "", body } = bodies[route.operationId]!;
    const kept: unknown[] = [];
    const call = { merchantId: api.one.merchantId, actor: "api:test", id, query: {}, body };
    const value = await kernel.withLastStep((_tx, told) => {
      kept.push(told);
      return Promise.resolve();
    }, () => route.work(call));
    assert.deepEqual(kept, [value], route.operationId);
  }
});

/** One after the other: what the first adds, the last takes back. */
function bodiesOf(
  ids: TestApi["one"]["ids"],
): Record<string, { id?: string; body: Readonly<Record<string, unknown>> }> {
  const { holderIdentity, ...terms } = instruction;
  return {
    createCustomer: {
      body: {
        contractId: ids.contract,
        number: "N1",
        name: "이바다",
        kind: "individual",
        mobile: "010-2222-3333",
        grade: "",
        representative: "",
        phone: "",
        email: "",
        industryCode: "",
        region: "",
        postcode: "",
        address: "",
        addressDetail: "",
      },
    },
    addInstruction: {
      id: ids.customer,
      body: {
        ...terms,
        holderIdentity,
        limitWon: 500_000n,
        monthlyWon: 100_000n,
        discountRate: 0,
        manager: "",
      },
    },
    requestOrders: {
      body: {
        contractId: ids.contract,
        dueDate: DUE_DATE,
        withArrears: false,
        instructionIds: "all",
      },
    },
    withdrawOrders: { body: { orderIds: [ids.order] } },
    retryOrders: { body: { contractId: ids.contract, orderIds: [], date: DUE_DATE } },
    replayEvents: { id: ids.endpoint, body: { since: new Date("2026-11-01T00:00:00Z") } },
  };
}
