import assert from "node:assert/strict";
import { connectDevtools } from "./devtools.ts";
import { within } from "./within.ts";

/** A browser that answers nothing but what it is told to say. */
function startMuteBrowser() {
  const sockets: WebSocket[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const url = new URL(request.url);
    if (url.pathname === "/json/version") {
      return Response.json({ webSocketDebuggerUrl: `ws://${url.host}/devtools` });
    }
    const { socket, response } = Deno.upgradeWebSocket(request);
    sockets.push(socket);
    return response;
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    say: (event: unknown) => sockets[0]?.send(JSON.stringify(event)),
    hangUp: () => sockets[0]?.close(),
    stop: () => server.shutdown(),
  };
}

async function connected() {
  const browser = startMuteBrowser();
  const heard: string[] = [];
  const devtools = await connectDevtools(browser.url, ({ method }) => void heard.push(method));
  const heardOf = async (method: string) => {
    while (!heard.includes(method)) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { browser, devtools, heardOf };
}

const attached = (sessionId: string, parent?: string) => ({
  method: "Target.attachedToTarget",
  params: { sessionId },
  ...(parent === undefined ? {} : { sessionId: parent }),
});

Deno.test("connectDevtools() rejects the orders of a session that was detached, and of those below it", async () => {
  const { browser, devtools, heardOf } = await connected();
  for (const each of [attached("page"), attached("worker", "page"), attached("other")]) {
    browser.say(each);
  }
  await heardOf("Target.attachedToTarget");
  const ofPage = devtools.send("Network.getRequestPostData", {}, "page");
  const ofWorker = devtools.send("Network.getRequestPostData", {}, "worker");
  const ofOther = devtools.send("Network.enable", {}, "other");
  browser.say({ method: "Target.detachedFromTarget", params: { sessionId: "page" } });
  await assert.rejects(within(2_000, ofPage), /The session is gone/);
  await assert.rejects(within(2_000, ofWorker), /The session is gone/);
  assert.deepEqual(devtools.unanswered(), ["Network.enable"]);
  await assert.rejects(devtools.send("Network.enable", {}, "page"), /The session is gone/);
  browser.hangUp();
  await assert.rejects(ofOther, /The browser is gone/);
  assert.deepEqual(devtools.unanswered(), []);
  await browser.stop();
});
