import assert from "node:assert/strict";
import { createTestContext } from "../test_context.ts";
import { createMessageRoutes } from "./routes.ts";
import { ask, authorizationOf, demoChannel, demoSender } from "./test_requests.ts";

const template = {
  templateId: "submission-started",
  content: "[마루] #{name}님, 서류 #{count}건의 발급을 시작했습니다.",
  buttons: [{ buttonName: "진행 보기", buttonType: "WL", linkMo: "https://maru.example/s/#{id}" }],
};
const kakao = { pfId: demoChannel, templateId: template.templateId };

async function started(options: { readonly dataDirectory?: string } = {}) {
  const context = createTestContext(options);
  const app = createMessageRoutes(context, { deliverAfterMs: 0, reportWaitMs: 1 });
  await ask(app, {
    method: "PUT",
    path: "/sandbox/messages/templates",
    body: { templates: [template] },
  });
  return { context, app };
}

function sendMany(app: ReturnType<typeof createMessageRoutes>, messages: unknown[], more = {}) {
  return ask(app, {
    path: "/messages/v4/send-many/detail",
    body: { messages, showMessageList: true, ...more },
  });
}

const alimtalk = {
  to: "01000000001",
  from: demoSender,
  kakaoOptions: { ...kakao, variables: { "#{name}": "김하늘", "#{count}": "3", "#{id}": "a1" } },
};

Deno.test("the provider refuses a wrong key, a wrong signature, an old date and a replay", async () => {
  const { app } = await started();
  const header = authorizationOf({ salt: "once-and-not-again" });
  const cases: [string | undefined, string | undefined][] = [
    [undefined, "InvalidAuthorization"],
    [header.replace("NCS", "NOT"), "InvalidAPIKey"],
    [authorizationOf({ secret: "another" }), "SignatureDoesNotMatch"],
    [authorizationOf({ date: "2026-11-20T11:44:00+09:00" }), "RequestTimeTooSkewed"],
    [authorizationOf({ date: "2026-11-20T11:46:00+09:00" }), undefined],
    [header, undefined],
    [header, "DuplicatedSignature"],
  ];
  for (const [value, errorCode] of cases) {
    const headers: Record<string, string> = value === undefined ? {} : { Authorization: value };
    const response = await app.request("/cash/v1/balance", { headers });
    assert.equal(response.status, errorCode === undefined ? 200 : 403, errorCode ?? "");
    assert.equal((await response.json()).errorCode, errorCode);
  }
});

Deno.test("the provider takes a date of the machine's clock while the demo's is elsewhere", async () => {
  const { app, context } = await started();
  context.clock.set(86_400_000);
  const get = async (date: string) =>
    (await app.request("/cash/v1/balance", {
      headers: { Authorization: authorizationOf({ date }) },
    })).status;
  assert.equal(await get("2026-11-20T03:00:00Z"), 200);
  assert.equal(await get("2026-11-21T03:00:00Z"), 200);
  assert.equal(await get("2026-11-22T03:00:00Z"), 403);
});

Deno.test("an 알림톡 with an approved template arrives with its values put in", async () => {
  const { app, context } = await started();
  const { body } = await sendMany(app, [alimtalk]);
  assert.deepEqual(body.failedMessageList, []);
  assert.equal(body.groupInfo.count.registeredSuccess, 1);
  const { body: inbox } = await ask(app, { path: "/sandbox/inbox?phone=010-0000-0001" });
  assert.equal(inbox.messages[0].text, "[마루] 김하늘님, 서류 3건의 발급을 시작했습니다.");
  assert.equal(inbox.messages[0].channel, "kakao");
  assert.equal(inbox.messages[0].buttons[0].linkMo, "https://maru.example/s/a1");
  assert.deepEqual(context.journaled.map(({ kind }) => kind), [
    "message-accepted",
    "message-delivered",
  ]);
});

Deno.test("an 알림톡 whose text is not the approved one is refused by its code", async () => {
  const { app } = await started();
  await ask(app, {
    method: "PUT",
    path: "/sandbox/messages/templates",
    body: { templateId: "under-review", content: "검수 중", status: "INSPECTING" },
  });
  const cases: [Record<string, unknown>, string][] = [
    [{ ...alimtalk, text: "[마루] 김하늘님, 서류 3건이 준비되었습니다." }, "1043"],
    [{ ...alimtalk, kakaoOptions: { ...kakao, variables: { "#{name}": "김하늘" } } }, "1043"],
    [{ ...alimtalk, kakaoOptions: { ...kakao, templateId: "nobody-knows" } }, "1042"],
    [{ ...alimtalk, kakaoOptions: { ...kakao, templateId: "under-review" } }, "1042"],
    [{ ...alimtalk, kakaoOptions: { ...kakao, pfId: "another" } }, "1041"],
  ];
  for (const [message, statusCode] of cases) {
    const { body } = await sendMany(app, [message]);
    assert.equal(body.failedMessageList[0].statusCode, statusCode);
  }
});

Deno.test("text messages are counted in EUC-KR and sent from registered numbers only", async () => {
  const { app } = await started();
  const text = (length: number) => "가".repeat(Math.floor(length / 2)) + "a".repeat(length % 2);
  const cases: [Record<string, unknown>, string | undefined][] = [
    [{ type: "SMS", text: text(90) }, undefined],
    [{ type: "SMS", text: text(91) }, "1031"],
    [{ type: "LMS", text: text(2000) }, undefined],
    [{ type: "LMS", text: text(2001) }, "1031"],
    [{ type: "SMS", text: "좋아요 😀" }, "1029"],
    [{ type: "SMS", text: "안내", subject: "제목" }, "1013"],
    [{ type: "LMS", text: "안내", subject: "제".repeat(21) }, "1014"],
    [{ type: "SMS", text: "안내", from: "01099998888" }, "1062"],
    [{ type: "SMS", text: "" }, "1010"],
    [{ type: "FAX", text: "안내" }, "1025"],
    [{ type: "SMS", text: "안내", kakaoOptions: kakao }, "1033"],
    [{ text: "안내", to: "1234" }, "1011"],
  ];
  for (const [message, statusCode] of cases) {
    const { body } = await sendMany(app, [{ to: "01000000002", from: demoSender, ...message }]);
    assert.equal(
      body.failedMessageList[0]?.statusCode,
      statusCode,
      JSON.stringify(message).slice(0, 80),
    );
  }
});

Deno.test("a number twice in one request is refused unless duplicates are allowed", async () => {
  const { app } = await started();
  const message = { to: "01000000003", from: demoSender, text: "안내" };
  const { body } = await sendMany(app, [message, message]);
  assert.deepEqual(body.failedMessageList.map((item: { statusCode: string }) => item.statusCode), [
    "1026",
  ]);
  const allowed = await sendMany(app, [message, message], { allowDuplicates: true });
  assert.deepEqual(allowed.body.failedMessageList, []);
});

Deno.test("without Kakao a text message goes in its place, unless the sender forbids it", async () => {
  const { app } = await started();
  const fault = { kind: "no-kakao", phone: alimtalk.to, remainingCount: 2 };
  await ask(app, { path: "/sandbox/messages/faults", body: fault });
  const replaced = await sendMany(app, [alimtalk]);
  const forbidden = await sendMany(app, [{
    ...alimtalk,
    kakaoOptions: { ...alimtalk.kakaoOptions, disableSms: true },
  }]);
  const { body } = await ask(app, { path: "/messages/v4/list" });
  const state = (answer: typeof replaced) => body.messageList[answer.body.messageList[0].messageId];
  assert.deepEqual(
    [state(replaced).statusCode, state(replaced).replacement, state(replaced).type],
    ["4000", true, "SMS"],
  );
  assert.deepEqual([
    state(forbidden).statusCode,
    state(forbidden).replacement,
    state(forbidden).type,
  ], ["3104", false, "ATA"]);
  assert.equal((await sendMany(app, [alimtalk])).body.groupInfo.countForCharge.ata["82"], 1);
});

Deno.test("reports go to the webhook with the secret's hash until they are taken", async () => {
  const { app } = await started();
  const reports: { readonly secret: string | null; readonly statusCode: string }[] = [];
  const server = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    const [report] = await request.json();
    reports.push({ secret: request.headers.get("X-Solapi-Secret"), statusCode: report.statusCode });
    return new Response(null, { status: reports.length < 3 ? 500 : 200 });
  });
  const url = `http://127.0.0.1:${server.addr.port}/`;
  await ask(app, { path: "/webhook/v1/outgoing", body: { url, secret: "webhook-secret" } });
  await sendMany(app, [alimtalk]);
  await server.shutdown();
  assert.equal(reports.length, 3);
  // printf webhook-secret | sha1sum
  assert.equal(reports[0]!.secret, "38abc48c1eb5838519ab0372fbf38f1eb0f3f73c");
  assert.equal(reports[2]!.statusCode, "4000");
});

Deno.test("the panel's failures of the service show as the provider's own", async () => {
  const { app, context } = await started();
  context.faults.add({ kind: "down", service: "messages", remainingCount: 1 });
  assert.equal((await sendMany(app, [alimtalk])).status, 503);
  context.faults.add({ kind: "error-after-work", service: "messages", remainingCount: 1 });
  assert.equal((await sendMany(app, [alimtalk])).status, 500);
  const { body } = await ask(app, { path: "/sandbox/inbox" });
  assert.equal(body.messages.length, 1, "the one that answered 500 was sent all the same");
});

Deno.test("a scheduled group waits for its time and goes when the clock is moved", async () => {
  const { app, context } = await started();
  const { body } = await sendMany(app, [alimtalk], { scheduledDate: "2026-11-21T10:00:00+09:00" });
  assert.equal(body.groupInfo.status, "SCHEDULED");
  assert.equal((await ask(app, { path: "/sandbox/inbox" })).body.messages.length, 0);
  context.clock.set(86_400_000);
  await ask(app, { path: "/messages/v4/list" });
  assert.equal((await ask(app, { path: "/sandbox/inbox" })).body.messages.length, 1);
});

Deno.test("the list is found by number, state and the older criteria, page by page", async () => {
  const { app } = await started();
  for (const last of [1, 2, 3]) {
    await sendMany(app, [{ to: `0100000010${last}`, from: demoSender, text: "안내" }]);
  }
  const count = async (query: string) =>
    Object.keys((await ask(app, { path: `/messages/v4/list?${query}` })).body.messageList).length;
  assert.equal(await count("to=01000000102"), 1);
  assert.equal(await count("criteria=to,statusCode&cond=eq,eq&value=01000000102,4000"), 1);
  assert.equal(await count("criteria=statusCode&cond=ne&value=4000"), 0);
  assert.equal(await count("startDate=2026-11-21T00:00:00Z"), 0);
  const first = (await ask(app, { path: "/messages/v4/list?limit=2" })).body;
  assert.equal(await count(`limit=2&startKey=${first.nextKey}`), 1);
});

Deno.test("messages and templates are still there after a restart", async () => {
  const { app, context } = await started();
  await sendMany(app, [alimtalk]);
  const again = createMessageRoutes(createTestContext({ dataDirectory: context.dataDirectory }));
  assert.equal((await ask(again, { path: "/sandbox/inbox" })).body.messages.length, 1);
  assert.equal(
    (await ask(again, { path: "/kakao/v2/templates" })).body.templateList[0].status,
    "APPROVED",
  );
});

Deno.test("the inbox shows a phone, and never a script that somebody sent", async () => {
  const { app } = await started();
  const text = "<script>alert(1)</script>";
  await sendMany(app, [alimtalk, { to: alimtalk.to, from: demoSender, text }], {
    allowDuplicates: true,
  });
  const shown = await (await app.request("/inbox/010-0000-0001")).text();
  assert.match(shown, /알림톡 도착/);
  assert.match(shown, /&lt;script&gt;/);
  assert.ok(!shown.includes(text));
});
