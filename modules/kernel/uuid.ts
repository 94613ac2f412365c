const COUNTER_MAX = 0xfff;

/**
 * Makes identifiers of UUID version 7 (RFC 9562, section 5.7, with the counter of section 6.2):
 * those of one process are strictly ascending. They follow the machine's time, never the business
 * time, so a moved clock leaves their order alone.
 */
export function createUuid(): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const nowMs = Math.floor(performance.timeOrigin + performance.now());
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = crypto.getRandomValues(new Uint16Array(1))[0]! & (COUNTER_MAX >> 1);
    } else if (++counter > COUNTER_MAX) {
      lastMs += 1;
      counter = 0;
    }
    return format(lastMs, counter);
  };
}

function format(timeMs: number, counter: number): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = (random[0]! & 0x3f) | 0x80;
  const time = timeMs.toString(16).padStart(12, "0");
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-` +
    `${tail.slice(0, 4)}-${tail.slice(4)}`;
}
