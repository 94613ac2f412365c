/**
 * GHASH of NIST SP 800-38D, section 6.4, over whole blocks.
 *
 * An element of the field is four words of 32 bits, most significant first. Multiplying by the
 * fixed H is linear, so a table per byte position (16 × 256 elements, 64 KiB) turns it into sixteen
 * look-ups and their sum. Which entries are looked up depends on the data: `docs/decisions/0013`.
 */
export interface GhashTable {
  readonly words: Int32Array;
}

const BLOCK_BITS = 128;
const BYTE_COUNT = 16;
const VALUE_COUNT = 256;
const WORD_COUNT = 4;
/** x^128 = x^7 + x^2 + x + 1, in the bit order of GCM. */
const REDUCTION = 0xe1000000 | 0;

/** The table of one H, which is the encryption of the zero block. */
export function ghashTable(h: Uint8Array): GhashTable {
  const powers = powersOf(h);
  const words = new Int32Array(BYTE_COUNT * VALUE_COUNT * WORD_COUNT);
  for (let position = 0; position < BYTE_COUNT; position++) {
    for (let value = 1; value < VALUE_COUNT; value++) {
      // One bit more than an entry that is there already.
      const lowest = value & -value;
      const power = (position * 8 + Math.clz32(lowest) - 24) * WORD_COUNT;
      const entry = (position * VALUE_COUNT + value) * WORD_COUNT;
      const rest = (position * VALUE_COUNT + (value ^ lowest)) * WORD_COUNT;
      for (let word = 0; word < WORD_COUNT; word++) {
        words[entry + word] = words[rest + word]! ^ powers[power + word]!;
      }
    }
  }
  return { words };
}

/** H·x^0 to H·x^127; bit 0 of a block is the highest bit of its first byte. */
function powersOf(h: Uint8Array): Int32Array {
  const powers = new Int32Array(BLOCK_BITS * WORD_COUNT);
  const view = new DataView(h.buffer, h.byteOffset, BYTE_COUNT);
  for (let word = 0; word < WORD_COUNT; word++) powers[word] = view.getInt32(word * 4);
  for (let at = WORD_COUNT; at < powers.length; at += WORD_COUNT) {
    let carry = 0;
    for (let word = 0; word < WORD_COUNT; word++) {
      const before = powers[at - WORD_COUNT + word]!;
      powers[at + word] = (before >>> 1) | carry;
      carry = (before & 1) << 31;
    }
    if (carry !== 0) powers[at] = powers[at]! ^ REDUCTION;
  }
  return powers;
}

/** Takes blocks into the state: Y = (Y + block)·H for each. */
export function ghash(
  { words: t }: GhashTable,
  state: Int32Array,
  blocks: { view: DataView; start: number; count: number },
): void {
  const { view, count } = blocks;
  let y0 = state[0]!;
  let y1 = state[1]!;
  let y2 = state[2]!;
  let y3 = state[3]!;
  for (let at = blocks.start, end = at + count * BYTE_COUNT; at < end; at += BYTE_COUNT) {
    y0 ^= view.getInt32(at);
    y1 ^= view.getInt32(at + 4);
    y2 ^= view.getInt32(at + 8);
    y3 ^= view.getInt32(at + 12);
    // Entry of each byte: 4 words each, 1024 words for each of the sixteen positions.
    const a = (y0 >>> 24) << 2;
    const b = 1024 + ((y0 >>> 14) & 1020);
    const c = 2048 + ((y0 >>> 6) & 1020);
    const d = 3072 + ((y0 << 2) & 1020);
    const e = 4096 + ((y1 >>> 24) << 2);
    const f = 5120 + ((y1 >>> 14) & 1020);
    const g = 6144 + ((y1 >>> 6) & 1020);
    const h = 7168 + ((y1 << 2) & 1020);
    const i = 8192 + ((y2 >>> 24) << 2);
    const j = 9216 + ((y2 >>> 14) & 1020);
    const k = 10240 + ((y2 >>> 6) & 1020);
    const l = 11264 + ((y2 << 2) & 1020);
    const m = 12288 + ((y3 >>> 24) << 2);
    const n = 13312 + ((y3 >>> 14) & 1020);
    const o = 14336 + ((y3 >>> 6) & 1020);
    const p = 15360 + ((y3 << 2) & 1020);
    // deno-fmt-ignore
    y0 = t[a]! ^ t[b]! ^ t[c]! ^ t[d]! ^ t[e]! ^ t[f]! ^ t[g]! ^ t[h]! ^
      t[i]! ^ t[j]! ^ t[k]! ^ t[l]! ^ t[m]! ^ t[n]! ^ t[o]! ^ t[p]!;
    // deno-fmt-ignore
    y1 = t[a + 1]! ^ t[b + 1]! ^ t[c + 1]! ^ t[d + 1]! ^ t[e + 1]! ^ t[f + 1]! ^ t[g + 1]! ^ t[h + 1]! ^
      t[i + 1]! ^ t[j + 1]! ^ t[k + 1]! ^ t[l + 1]! ^ t[m + 1]! ^ t[n + 1]! ^ t[o + 1]! ^ t[p + 1]!;
    // deno-fmt-ignore
    y2 = t[a + 2]! ^ t[b + 2]! ^ t[c + 2]! ^ t[d + 2]! ^ t[e + 2]! ^ t[f + 2]! ^ t[g + 2]! ^ t[h + 2]! ^
      t[i + 2]! ^ t[j + 2]! ^ t[k + 2]! ^ t[l + 2]! ^ t[m + 2]! ^ t[n + 2]! ^ t[o + 2]! ^ t[p + 2]!;
    // deno-fmt-ignore
    y3 = t[a + 3]! ^ t[b + 3]! ^ t[c + 3]! ^ t[d + 3]! ^ t[e + 3]! ^ t[f + 3]! ^ t[g + 3]! ^ t[h + 3]! ^
      t[i + 3]! ^ t[j + 3]! ^ t[k + 3]! ^ t[l + 3]! ^ t[m + 3]! ^ t[n + 3]! ^ t[o + 3]! ^ t[p + 3]!;
  }
  state[0] = y0;
  state[1] = y1;
  state[2] = y2;
  state[3] = y3;
}
