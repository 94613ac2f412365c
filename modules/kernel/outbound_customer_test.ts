import assert from "node:assert/strict";
import { createClock } from "./clock.ts";
import { createLogger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { createOutbound, type Outbound, OutboundError, type OutboundFailure } from "./outbound.ts";

const SILENT: Metrics = {
  count: () => {},
  gauge: () => {},
  observe: () => {},
  onScrape: () => {},
  text: () => Promise.resolve(""),
};

function outboundOf(
  { demo = false, names = {} }: { demo?: boolean; names?: Record<string, string[]> } = {},
): Outbound {
  return createOutbound({
    config: { sandboxUrl: demo ? "http://127.0.0.1:8002" : "" },
    clock: createClock({ sandboxUrl: "" }),
    log: createLogger({ level: "error" }),
    metrics: SILENT,
    resolve: (hostname) => {
      const addresses = names[hostname];
      return addresses ? Promise.resolve(addresses) : Promise.reject(new Error("no such name"));
    },
  });
}

function failsWith(failure: OutboundFailure): (error: unknown) => boolean {
  return (error) => error instanceof OutboundError && error.failure === failure;
}

const NAMES = {
  "hooks.example": ["93.184.215.14", "2606:4700::1111"],
  "inside.example": ["10.1.2.3"],
  "half.example": ["93.184.215.14", "127.0.0.1"],
  "mapped.example": ["::ffff:169.254.169.254"],
  "empty.example": [],
  "localhost": ["127.0.0.1", "::1"],
};

Deno.test("checkCustomerAddress() takes public https addresses", async () => {
  const outbound = outboundOf({ names: NAMES });
  for (
    const url of [
      "https://hooks.example/in?x=1",
      "https://8.8.8.8:8443/",
      "https://[2606:4700::1]/",
    ]
  ) {
    await outbound.checkCustomerAddress(url);
  }
});

Deno.test("checkCustomerAddress() refuses private places in every spelling", async () => {
  const outbound = outboundOf({ names: NAMES });
  const refused = [
    "http://hooks.example/",
    "ftp://hooks.example/",
    "https://user@hooks.example/",
    "https://:pass@hooks.example/",
    "not a url",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://１２７.０.０.１/",
    "https://0/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[fe80::1]/",
    "https://localhost/",
    "https://inside.example/",
    "https://half.example/",
    "https://mapped.example/",
    "https://empty.example/",
  ];
  for (const url of refused) {
    await assert.rejects(outbound.checkCustomerAddress(url), failsWith("notAllowed"), url);
    const call = outbound.postToCustomer({ method: "POST", url }, 1_000);
    await assert.rejects(call, failsWith("notAllowed"), url);
  }
  await assert.rejects(
    outbound.checkCustomerAddress("https://nowhere.example/"),
    failsWith("refused"),
  );
});

Deno.test("checkCustomerAddress() beside the sandbox takes http and private places, not metadata", async () => {
  const outbound = outboundOf({ demo: true, names: NAMES });
  for (const url of ["http://localhost:8002/hook", "http://10.0.0.1/", "https://[::1]/"]) {
    await outbound.checkCustomerAddress(url);
  }
  for (const url of ["http://169.254.169.254/", "https://mapped.example/", "http://0.0.0.0/"]) {
    await assert.rejects(outbound.checkCustomerAddress(url), failsWith("notAllowed"), url);
  }
});

Deno.test("postToCustomer() goes to the pinned address under the URL's name", async () => {
  const seen: string[] = [];
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      seen.push(`${request.method} ${request.url} ${request.headers.get("x-sign")}`);
      return new Response(`got ${await request.text()}`, {
        status: 307,
        headers: { location: "http://127.0.0.1:1/" },
      });
    },
  );
  const { port } = server.addr;
  let resolveCount = 0;
  const outbound = createOutbound({
    config: { sandboxUrl: "http://127.0.0.1:8002" },
    clock: createClock({ sandboxUrl: "" }),
    log: createLogger({ level: "error" }),
    metrics: SILENT,
    // A name that changes its address between check and call must not get the second one.
    resolve: () => Promise.resolve(++resolveCount === 1 ? ["127.0.0.1"] : ["169.254.169.254"]),
  });
  const url = `http://hooks.example:${port}/in?x=1`;
  const headers = { "x-sign": "abc", host: "other.example" };
  const answer = await outbound.postToCustomer(
    { method: "POST", url, headers, body: "본문" },
    2_000,
  );
  assert.equal(answer.status, 307, "a redirect is an answer");
  assert.equal(answer.text(), "got 본문");
  assert.deepEqual(seen, [`POST http://hooks.example:${port}/in?x=1 abc`]);
  assert.equal(resolveCount, 1);
});

Deno.test("postToCustomer() names the host in the TLS greeting and trusts no plain answer", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const greeting = (async () => {
    const connection = await listener.accept();
    const buffer = new Uint8Array(4_096);
    const length = await connection.read(buffer) ?? 0;
    await connection.write(
      new TextEncoder().encode("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
    );
    connection.close();
    listener.close();
    return new TextDecoder("latin1").decode(buffer.subarray(0, length));
  })();
  const outbound = outboundOf({ demo: true, names: { "hooks.example": ["127.0.0.1"] } });
  const url = `https://hooks.example:${listener.addr.port}/in`;
  const call = outbound.postToCustomer({ method: "POST", url, body: "secret body" }, 2_000);
  await assert.rejects(call, failsWith("refused"));
  const text = await greeting;
  assert.ok(text.includes("hooks.example"), "the server name goes out");
  assert.ok(!text.includes("secret body"));
});

Deno.test("postToCustomer() times out, stops at the size cap and gives up when told", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request) =>
      new URL(request.url).pathname === "/big"
        ? new Response(new Uint8Array(70_000))
        : new Promise((resolve) => setTimeout(() => resolve(new Response("late")), 500)),
  );
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const outbound = outboundOf({ demo: true });
  const post = (path: string, signal?: AbortSignal) =>
    outbound.postToCustomer(
      { method: "POST", url: origin + path, ...(signal ? { signal } : {}) },
      200,
    );
  await assert.rejects(post("/big"), failsWith("tooLarge"));
  await assert.rejects(post("/slow"), failsWith("timeout"));
  await assert.rejects(post("/slow", AbortSignal.timeout(50)), failsWith("aborted"));
  await assert.rejects(post("/slow", AbortSignal.abort()), failsWith("aborted"));
});

Deno.test("postToCustomer() tells a refused connection from an answer", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  const call = outboundOf({ demo: true })
    .postToCustomer({ method: "POST", url: `http://127.0.0.1:${port}/` }, 1_000);
  await assert.rejects(call, failsWith("refused"));
});

Deno.test("postToCustomer() lets no line end into its headers", async () => {
  const outbound = outboundOf({ demo: true });
  const headers = { "x-a": "1\r\nx-b: 2" };
  const call = outbound.postToCustomer(
    { method: "POST", url: "http://127.0.0.1:1/", headers },
    500,
  );
  await assert.rejects(call, failsWith("refused"));
});
