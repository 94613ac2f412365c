/** A port that nobody listens on now. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

const LOOK_EVERY_MS = 50;
const ANSWER_MS_MAX = 2_000;

/** Resolves when the address answers 200. @throws {Error} when it does not in time */
export async function waitUntilAnswers(url: string, waitMs: number): Promise<void> {
  const endsAtMs = performance.now() + waitMs;
  let last = "no answer";
  while (performance.now() < endsAtMs) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
      if (response.ok) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`Cannot reach "${url}": ${last}`);
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
