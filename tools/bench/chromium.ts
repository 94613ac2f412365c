/**
 * A page in real, headless Chromium, driven over its own DevTools protocol.
 *
 * @module
 */

export interface ChromiumPage {
  /** The value that an expression, or its promise, comes to. @throws {Error} what the page threw */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Under root Chromium has no sandbox of its own; the only page it sees is ours. */
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"];
const START_MS_MAX = 30_000;

/** Opens `url`; `CHROMIUM` names another browser than /usr/bin/chromium. */
export async function openChromium(url: string): Promise<ChromiumPage> {
  const profile = await Deno.makeTempDir({ prefix: "maru-bench-" });
  const browser = new Deno.Command(Deno.env.get("CHROMIUM") || "/usr/bin/chromium", {
    args: [...FLAGS, `--user-data-dir=${profile}`, url],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const endpoint = await debuggingAddress(browser.stderr);
  const channel = await openChannel(await pageAddress(endpoint, url));
  return {
    async evaluate(expression) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await channel.call("Runtime.evaluate", params);
      if (exceptionDetails !== undefined) {
        throw new Error(result?.description ?? exceptionDetails.text);
      }
      return result?.value;
    },
    async close() {
      channel.close();
      browser.kill("SIGTERM");
      await browser.status;
      await Deno.remove(profile, { recursive: true }).catch(() => {});
    },
  };
}

async function debuggingAddress(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<URL> {
  const found = Promise.withResolvers<URL>();
  const timer = setTimeout(() => found.reject(new Error("Chromium does not start")), START_MS_MAX);
  void (async () => {
    let text = "";
    // It is read to its end: a full pipe would stop the browser.
    for await (const chunk of stderr.pipeThrough(new TextDecoderStream())) {
      text = (text + chunk).slice(-10_000);
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address !== undefined) found.resolve(new URL(address));
    }
    found.reject(new Error(`Chromium ended: ${text.slice(-500)}`));
  })();
  return await found.promise.finally(() => clearTimeout(timer));
}

async function pageAddress(endpoint: URL, url: string): Promise<string> {
  const endsAtMs = performance.now() + START_MS_MAX;
  while (performance.now() < endsAtMs) {
    const response = await fetch(`http://${endpoint.host}/json/list`);
    const pages: { type: string; url: string; webSocketDebuggerUrl: string }[] = await response
      .json();
    const page = pages.find((each) => each.type === "page" && each.url === url);
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Chromium did not open "${url}"`);
}

interface Answer {
  readonly result?: { readonly value?: unknown; readonly description?: string };
  readonly exceptionDetails?: { readonly text: string };
}

async function openChannel(address: string) {
  const socket = new WebSocket(address);
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let number = 0;
  socket.onmessage = ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error.message));
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("Cannot talk to Chromium"));
  });
  return {
    call(method: string, params: Record<string, unknown>): Promise<Answer> {
      const call = Promise.withResolvers<Answer>();
      waiting.set(++number, call);
      socket.send(JSON.stringify({ id: number, method, params }));
      return call.promise;
    },
    close: () => socket.close(),
  };
}
