/** Waits, and gives up at once when a signal aborts. False when it was given up. */
export function pause(delayMs: number, ...signals: readonly AbortSignal[]): Promise<boolean> {
  const signal = AbortSignal.any([...signals]);
  if (signal.aborted) return Promise.resolve(false);
  if (delayMs <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (isWhole: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      resolve(isWhole);
    };
    const giveUp = () => finish(false);
    const timer = setTimeout(() => finish(true), delayMs);
    signal.addEventListener("abort", giveUp);
  });
}
