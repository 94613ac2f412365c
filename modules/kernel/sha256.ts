/**
 * SHA-256 (FIPS 180-4) for very many short texts, where the call into the runtime costs far more
 * than the hash. Everything else uses the runtime's own.
 */
export interface Sha256 {
  /** The eight words of the state, overwritten by each hash. */
  readonly state: Int32Array;
  /** Starts over: from the beginning, or from a state that was kept. */
  begin(from?: Int32Array): void;
  /** Takes one block of 64 bytes in. */
  block(view: DataView, at: number): void;
}

/** First 32 bits of the fractional parts of the square roots of the first eight primes. */
const BEGINNING = Int32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a],
  ...[0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
);
const ROUND_COUNT = 64;

export function createSha256(): Sha256 {
  const constants = roundConstants();
  const schedule = new Int32Array(ROUND_COUNT);
  const state = new Int32Array(8);
  return {
    state,
    begin: (from = BEGINNING) => state.set(from),
    block(view, at) {
      expand(schedule, view, at);
      compress(state, schedule, constants);
    },
  };
}

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants(): Int32Array {
  const constants: number[] = [];
  for (let candidate = 2; constants.length < ROUND_COUNT; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
      if (candidate % divisor === 0) isPrime = false;
    }
    if (isPrime) constants.push(((Math.cbrt(candidate) % 1) * 2 ** 32) | 0);
  }
  return Int32Array.from(constants);
}

function expand(w: Int32Array, view: DataView, at: number): void {
  for (let word = 0; word < 16; word++) w[word] = view.getInt32(at + word * 4);
  for (let word = 16; word < ROUND_COUNT; word++) {
    const a = w[word - 15]!;
    const b = w[word - 2]!;
    const low = (a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ (a >>> 3);
    const high = (b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ (b >>> 10);
    w[word] = w[word - 16]! + low + w[word - 7]! + high | 0;
  }
}

function compress(state: Int32Array, w: Int32Array, k: Int32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let round = 0; round < ROUND_COUNT; round++) {
    const high = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
    const first = h + high + ((e & f) ^ (~e & g)) + k[round]! + w[round]! | 0;
    const low = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
    const second = low + ((a & b) ^ (a & c) ^ (b & c)) | 0;
    h = g;
    g = f;
    f = e;
    e = d + first | 0;
    d = c;
    c = b;
    b = a;
    a = first + second | 0;
  }
  state[0] = state[0]! + a | 0;
  state[1] = state[1]! + b | 0;
  state[2] = state[2]! + c | 0;
  state[3] = state[3]! + d | 0;
  state[4] = state[4]! + e | 0;
  state[5] = state[5]! + f | 0;
  state[6] = state[6]! + g | 0;
  state[7] = state[7]! + h | 0;
}
