/** A delay between half and the whole of `ms`, so that many who wait do not come back together. */
export function withJitter(ms: number): number {
  const random = crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
  return Math.round(ms * (0.5 + random / 2));
}
