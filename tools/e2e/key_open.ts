/**
 * How long the browser takes to open a key file, measured in the built worker itself.
 *
 * @module
 */
import type { Browser } from "playwright-core";
import { Buffer } from "node:buffer";

export interface KeyOpening {
  readonly url: string;
  readonly browser: Browser;
  readonly certificate: Uint8Array;
  readonly keyFile: Uint8Array;
  readonly password: string;
  readonly rounds: number;
}

/** Milliseconds of each opening, in the order they were made; the worker is warm after the first. */
export async function measureKeyOpening(opening: KeyOpening): Promise<readonly number[]> {
  const context = await opening.browser.newContext({ bypassCSP: true });
  try {
    const page = await context.newPage();
    await page.goto(`${opening.url}/login`);
    return await page.evaluate(openInWorker, {
      certificate: Buffer.from(opening.certificate).toString("base64"),
      key: Buffer.from(opening.keyFile).toString("base64"),
      password: opening.password,
      rounds: opening.rounds,
    });
  } finally {
    await context.close();
  }
}

/** Runs in the page: starts the worker that the login starts, and asks it as the login does. */
async function openInWorker(
  input: { certificate: string; key: string; password: string; rounds: number },
): Promise<number[]> {
  const bytes = (base64: string) =>
    Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const island = document.querySelector('[data-island="login"]');
  const { workerUrl } = JSON.parse(island?.getAttribute("data-props") ?? "{}");
  const worker = new Worker(workerUrl, { type: "module" });
  const source = { kind: "pair", certificate: bytes(input.certificate), key: bytes(input.key) };
  const times: number[] = [];
  for (let number = 1; number <= input.rounds; number++) {
    const startedAt = performance.now();
    const answer = await new Promise<{ failure?: string }>((resolve) => {
      worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
      worker.postMessage({ number, step: "open", input: { source, password: input.password } });
    });
    if (answer.failure !== undefined) throw new Error(answer.failure);
    times.push(performance.now() - startedAt);
  }
  worker.terminate();
  return times;
}
