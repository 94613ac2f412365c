import { substitutionBox } from "./affine_box.ts";
import type { BlockCipher } from "./block_cipher.ts";

const POLYNOMIAL = 0x163;
const ROUNDS = 16;
const GOLDEN_RATIO = 0x9e3779b9;

/** The tables of the G function, made at the first use: nothing runs when the module loads. */
let tables: readonly Uint32Array[] | undefined;

/**
 * SEED, the Korean 128-bit block cipher (RFC 4269).
 * @throws {RangeError} when the key is not 16 bytes.
 */
export function createSeed(key: Uint8Array): BlockCipher {
  if (key.length !== 16) throw new RangeError("Cannot use the SEED key: it is not 16 bytes");
  const roundKeys = expandKey(key);
  const reversedKeys = roundKeys.toReversed();
  return {
    blockSize: 16,
    encryptBlock: (block) => transform(block, roundKeys),
    decryptBlock: (block) => transform(block, reversedKeys),
  };
}

type RoundKey = readonly [number, number];

function transform(block: Uint8Array, roundKeys: readonly RoundKey[]): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, 16);
  let [left0, left1] = [view.getUint32(0), view.getUint32(4)];
  let [right0, right1] = [view.getUint32(8), view.getUint32(12)];
  for (const [key0, key1] of roundKeys) {
    let first = right0 ^ key0;
    let second = g(first ^ right1 ^ key1);
    first = g((first + second) >>> 0);
    second = g((second + first) >>> 0);
    first = (first + second) >>> 0;
    [left0, left1, right0, right1] = [right0, right1, left0 ^ first, left1 ^ second];
  }
  const result = new DataView(new ArrayBuffer(16));
  [right0, right1, left0, left1].forEach((word, index) => result.setUint32(index * 4, word));
  return new Uint8Array(result.buffer);
}

function expandKey(key: Uint8Array): RoundKey[] {
  const view = new DataView(key.buffer, key.byteOffset, 16);
  let [a, b, c, d] = [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
  const roundKeys: RoundKey[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const constant = rotateLeft(GOLDEN_RATIO, round);
    roundKeys.push([g((a + c - constant) >>> 0), g((b - d + constant) >>> 0)]);
    if (round % 2 === 0) {
      [a, b] = [(a >>> 8) | (b << 24), (b >>> 8) | (a << 24)];
    } else {
      [c, d] = [(c << 8) | (d >>> 24), (d << 8) | (c >>> 24)];
    }
  }
  return roundKeys;
}

function rotateLeft(word: number, bits: number): number {
  return bits === 0 ? word : (word << bits) | (word >>> (32 - bits));
}

/** The G function of RFC 4269 §2.2. */
function g(word: number): number {
  tables ??= makeTables();
  const [table0, table1, table2, table3] = tables;
  return (table0![word & 255]! ^ table1![(word >>> 8) & 255]! ^
    table2![(word >>> 16) & 255]! ^ table3![word >>> 24]!) >>> 0;
}

/** Each input byte passes one of the two boxes and is spread over four bytes by the masks m0 to m3. */
function makeTables(): Uint32Array[] {
  const boxes = [
    substitutionBox({
      power: 247,
      polynomial: POLYNOMIAL,
      columns: [0x2c, 0xd0, 0x69, 0xc2, 0x41, 0x44, 0x58, 0xe2],
      constant: 0xa9,
    }),
    substitutionBox({
      power: 251,
      polynomial: POLYNOMIAL,
      columns: [0xd0, 0x2a, 0xe1, 0x2c, 0x21, 0x30, 0xa2, 0x6c],
      constant: 0x38,
    }),
  ];
  const masks = [0xfc, 0xf3, 0xcf, 0x3f];
  return [0, 1, 2, 3].map((input) =>
    Uint32Array.from(boxes[input % 2]!, (byte) =>
      [0, 1, 2, 3].reduce(
        (word, output) => word | (byte & masks[(input + output) % 4]!) << (output * 8),
        0,
      ) >>> 0)
  );
}
