/**
 * Waits for a process to answer.
 *
 * @module
 */

/** Resolves when `url` answers 200; throws when `deadlineMs` passes or `signal` aborts. */
export async function waitUntilReady(
  url: string,
  options: { deadlineMs: number; signal: AbortSignal },
): Promise<void> {
  const endsAt = performance.now() + options.deadlineMs;
  let last = "no answer yet";
  while (performance.now() < endsAt && !options.signal.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      last = `${response.status} ${await response.text()}`;
      if (response.ok) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`Cannot reach "${url}": ${last.slice(0, 500)}`);
}
