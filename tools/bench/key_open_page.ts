import type { BuiltFile } from "../build/output.ts";

/** The built files and a page that runs them, under the site's own kind of security policy. */
export function servePage(scripts: readonly BuiltFile[]): {
  readonly url: string;
  close(): Promise<void>;
} {
  const worker = scripts.find(({ name }) => name === "workers/certificate.js");
  if (worker === undefined) throw new Error("Cannot bench: the certificate worker was not built");
  const byPath = new Map<string, { type: string; body: string | Uint8Array<ArrayBuffer> }>([
    ["/", { type: "text/html", body: `<!doctype html><script src="/page.js"></script>` }],
    ["/page.js", { type: "text/javascript", body: pageScript(`/assets/${worker.path}`) }],
    ["/baseline.js", { type: "text/javascript", body: BASELINE_WORKER }],
    ...scripts.map(({ path, bytes }) =>
      [`/assets/${path}`, { type: "text/javascript", body: new Uint8Array(bytes) }] as const
    ),
  ]);
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    const found = byPath.get(new URL(request.url).pathname);
    if (found === undefined) return new Response(null, { status: 404 });
    return new Response(found.body, {
      headers: {
        "Content-Type": found.type,
        "Cache-Control": "public, max-age=600, immutable",
        "Content-Security-Policy": "default-src 'self'",
      },
    });
  });
  return { url: `http://127.0.0.1:${server.addr.port}/`, close: () => server.shutdown() };
}

/** Both answer with the milliseconds from the start of a fresh worker to its answer. */
function pageScript(workerPath: string): string {
  return `
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
function ask(url, options, message) {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const worker = new Worker(url, options);
    worker.onerror = () => reject(new Error("the worker did not start"));
    worker.onmessage = ({ data }) => {
      const ms = performance.now() - startedMs;
      worker.terminate();
      if (data.failure) reject(new Error(data.failure));
      else resolve(ms);
    };
    worker.postMessage(message);
  });
}
globalThis.openByWorker = ({ certificate, formA, password }) =>
  ask(${JSON.stringify(workerPath)}, { type: "module" }, {
    number: 1,
    step: "open",
    input: {
      source: { kind: "pair", certificate: bytesOf(certificate), key: bytesOf(formA) },
      password,
    },
  });
globalThis.openByWebCrypto = async ({ pkcs8, password }) => {
  const salt = new Uint8Array(8).fill(1);
  const iv = new Uint8Array(16).fill(2);
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2",
    false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-1", salt, iterations: 2048 },
    base, { name: "AES-CBC", length: 256 }, false, ["encrypt"]);
  const encrypted = await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, bytesOf(pkcs8));
  return await ask("/baseline.js", {}, { password, salt, iv, encrypted });
};
addEventListener("load", () => globalThis.isReady = true);
`;
}

const BASELINE_WORKER = `
onmessage = async ({ data: { password, salt, iv, encrypted } }) => {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2",
    false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-1", salt, iterations: 2048 },
    base, { name: "AES-CBC", length: 256 }, false, ["decrypt"]);
  const pkcs8 = await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, encrypted);
  await crypto.subtle.importKey("pkcs8", pkcs8, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    false, ["sign"]);
  postMessage({ number: 1 });
};
`;
