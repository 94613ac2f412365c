import assert from "node:assert/strict";
import { createLogger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import {
  createOutbound,
  type OutboundClient,
  OutboundError,
  type OutboundFailure,
  type OutboundPolicy,
} from "./outbound.ts";

type Answer = (request: Request, callCount: number) => Response | Promise<Response>;

interface Peer extends AsyncDisposable {
  readonly origin: string;
  readonly client: OutboundClient;
  readonly counted: string[];
  readonly lines: string[];
  callCount(): number;
  advance(ms: number): void;
}

function peerThat(answer: Answer, policy: Partial<OutboundPolicy> = {}): Peer {
  let callCount = 0;
  let movedMs = 0;
  const counted: string[] = [];
  const lines: string[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request) => answer(request, ++callCount),
  );
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const nowMs = () => performance.now() + movedMs;
  const outbound = createOutbound({
    config: { sandboxUrl: "" },
    clock: { now: () => new Date(nowMs()), monotonic: nowMs },
    log: createLogger({ level: "debug", write: (line) => lines.push(line) }),
    metrics: countingMetrics(counted),
  });
  return {
    origin,
    client: outbound.client({
      name: "agency",
      origins: [origin],
      timeoutMs: 2_000,
      responseBytesMax: 1_000,
      retryCountMax: 2,
      ...policy,
    }),
    counted,
    lines,
    callCount: () => callCount,
    advance: (ms) => movedMs += ms,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function countingMetrics(counted: string[]): Metrics {
  return {
    count: (_name, _help, labels) => counted.push(`${labels?.peer} ${labels?.outcome}`),
    gauge: () => {},
    observe: () => {},
    onScrape: () => {},
    text: () => Promise.resolve(""),
  };
}

function failsWith(failure: OutboundFailure): (error: unknown) => boolean {
  return (error) => error instanceof OutboundError && error.failure === failure;
}

Deno.test("request() sends method, headers and body and gives the whole answer", async () => {
  await using peer = peerThat(async (request) =>
    Response.json({
      method: request.method,
      kind: request.headers.get("x-kind"),
      body: await request.text(),
    })
  );
  const answer = await peer.client.request({
    method: "POST",
    url: `${peer.origin}/v1?a=1`,
    headers: { "x-kind": "test" },
    body: new TextEncoder().encode("본문"),
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json(), { method: "POST", kind: "test", body: "본문" });
  assert.deepEqual(peer.counted, ["agency 2xx"]);
});

Deno.test("request() calls no other origin, whatever the URL looks like", async () => {
  await using peer = peerThat(() => new Response("reached"));
  const { port } = new URL(peer.origin);
  const others = [
    `http://localhost:${port}/`,
    `https://127.0.0.1:${port}/`,
    "http://127.0.0.1:1/",
    `http://user:pass@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}@evil.example/`,
    "/relative",
  ];
  for (const url of others) {
    await assert.rejects(peer.client.request({ method: "GET", url }), failsWith("notAllowed"), url);
  }
  assert.equal(peer.callCount(), 0);
});

Deno.test("request() hands a redirect back and does not follow it", async () => {
  await using peer = peerThat(() =>
    new Response(null, { status: 302, headers: { location: "http://127.0.0.1:1/" } })
  );
  const answer = await peer.client.request({ method: "GET", url: peer.origin });
  assert.equal(answer.status, 302);
  assert.equal(peer.callCount(), 1);
});

Deno.test("request() retries an idempotent call on 503 until it is answered", async () => {
  await using peer = peerThat((_request, callCount) =>
    callCount < 3 ? new Response("later", { status: 503 }) : new Response("done")
  );
  const call = { method: "GET", url: peer.origin, idempotent: true } as const;
  assert.equal((await peer.client.request(call)).text(), "done");
  assert.deepEqual(peer.counted, ["agency 5xx", "agency 5xx", "agency 2xx"]);
});

Deno.test("request() gives the last answer when the retries are used up", async () => {
  await using peer = peerThat(() => new Response("down", { status: 500 }));
  const call = { method: "GET", url: peer.origin, idempotent: true } as const;
  assert.equal((await peer.client.request(call)).status, 500);
  assert.equal(peer.callCount(), 3);
});

Deno.test("request() sends a call that is not idempotent once", async () => {
  await using peer = peerThat(() => new Response("down", { status: 503 }));
  assert.equal((await peer.client.request({ method: "POST", url: peer.origin })).status, 503);
  assert.equal(peer.callCount(), 1);
});

Deno.test("request() waits as long as Retry-After asks", async () => {
  await using peer = peerThat((_request, callCount) =>
    callCount === 1
      ? new Response("slow down", { status: 429, headers: { "retry-after": "1" } })
      : new Response("done")
  );
  const startedAtMs = performance.now();
  const call = { method: "GET", url: peer.origin, idempotent: true } as const;
  assert.equal((await peer.client.request(call)).text(), "done");
  assert.ok(performance.now() - startedAtMs >= 1_000);
});

Deno.test("request() hands a 429 back whose Retry-After is too far away", async () => {
  await using peer = peerThat(() =>
    new Response("", { status: 429, headers: { "retry-after": "3600" } })
  );
  const call = { method: "GET", url: peer.origin, idempotent: true } as const;
  assert.equal((await peer.client.request(call)).status, 429);
  assert.equal(peer.callCount(), 1);
});

Deno.test("request() times out, also while the body trickles", async () => {
  await using peer = peerThat((request) => {
    if (!request.url.endsWith("/trickle")) {
      return new Promise((resolve) => setTimeout(() => resolve(new Response("late")), 400));
    }
    return new Response(trickle({ everyMs: 30, count: 20 }));
  });
  for (const path of ["/", "/trickle"]) {
    await assert.rejects(
      peer.client.request({ method: "GET", url: peer.origin + path, timeoutMs: 150 }),
      failsWith("timeout"),
      path,
    );
  }
});

Deno.test("request() stops reading at the size cap, announced or not", async () => {
  await using peer = peerThat((request) =>
    request.url.endsWith("/stream")
      ? new Response(trickle({ everyMs: 1, count: 200 }))
      : new Response(new Uint8Array(1_001))
  );
  for (const path of ["/", "/stream"]) {
    await assert.rejects(
      peer.client.request({ method: "GET", url: peer.origin + path }),
      failsWith("tooLarge"),
      path,
    );
  }
});

Deno.test("request() ends when the caller gives up, also between two tries", async () => {
  await using peer = peerThat(() =>
    new Response("", { status: 503, headers: { "retry-after": "20" } })
  );
  const giveUp = new AbortController();
  setTimeout(() => giveUp.abort(), 100);
  const call = {
    method: "GET",
    url: peer.origin,
    idempotent: true,
    signal: giveUp.signal,
  } as const;
  await assert.rejects(peer.client.request(call), failsWith("aborted"));
  await assert.rejects(peer.client.request(call), failsWith("aborted"));
});

Deno.test("an error status of one system behind a gateway does not open the gateway's breaker", async () => {
  await using peer = peerThat(() => new Response("", { status: 503 }), { isGateway: true });
  const call = { method: "POST", url: peer.origin } as const;
  for (let count = 0; count < 6; count++) await peer.client.request(call);
  assert.equal(peer.client.breaker().open, false);
});

Deno.test("the breaker of a host opens after five failures and closes after a good try", async () => {
  let isDown = true;
  await using peer = peerThat(() => new Response("", { status: isDown ? 500 : 200 }));
  const call = { method: "POST", url: peer.origin } as const;
  for (let count = 0; count < 5; count++) await peer.client.request(call);
  assert.equal(peer.client.breaker().open, true);
  await assert.rejects(peer.client.request(call), failsWith("breakerOpen"));
  assert.equal(peer.callCount(), 5, "an open breaker sends nothing");
  isDown = false;
  peer.advance(15_000);
  assert.equal((await peer.client.request(call)).status, 200);
  assert.deepEqual(peer.client.breaker(), { open: false, failureCount: 0 });
});

Deno.test("request() tells a refused connection without the URL's query", async () => {
  const peer = peerThat(() => new Response());
  await peer[Symbol.asyncDispose]();
  const call = { method: "GET", url: `${peer.origin}/secret-path?token=abcdef` } as const;
  await assert.rejects(peer.client.request(call), (error: Error) => {
    assert.ok(failsWith("refused")(error));
    assert.match(error.message, /at "127\.0\.0\.1:\d+": .*[Cc]onnect/);
    assert.doesNotMatch(error.message, /secret-path|abcdef/);
    return true;
  });
  assert.doesNotMatch(peer.lines.join("\n"), /secret-path|abcdef/);
});

function trickle({ everyMs, count }: { everyMs: number; count: number }): ReadableStream {
  let timer: ReturnType<typeof setInterval> | undefined;
  return new ReadableStream({
    start(controller) {
      let sent = 0;
      timer = setInterval(() => {
        controller.enqueue(new Uint8Array(10));
        if (++sent < count) return;
        clearInterval(timer);
        controller.close();
      }, everyMs);
    },
    cancel() {
      clearInterval(timer);
    },
  });
}
