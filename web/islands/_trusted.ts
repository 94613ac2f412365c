/**
 * The page's one Trusted Types policy. A worker may only be started from our own built files; there
 * is no way to make trusted markup or script text.
 *
 * @module
 */

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL | string };
}

/**
 * Starts a worker of `web/workers/`; its address comes from the server (`assets.url("workers/…")`).
 *
 * @throws {TypeError} when the address is not one of our built files
 */
export function startWorker(url: string): Worker {
  policy ??= createPolicy();
  return new Worker(policy.createScriptURL(url), { type: "module" });
}

let policy: ReturnType<TrustedTypesFactory["createPolicy"]> | undefined;

function createPolicy(): ReturnType<TrustedTypesFactory["createPolicy"]> {
  const rules = { createScriptURL: ownFile };
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  return factory?.createPolicy("maru", rules) ?? rules;
}

function ownFile(url: string): string {
  if (!/^\/assets\/[\w./-]+\.js$/.test(url) || url.includes("..")) {
    throw new TypeError(`Cannot start a worker from "${url}": it is not one of our built files`);
  }
  return url;
}
