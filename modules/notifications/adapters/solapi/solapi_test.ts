import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { testKernel } from "@maru/kernel/testing";
import { ProviderUnavailableError } from "../../errors.ts";
import type { MessageProvider } from "../../message_provider.ts";
import { createSolapiProvider } from "./solapi.ts";
import { deliveryStatusOf } from "./wire.ts";

const SECRET = "secret-of-the-test";

interface Received {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string;
  readonly body: string;
}

/** Runs against a server that keeps what it got and answers what the test says. */
async function withServer(
  answer: (received: Received) => { status: number; json: unknown },
  work: (provider: MessageProvider, received: Received[]) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (r) => {
    const request = {
      method: r.method,
      url: new URL(r.url),
      authorization: r.headers.get("authorization") ?? "",
      body: await r.text(),
    };
    received.push(request);
    const { status, json } = answer(request);
    return Response.json(json, { status });
  });
  const baseUrl = `http://127.0.0.1:${server.addr.port}`;
  await using test = await testKernel({ modules: ["kernel"], sandboxUrl: baseUrl });
  const config = {
    baseUrl,
    apiKey: "KEY",
    apiSecret: SECRET,
    sender: "15880001",
    channelId: "KA01PF",
  };
  await work(createSolapiProvider({ kernel: test.kernel, config }), received);
}

const alimtalk = {
  key: "m1:alimtalk",
  channel: "alimtalk",
  phone: "01098765432",
  text: "안녕하세요 홍길동님",
  template: { id: "T1", variables: { name: "홍길동" } },
} as const;

const accepted = (messageId: string) => ({
  status: 200,
  json: {
    failedMessageList: [],
    groupInfo: {},
    messageList: [{ messageId, statusCode: "2000", statusMessage: "정상 접수", customFields: {} }],
  },
});

Deno.test("send() speaks send-many/detail with a signature over date and salt", async () => {
  await withServer(() => accepted("M4V1"), async (provider, received) => {
    assert.deepEqual(await provider.send(alimtalk), { state: "accepted", providerId: "M4V1" });
    const [request] = received;
    assert.equal(
      `${request?.method} ${request?.url.pathname}`,
      "POST /messages/v4/send-many/detail",
    );
    const [, key, date, salt, signature] =
      /^HMAC-SHA256 apiKey=(.+), date=(.+), salt=(.+), signature=(.+)$/.exec(
        request?.authorization ?? "",
      ) ?? [];
    assert.equal(key, "KEY");
    assert.equal(
      signature,
      createHmac("sha256", SECRET).update(`${date}${salt}`).digest("hex"),
    );
    const body = JSON.parse(request?.body ?? "");
    assert.deepEqual(body.messages, [{
      to: "01098765432",
      from: "15880001",
      type: "ATA",
      text: "안녕하세요 홍길동님",
      customFields: { key: "m1:alimtalk" },
      kakaoOptions: {
        pfId: "KA01PF",
        templateId: "T1",
        variables: { "#{name}": "홍길동" },
        disableSms: true,
      },
    }]);
  });
});

Deno.test("send() tells a refusal from trouble that passes", async () => {
  const refusal = {
    status: 200,
    json: {
      failedMessageList: [{ messageId: "M", statusCode: "1042", statusMessage: "없는 템플릿" }],
      groupInfo: {},
    },
  };
  await withServer(() => refusal, async (provider) => {
    assert.deepEqual(await provider.send(alimtalk), {
      state: "refused",
      failure: "1042 없는 템플릿",
    });
  });
  for (const status of [403, 429, 500, 503]) {
    const json = { errorCode: "Trouble", errorMessage: "잠시 뒤에" };
    await withServer(() => ({ status, json }), async (provider, received) => {
      await assert.rejects(provider.send(alimtalk), ProviderUnavailableError);
      assert.equal(received.length, 1, "a sending is never repeated by itself");
    });
  }
});

Deno.test("find() looks the key up among the messages of the phone", async () => {
  const list = {
    limit: 100,
    messageList: {
      M1: { messageId: "M1", statusCode: "4000", customFields: { key: "other" } },
      M2: { messageId: "M2", statusCode: "3104", customFields: { key: "m1:alimtalk" } },
    },
  };
  await withServer(() => ({ status: 200, json: list }), async (provider, received) => {
    const since = new Date("2026-11-20T03:00:00Z");
    const query = { channel: "alimtalk", phone: alimtalk.phone, since } as const;
    assert.deepEqual(await provider.find({ ...query, key: "m1:alimtalk" }), {
      providerId: "M2",
      state: "failed",
      failure: "3104",
    });
    assert.equal(await provider.find({ ...query, key: "m2:alimtalk" }), undefined);
    assert.equal(received[0]?.url.searchParams.get("to"), alimtalk.phone);
    assert.equal(received[0]?.url.searchParams.get("startDate"), "2026-11-20T02:58:00.000Z");
  });
});

Deno.test("deliveryStatusOf() reads the provider's codes", () => {
  const stateOf = (statusCode: string) =>
    deliveryStatusOf({ messageId: "M", statusCode, customFields: {} }).state;
  assert.deepEqual(["2000", "3000", "4000", "3104", "3040", "1062"].map(stateOf), [
    "pending",
    "pending",
    "delivered",
    "failed",
    "failed",
    "failed",
  ]);
});

Deno.test("readReceipt() names the messages of a report and ignores all else", async () => {
  await withServer(() => accepted("M"), (provider) => {
    const report = [{ messageId: "M1", statusCode: "4000" }, { messageId: 7 }, null];
    assert.deepEqual(provider.readReceipt(report), ["M1"]);
    assert.deepEqual(provider.readReceipt("<xml/>"), []);
    return Promise.resolve();
  });
});
