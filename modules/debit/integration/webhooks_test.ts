import assert from "node:assert/strict";
import { othersEnded, type TestKernel, testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import { tables } from "../tables.ts";
import { createIntegrationDesk } from "./create_integration_desk.ts";
import { deliverEvents } from "./deliver_events.ts";
import { IntegrationNotFoundError, WebhookUrlError } from "./errors.ts";
import { forgetSecrets } from "./forget_secrets.ts";
import { createEventLog } from "./event_log.ts";
import type { IntegrationDesk } from "./integration_desk.ts";

const START = new Date("2026-11-20T01:00:00Z");
const ACTOR = "staff:test";
/** Of the one test that waits for it. */
const TIMEOUT_MS = 2_000;

interface Message {
  readonly headers: Headers;
  readonly text: string;
  /** Of the events, in their order. */
  readonly numbers: readonly number[];
}

/** A merchant's server: it keeps what it is sent, and answers what the test says. */
interface Endpoint extends AsyncDisposable {
  readonly url: string;
  readonly messages: Message[];
  answer: () => Response | Promise<Response>;
}

function openEndpoint(): Endpoint {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const text = await request.text();
    const { events = [] } = text === "" ? {} : JSON.parse(text);
    const numbers = events.map(({ data }: { data: { number: number } }) => data.number);
    endpoint.messages.push({ headers: request.headers, text, numbers });
    return await endpoint.answer();
  });
  const endpoint: Endpoint = {
    url: `http://127.0.0.1:${server.addr.port}/hooks`,
    messages: [],
    answer: () => new Response(null, { status: 204 }),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return endpoint;
}

interface World extends AsyncDisposable {
  readonly test: TestKernel;
  readonly desk: IntegrationDesk;
  readonly merchantId: string;
  save(url: string, id?: string): ReturnType<IntegrationDesk["saveEndpoint"]>;
  /** Events by number; returns their ids. */
  tell(...numbers: number[]): Promise<string[]>;
  deliver(timeoutMs?: number): Promise<void>;
  /** Moves the clock and delivers. */
  after(seconds: number): Promise<void>;
}

/** Beside the sandbox endpoints may stand on this machine; `isPublic` is the real world. */
async function openWorld({ isPublic = false } = {}): Promise<World> {
  const test = await testKernel({
    modules: ["kernel", "debit"],
    now: START,
    ...(isPublic ? {} : { sandboxUrl: "http://127.0.0.1:1" }),
  });
  const { kernel } = test;
  const log = createEventLog({ kernel });
  const desk = createIntegrationDesk({ kernel });
  const merchantId = await insertMerchant(test, "10203040");
  const deliver = (timeoutMs?: number) =>
    deliverEvents(kernel, timeoutMs === undefined ? {} : { timeoutMs });
  return {
    test,
    desk,
    merchantId,
    save: (url, id) =>
      desk.saveEndpoint(merchantId, {
        url,
        isActive: true,
        types: [],
        actor: ACTOR,
        ...(id === undefined ? {} : { id }),
      }),
    async tell(...numbers) {
      await kernel.transaction((tx) =>
        log.append(
          tx,
          numbers.map((number) => ({
            merchantId,
            type: "order.collected",
            subjectId: kernel.uuid(),
            data: { number },
          })),
        )
      );
      await othersEnded(kernel);
      const { events } = await desk.events(merchantId, { limit: 1_000 });
      return events.slice(-numbers.length).map(({ id }) => id);
    },
    deliver,
    async after(seconds) {
      test.clock.advance(seconds * 1_000);
      await deliver();
    },
    [Symbol.asyncDispose]: () => test.stop(),
  };
}

async function insertMerchant({ kernel }: TestKernel, number: string): Promise<string> {
  const id = kernel.uuid();
  await tables(kernel.database.db).insertInto("merchant").values({
    id,
    number,
    name: "한빛학원",
    business_number: `12${number}`,
    receivable_account_id: kernel.uuid(),
    payable_account_id: kernel.uuid(),
    cash_account_id: kernel.uuid(),
    created_at: START,
  }).execute();
  return id;
}

/** As Standard Webhooks tells receivers to check it, by WebCrypto. */
async function isSigned({ headers, text }: Message, secret: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(secret.replace("whsec_", "")), (one) => one.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const signed = `${headers.get("webhook-id")}.${headers.get("webhook-timestamp")}.${text}`;
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(signed));
  const wanted = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
  return headers.get("webhook-signature")?.split(" ").includes(wanted) ?? false;
}

Deno.test("events reach an endpoint in their order, signed with its secret, once", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  const { secret = "" } = await world.save(endpoint.url);
  await world.tell(1, 2, 3);
  await world.deliver();
  await world.deliver();
  assert.deepEqual(endpoint.messages.map(({ numbers }) => numbers), [[1, 2, 3]]);
  const [message] = endpoint.messages;
  assert.ok(await isSigned(message!, secret));
  assert.ok(!await isSigned({ ...message!, text: `${message!.text} ` }, secret));
  assert.equal(message!.headers.get("webhook-timestamp"), String(START.getTime() / 1_000));
  assert.match(message!.headers.get("content-type") ?? "", /^application\/json/);
  const [row] = await world.desk.endpoints(world.merchantId);
  assert.equal(row?.lastDelivery?.status, "delivered");
});

Deno.test("a broken endpoint is called after longer and longer pauses, with the same message, and new events wait", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  endpoint.answer = () => new Response("broken", { status: 500 });
  await world.save(endpoint.url);
  await world.tell(1, 2);
  await world.deliver();
  await world.tell(3);
  for (const [pause, calls] of [[4, 1], [1, 2], [29, 2], [1, 3], [119, 3], [1, 4]] as const) {
    await world.after(pause);
    assert.equal(endpoint.messages.length, calls, `${pause} s later`);
  }
  endpoint.answer = () => new Response();
  await world.after(600);
  assert.deepEqual(endpoint.messages.map(({ numbers }) => numbers), [
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [3],
  ]);
  const names = endpoint.messages.map(({ headers }) => headers.get("webhook-id"));
  assert.equal(new Set(names.slice(0, 5)).size, 1);
  assert.equal(new Set(names).size, 2);
  const deliveries = await world.desk.deliveries(world.merchantId, { limit: 9 });
  assert.deepEqual(deliveries.map(({ state, attemptCount }) => [state, attemptCount]), [
    ["delivered", 1],
    ["delivered", 5],
    ["delivered", 5],
  ]);
});

Deno.test("after three days without an answer an event is given up, and told again when asked", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  endpoint.answer = () => new Response(null, { status: 404 });
  const { id: endpointId } = await world.save(endpoint.url);
  const [eventId] = await world.tell(1);
  for (let hour = 0; hour < 80; hour++) await world.after(3_600);
  const calls = endpoint.messages.length;
  assert.ok(calls < 25, `${calls} calls in three days`);
  const [gone] = await world.desk.deliveries(world.merchantId, { limit: 1 });
  assert.deepEqual([gone?.state, gone?.answer], ["gaveUp", 404]);
  await world.after(24 * 3_600);
  assert.equal(endpoint.messages.length, calls);
  endpoint.answer = () => new Response();
  const count = await world.desk.replay(world.merchantId, { endpointId, eventId, actor: ACTOR });
  assert.equal(count, 1);
  await world.deliver();
  assert.deepEqual(endpoint.messages.at(-1)?.numbers, [1]);
  assert.equal(endpoint.messages.length, calls + 1);
});

Deno.test("events since an instant are told again in their order; unknown ones and strangers' are not found", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  const { desk, merchantId } = world;
  const { id: endpointId } = await world.save(endpoint.url);
  await world.tell(1);
  world.test.clock.advance(60_000);
  const since = world.test.kernel.clock.now();
  const [eventId] = await world.tell(2, 3);
  await world.deliver();
  assert.equal(await desk.replay(merchantId, { endpointId, since, actor: ACTOR }), 2);
  await world.deliver();
  assert.deepEqual(endpoint.messages.map(({ numbers }) => numbers), [[1, 2, 3], [2, 3]]);
  const stranger = await insertMerchant(world.test, "50607080");
  const unknown = world.test.kernel.uuid();
  for (
    const replay of [
      () => desk.replay(merchantId, { endpointId: unknown, since, actor: ACTOR }),
      () => desk.replay(merchantId, { endpointId, eventId: unknown, actor: ACTOR }),
      () => desk.replay(stranger, { endpointId, eventId, actor: ACTOR }),
      () => desk.rotateSecret(stranger, { id: endpointId, actor: ACTOR }),
    ]
  ) await assert.rejects(replay(), IntegrationNotFoundError);
  await world.deliver();
  assert.equal(endpoint.messages.length, 2);
});

Deno.test("a new secret signs beside the one before for a day; a new address has its own alone", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  const { id, secret: first = "" } = await world.save(endpoint.url);
  const { secret: second } = await world.desk.rotateSecret(world.merchantId, { id, actor: ACTOR });
  const signedBy = async (number: number) => {
    await world.tell(number);
    await world.deliver();
    const message = endpoint.messages.at(-1)!;
    assert.deepEqual(message.numbers, [number]);
    const secrets = { first, second, third };
    const found = await Promise.all(
      Object.entries(secrets).map(async ([name, each]) =>
        await isSigned(message, each) ? name : ""
      ),
    );
    return found.filter((name) => name !== "");
  };
  let third = first;
  assert.notEqual(first, second);
  assert.equal((await world.save(endpoint.url, id)).secret, undefined);
  third = second;
  assert.deepEqual(await signedBy(1), ["first", "second", "third"]);
  world.test.clock.advance(24 * 3_600_000);
  third = "whsec_AAAA";
  assert.deepEqual(await signedBy(2), ["second"]);
  await world.desk.rotateSecret(world.merchantId, { id, actor: ACTOR });
  third = (await world.save(`${endpoint.url}/new`, id)).secret ?? "";
  assert.deepEqual(await signedBy(3), ["third"]);
  const { rows } = await sql<{ text: string }>`
    select secret_sealed || coalesce(previous_secret_sealed, '') as text
    from debit.webhook_endpoint`.execute(world.test.kernel.database.db);
  assert.doesNotMatch(rows[0]!.text, /whsec_/);
});

Deno.test("a secret that was exchanged is destroyed after its day, and not before", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  const { kernel } = world.test;
  const { id } = await world.save(endpoint.url);
  const { previousUntil } = await world.desk.rotateSecret(world.merchantId, { id, actor: ACTOR });
  assert.equal(previousUntil.getTime(), START.getTime() + 24 * 3_600_000);
  const kept = async () => {
    await forgetSecrets(kernel);
    const { rows: [row] } = await sql<{ isKept: boolean }>`
      select previous_secret_sealed is not null as "isKept" from debit.webhook_endpoint`
      .execute(kernel.database.db);
    const [listed] = await world.desk.endpoints(world.merchantId);
    assert.equal(listed?.previousSecretUntil !== undefined, row?.isKept);
    return row?.isKept;
  };
  assert.equal(await kept(), true);
  world.test.clock.advance(24 * 3_600_000 - 1);
  assert.equal(await kept(), true);
  world.test.clock.advance(1);
  assert.equal(await kept(), false);
});

Deno.test("faults of ours with several endpoints are told together, each by its endpoint", async () => {
  await using world = await openWorld();
  await using good = openEndpoint();
  const broken = [
    await world.save("http://127.0.0.1:9/one"),
    await world.save("http://127.0.0.1:9/two"),
  ].map(({ id }) => id);
  await world.save(good.url);
  await sql`update debit.webhook_endpoint set secret_sealed = 'broken'
    where id = any(${broken}::uuid[])`.execute(world.test.kernel.database.db);
  await world.tell(1);
  await assert.rejects(world.deliver(), (error) => {
    assert.ok(error instanceof AggregateError);
    assert.equal(error.errors.length, 2);
    for (const id of broken) assert.ok(error.message.includes(id), error.message);
    return true;
  });
  assert.deepEqual(good.messages.map(({ numbers }) => numbers), [[1]]);
});

Deno.test("addresses inside the house are refused when they are typed", async () => {
  await using world = await openWorld({ isPublic: true });
  for (
    const url of [
      "http://93.184.215.14/hooks",
      "https://127.0.0.1/hooks",
      "https://localhost/hooks",
      "https://[::1]/hooks",
      "https://[::ffff:10.0.0.1]/hooks",
      "https://10.0.0.1/hooks",
      "https://192.168.0.10/hooks",
      "https://169.254.169.254/latest/meta-data",
      "https://2130706433/hooks",
      "https://0x7f.1/hooks",
      "https://user:word@93.184.215.14/hooks",
      "ftp://93.184.215.14/hooks",
      "javascript:alert(1)",
      "",
      `https://93.184.215.14/${"x".repeat(2_000)}`,
    ]
  ) {
    await assert.rejects(world.save(url), (error) => {
      assert.ok(error instanceof WebhookUrlError, url);
      assert.doesNotMatch(error.message, /\/hooks|meta-data/, "the path may hold a secret");
      return true;
    });
  }
  await world.save("https://93.184.215.14/hooks");
  assert.equal((await world.desk.endpoints(world.merchantId)).length, 1);
});

Deno.test("an address that has moved inside the house since it was typed is not called", async () => {
  await using world = await openWorld({ isPublic: true });
  await using inside = openEndpoint();
  await world.save("https://93.184.215.14/hooks");
  await sql`update debit.webhook_endpoint set url = ${inside.url}`
    .execute(world.test.kernel.database.db);
  await world.tell(1);
  await world.deliver();
  assert.equal(inside.messages.length, 0);
  const { rows: [delivery] } = await sql<{ state: string; failure: string }>`
    select state, failure from debit.webhook_delivery`.execute(world.test.kernel.database.db);
  assert.deepEqual(delivery, { state: "pending", failure: "notAllowed" });
});

Deno.test("a redirect is a failure, and nobody goes where it leads", async () => {
  await using world = await openWorld();
  await using endpoint = openEndpoint();
  await using elsewhere = openEndpoint();
  endpoint.answer = () => new Response(null, { status: 307, headers: { location: elsewhere.url } });
  await world.save(endpoint.url);
  await world.tell(1);
  await world.deliver();
  assert.deepEqual([endpoint.messages.length, elsewhere.messages.length], [1, 0]);
  const [delivery] = await world.desk.deliveries(world.merchantId, { limit: 1 });
  assert.deepEqual([delivery?.state, delivery?.answer], ["pending", 307]);
});

Deno.test("an endpoint that does not answer is left, and holds up nobody else", async () => {
  await using world = await openWorld();
  await using slow = openEndpoint();
  await using quick = openEndpoint();
  const isOver = Promise.withResolvers<void>();
  slow.answer = async () => {
    await isOver.promise;
    return new Response();
  };
  let answeredAt = 0;
  quick.answer = () => {
    answeredAt = performance.now();
    return new Response();
  };
  await world.save(slow.url);
  await world.save(quick.url);
  // A secret that cannot be opened is a fault of ours with one endpoint alone.
  const { id: broken } = await world.save("http://127.0.0.1:9/hooks");
  await sql`update debit.webhook_endpoint set secret_sealed = 'broken' where id = ${broken}`
    .execute(world.test.kernel.database.db);
  await world.tell(1);
  const startedAt = performance.now();
  await assert.rejects(world.deliver(TIMEOUT_MS));
  const endedAt = performance.now();
  isOver.resolve();
  assert.deepEqual([slow.messages.length, quick.messages.length], [1, 1]);
  assert.ok(answeredAt - startedAt < TIMEOUT_MS, "the quick one did not wait for the slow one");
  assert.ok(endedAt - startedAt >= TIMEOUT_MS);
  const found = await world.desk.deliveries(world.merchantId, { limit: 9 });
  const stateOf = (url: string) => found.find((each) => each.url === url)?.state;
  assert.deepEqual([stateOf(slow.url), stateOf(quick.url)], ["pending", "delivered"]);
});
