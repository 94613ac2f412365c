import assert from "node:assert/strict";
import type { Kernel } from "@maru/kernel";
import { testKernel } from "@maru/kernel/testing";
import { createNotifications } from "./create_notifications.ts";
import {
  PhoneInvalidError,
  ProviderUnavailableError,
  TemplateValueMissingError,
} from "./errors.ts";
import type {
  DeliveryStatus,
  MessageProvider,
  OutgoingMessage,
  SendAnswer,
} from "./message_provider.ts";
import type { MessageRequest, Notifications } from "./notifications.ts";

const PHONE = "01098765432";
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

const started: MessageRequest = {
  key: "submission:1:started",
  template: "submission.started",
  phone: PHONE,
  values: {
    name: "홍길동",
    institution: "한빛보증재단",
    product: "운전자금",
    count: "7",
    reference: "M26-7K3Q-91",
    url: "https://maru.example/oneclick",
  },
};

/** A provider whose answers the test writes down beforehand. */
function scriptedProvider() {
  const sent: OutgoingMessage[] = [];
  const statuses = new Map<string, DeliveryStatus["state"]>();
  const script = {
    sent,
    statuses,
    findCount: 0,
    /** What happens instead of plain acceptance. */
    onSend: (_message: OutgoingMessage): SendAnswer | undefined => undefined,
    /** What the provider remembers when it is asked by key. */
    onFind: (_key: string): DeliveryStatus | undefined => undefined,
  };
  const provider: MessageProvider = {
    send(message) {
      const answer = script.onSend(message);
      if (answer !== undefined) return Promise.resolve(answer);
      sent.push(message);
      return Promise.resolve({ state: "accepted", providerId: `p-${message.key}` });
    },
    find({ key }) {
      script.findCount += 1;
      return Promise.resolve(script.onFind(key));
    },
    statusOf: (providerId) =>
      Promise.resolve({ providerId, state: statuses.get(providerId) ?? "pending" }),
    readReceipt: (receipt) => (receipt as { messageId: string }[]).map((item) => item.messageId),
  };
  return { script, provider };
}

type Script = ReturnType<typeof scriptedProvider>["script"];

interface World {
  readonly kernel: Kernel;
  readonly notifications: Notifications;
  readonly script: Script;
  readonly lines: string[];
  /** Moves the clock and lets all that is due happen. */
  pass(ms: number): Promise<void>;
  send(request: MessageRequest): Promise<void>;
}

async function withWorld(now: string, work: (world: World) => Promise<void>): Promise<void> {
  const lines: string[] = [];
  await using test = await testKernel({
    modules: ["kernel", "notifications"],
    now: new Date(now),
    onLogLine: (line) => lines.push(line),
  });
  const { kernel, clock } = test;
  const { script, provider } = scriptedProvider();
  const notifications = createNotifications({ kernel, provider });
  await work({
    kernel,
    notifications,
    script,
    lines,
    async pass(ms) {
      clock.advance(ms);
      await test.runTicks();
      await test.drain();
    },
    send: (request) => kernel.transaction((tx) => notifications.send(tx, request)),
  });
}

async function hopsOf(notifications: Notifications): Promise<string[]> {
  const [entry] = await notifications.log({ limit: 1 });
  return entry?.hops.map((hop) => `${hop.channel} ${hop.state}`) ?? [];
}

Deno.test("send() goes out as 알림톡, and the receipt ends it as delivered", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ notifications, script, pass, send }) => {
    await send(started);
    await pass(0);
    assert.equal(script.sent.length, 1);
    assert.equal(script.sent[0]?.channel, "alimtalk");
    assert.match(script.sent[0]?.text ?? "", /홍길동님, 한빛보증재단에 제출하실 서류 7건/);
    assert.equal(script.sent[0]?.template?.variables.url, "https://maru.example/oneclick");
    const [{ providerId }] = [{ providerId: `p-${script.sent[0]?.key}` }];
    script.statuses.set(providerId, "delivered");
    await notifications.receive([{ messageId: providerId }]);
    await pass(0);
    const [entry] = await notifications.log({ limit: 1 });
    assert.equal(entry?.state, "delivered");
    assert.equal(entry?.phoneMasked, "010-****-5432");
    assert.deepEqual(await hopsOf(notifications), [
      "alimtalk pending",
      "alimtalk sent",
      "alimtalk delivered",
    ]);
  });
});

Deno.test("send() with a used key sends nothing more", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ notifications, script, pass, send }) => {
    await send(started);
    await send({ ...started, values: { ...started.values, count: "8" } });
    await pass(0);
    await pass(MINUTE_MS);
    assert.equal(script.sent.length, 1);
    assert.equal((await notifications.log({ limit: 10 })).length, 1);
  });
});

Deno.test("send() leaves no message when the caller's transaction rolls back", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ kernel, notifications, script, pass }) => {
    await assert.rejects(
      kernel.transaction(async (tx) => {
        await notifications.send(tx, started);
        throw new Error("the business failed");
      }),
      /the business failed/,
    );
    await pass(0);
    assert.equal(script.sent.length, 0);
    assert.deepEqual(await notifications.log({ limit: 10 }), []);
  });
});

Deno.test("a refused 알림톡 goes out as a text message at once", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ notifications, script, pass, send }) => {
    script.onSend = (message) =>
      message.channel === "alimtalk" ? { state: "refused", failure: "1042" } : undefined;
    await send(started);
    await pass(0);
    assert.deepEqual(script.sent.map((message) => message.channel), ["sms"]);
    assert.equal(
      script.sent[0]?.text,
      "[마루] 한빛보증재단 서류 7건 제출을 시작했습니다. 접수번호 M26-7K3Q-91",
    );
    assert.deepEqual((await hopsOf(notifications)).slice(0, 3), [
      "alimtalk pending",
      "alimtalk failed",
      "sms pending",
    ]);
  });
});

Deno.test("an 알림톡 without a receipt is replaced after five minutes and not before", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ notifications, script, pass, send }) => {
    await send(started);
    await pass(0);
    await pass(4 * MINUTE_MS + 50 * SECOND_MS);
    assert.deepEqual(script.sent.map((message) => message.channel), ["alimtalk"]);
    await pass(10 * SECOND_MS);
    assert.deepEqual(script.sent.map((message) => message.channel), ["alimtalk", "sms"]);
    script.statuses.set(`p-${script.sent[1]?.key}`, "delivered");
    await pass(10 * SECOND_MS);
    const [entry] = await notifications.log({ limit: 1 });
    assert.equal(entry?.state, "delivered");
    assert.equal(entry?.hops[2]?.failure, "no receipt in five minutes");
  });
});

Deno.test("after an unknown outcome the provider is asked by key before sending again", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ notifications, script, pass, send }) => {
    script.onSend = (message) => {
      script.sent.push(message);
      throw new ProviderUnavailableError("timeout after the work was done");
    };
    await send(started);
    await pass(0);
    assert.equal(script.findCount, 0);
    script.onFind = (key) => ({ providerId: `late-${key}`, state: "pending" });
    await pass(MINUTE_MS);
    assert.equal(script.sent.length, 1);
    assert.equal(script.findCount, 1);
    assert.deepEqual(await hopsOf(notifications), ["alimtalk pending", "alimtalk sent"]);
  });
});

Deno.test("a provider that is down is tried again until it is up", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ script, pass, send }) => {
    let tryCount = 0;
    script.onSend = () => {
      tryCount += 1;
      throw new ProviderUnavailableError("connection refused");
    };
    await send(started);
    await pass(0);
    await pass(SECOND_MS);
    assert.equal(tryCount, 1, "the second try waits for its backoff");
    for (let minute = 0; minute < 5; minute++) await pass(MINUTE_MS);
    assert.ok(tryCount >= 3 && tryCount <= 6, `tried ${tryCount} times in five minutes`);
    script.onSend = () => undefined;
    await pass(10 * MINUTE_MS);
    assert.equal(script.sent.length, 1);
  });
});

Deno.test("an opt-out that comes after the request is still heeded", async () => {
  await withWorld("2026-11-20T03:00:00Z", async (world) => {
    const { kernel, notifications, script, pass, send } = world;
    await send(started);
    await kernel.transaction(async (tx) => {
      await notifications.optOut(tx, { phone: PHONE, kind: "INFO", channel: "alimtalk" });
      await notifications.optOut(tx, { phone: "010-9876-5432", kind: "INFO", channel: "sms" });
    });
    await pass(0);
    assert.equal(script.sent.length, 0);
    assert.equal((await notifications.log({ limit: 1 }))[0]?.state, "suppressed");
    await kernel.transaction((tx) =>
      notifications.optIn(tx, { phone: PHONE, kind: "INFO", channel: "sms" })
    );
    await send({ ...started, key: "another" });
    await pass(0);
    assert.deepEqual(script.sent.map((message) => message.channel), ["sms"]);
  });
});

Deno.test("a text message with characters that carriers do not know is refused", async () => {
  await withWorld("2026-11-20T03:00:00Z", async (world) => {
    const { kernel, notifications, script, pass, send } = world;
    await kernel.transaction((tx) =>
      notifications.optOut(tx, { phone: PHONE, kind: "INFO", channel: "alimtalk" })
    );
    await send({ ...started, values: { ...started.values, institution: "Café 재단" } });
    await send({ ...started, key: "b", values: { ...started.values, institution: "재단 🎉" } });
    await pass(0);
    assert.equal(script.sent.length, 1);
    assert.match(script.sent[0]?.text ?? "", /Cafe 재단/);
    const [refused] = await notifications.log({ text: "b", limit: 1 });
    assert.equal(refused?.state, "failed");
    assert.equal(refused?.hops.at(-1)?.failure, "CharactersOutsideEucKrError");
  });
});

Deno.test("advertising waits for the morning and never goes by 알림톡", async () => {
  await withWorld("2026-11-20T12:30:00Z", async ({ kernel, script, pass, send }) => {
    await kernel.transaction(async (tx) => {
      await tx.withSchema("notifications").insertInto("template" as never).values({
        code: "renewal.offer",
        version: 1,
        kind: "AD",
        title: "갱신 안내",
        body: "(광고)[마루] #{name}님 갱신 안내 무료수신거부 080-000-0000",
        provider_template: "NONE",
        approval: "approved",
      } as never).execute();
    });
    await send({ key: "ad", template: "renewal.offer", values: { name: "홍길동" }, phone: PHONE });
    await pass(0);
    await pass(10 * 60 * MINUTE_MS);
    assert.equal(script.sent.length, 0, "07:30 in Seoul is still quiet");
    await pass(31 * MINUTE_MS);
    assert.deepEqual(script.sent.map((message) => message.channel), ["sms"]);
  });
});

Deno.test("send() refuses a missing value and a wrong phone", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ notifications, send }) => {
    await assert.rejects(
      send({ ...started, values: { name: "홍길동" } }),
      TemplateValueMissingError,
    );
    await assert.rejects(send({ ...started, phone: "0212345678" }), PhoneInvalidError);
    assert.match(await notifications.preview(started.template, started.values), /■ 접수번호: M26/);
  });
});

Deno.test("phones and values stand neither in the log nor in the tables", async () => {
  await withWorld("2026-11-20T03:00:00Z", async ({ kernel, lines, pass, send }) => {
    await send(started);
    await pass(0);
    const rows = await kernel.database.db.withSchema("notifications")
      .selectFrom("message" as never).selectAll().execute();
    for (const text of [JSON.stringify(rows), lines.join("\n")]) {
      assert.ok(!text.includes(PHONE) && !text.includes("홍길동"));
    }
  });
});
