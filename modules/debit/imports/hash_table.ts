const CAPACITY_FIRST = 65_536;
/** Stands behind each text as no unit of UTF-16 does. */
const END = 0x10000;

/**
 * Numbers by number in two flat arrays: a tenth of what a Map takes. Keys are whole, 1 to 2^53. At most
 * three quarters are full, so that a million rows need no more room than they must.
 */
export class HashTable {
  #keys = new Float64Array(CAPACITY_FIRST);
  #values = new Float64Array(CAPACITY_FIRST);
  #count = 0;

  get(key: number): number | undefined {
    const at = this.#find(key);
    return this.#keys[at] === 0 ? undefined : this.#values[at];
  }

  /** Adds what is new; gives back the value that stood there already. */
  add(key: number, value: number): number | undefined {
    const at = this.#find(key);
    if (this.#keys[at] !== 0) return this.#values[at];
    this.#keys[at] = key;
    this.#values[at] = value;
    if (++this.#count * 4 > this.#keys.length * 3) this.#grow();
    return undefined;
  }

  /** Changes the value of a key that is there. */
  set(key: number, value: number): void {
    this.#values[this.#find(key)] = value;
  }

  #find(key: number): number {
    const mask = this.#keys.length - 1;
    let at = key & mask;
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2);
    this.#values = new Float64Array(keys.length * 2);
    for (let index = 0; index < keys.length; index++) {
      if (keys[index] === 0) continue;
      const at = this.#find(keys[index]!);
      this.#keys[at] = keys[index]!;
      this.#values[at] = values[index]!;
    }
  }
}

/**
 * A hash of 53 bits, never 0: two lanes of 32 that are multiplied and turned by each letter, then mixed.
 * Two texts of a million share one by chance in 1 of 20,000 files; then one row too many is called a
 * duplicate.
 */
export function hashOf(text: string): number {
  return hashOfAll([text]);
}

/** The same of texts one after the other, each with an end of its own. */
export function hashOfAll(texts: readonly string[]): number {
  let one = 0x9e3779b9 | 0;
  let other = 0x7f4a7c15 | 0;
  for (const text of texts) {
    for (let index = 0; index <= text.length; index++) {
      const unit = index < text.length ? text.charCodeAt(index) : END;
      one = Math.imul(one ^ unit, 0x85ebca6b);
      one = one << 13 | one >>> 19;
      other = Math.imul(other ^ unit, 0xc2b2ae35);
      other = other << 17 | other >>> 15;
    }
  }
  one = mixed(one ^ other >>> 16);
  other = mixed(other ^ one);
  return (other & 0x1fffff) * 0x100000000 + (one >>> 0) || 1;
}

/** Lets each bit change all of them. */
function mixed(bits: number): number {
  const half = Math.imul(bits ^ bits >>> 16, 0x7feb352d);
  const whole = Math.imul(half ^ half >>> 15, 0x846ca68b);
  return whole ^ whole >>> 16;
}
