import type { BlockCipher } from "./block_cipher.ts";

/** S-boxes of FIPS 46-3, each as 64 hexadecimal digits, row after row. */
const BOXES = [
  "e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d",
  "f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9",
  "a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c",
  "7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e",
  "2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453",
  "c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d",
  "4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c",
  "d2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b",
];

/** Bit numbers count from 1 at the most significant bit, as in the standard. */
const EXPANSION_START = 32;
const PERMUTATION = [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10].concat(
  [2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25],
);
const KEY_CHOICE_1 = [57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35]
  .concat([27, 19, 11, 3, 60, 52, 44, 36, 63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22])
  .concat([14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4]);
const KEY_CHOICE_2 = [14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27]
  .concat([20, 13, 2, 41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46])
  .concat([42, 50, 36, 29, 32]);
const SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** Each S-box with the permutation P already applied, made at the first use. */
let tables: readonly Uint32Array[] | undefined;

/**
 * Triple DES (EDE) with a key of 24 bytes, or of 16 for two keys. Only for PFX files that banks still export.
 * @throws {RangeError} when the key has another length.
 */
export function createTripleDes(key: Uint8Array): BlockCipher {
  if (key.length !== 24 && key.length !== 16) {
    throw new RangeError("Cannot use the triple DES key: it is not 16 or 24 bytes");
  }
  const keys = [0, 8, key.length - 8].map((offset) => expandKey(key.subarray(offset, offset + 8)));
  if (key.length === 16) keys[2] = keys[0]!;
  const [first, second, third] = keys;
  return {
    blockSize: 8,
    encryptBlock: (block) => transform(block, [first!, second!.toReversed(), third!]),
    decryptBlock: (block) => transform(block, [third!.toReversed(), second!, first!.toReversed()]),
  };
}

function transform(block: Uint8Array, passes: readonly (readonly Uint8Array[])[]): Uint8Array {
  let [left, right] = initialPermutation(block);
  for (const roundKeys of passes) {
    for (const roundKey of roundKeys) [left, right] = [right, left ^ round(right, roundKey)];
    [left, right] = [right, left];
  }
  return finalPermutation(left, right);
}

function round(half: number, roundKey: Uint8Array): number {
  tables ??= makeTables();
  let result = 0;
  for (let box = 0; box < 8; box++) {
    // Six neighbouring bits, one overlapping on each side (the E table).
    const shift = (EXPANSION_START - 5 - box * 4 + 32) % 32;
    const bits = shift === 0 ? half : half >>> shift | half << (32 - shift);
    result |= tables[box]![(bits & 63) ^ roundKey[box]!]!;
  }
  return result;
}

function expandKey(key: Uint8Array): Uint8Array[] {
  let chosen = KEY_CHOICE_1.map((bit) => bitOf(key, bit));
  return SHIFTS.map((shift) => {
    const [left, right] = [chosen.slice(0, 28), chosen.slice(28)];
    chosen = [left, right].flatMap((half) => [...half.slice(shift), ...half.slice(0, shift)]);
    return Uint8Array.from({ length: 8 }, (_, box) =>
      KEY_CHOICE_2.slice(box * 6, box * 6 + 6)
        .reduce((sum, bit) => sum << 1 | chosen[bit - 1]!, 0));
  });
}

function makeTables(): Uint32Array[] {
  return BOXES.map((digits, box) =>
    Uint32Array.from({ length: 64 }, (_, input) => {
      const row = (input >> 4 & 2) | (input & 1);
      const value = parseInt(digits[row * 16 + (input >> 1 & 15)]!, 16);
      const word = value << (28 - box * 4);
      return PERMUTATION.reduce((sum, bit) => sum << 1 | (word >>> (32 - bit) & 1), 0) >>> 0;
    })
  );
}

/** IP takes the bits 58, 50, 42 … of the block: columns from the right, even ones first. */
function initialPermutation(block: Uint8Array): [number, number] {
  const half = (start: number) => {
    let word = 0;
    for (let row = 0; row < 4; row++) {
      for (let column = 7; column >= 0; column--) {
        word = word << 1 | bitOf(block, column * 8 + start + row * 2);
      }
    }
    return word;
  };
  return [half(2), half(1)];
}

function finalPermutation(left: number, right: number): Uint8Array {
  const result = new Uint8Array(8);
  for (const [word, start] of [[left, 2], [right, 1]] as const) {
    for (let row = 0; row < 4; row++) {
      for (let column = 7; column >= 0; column--) {
        const place = 31 - (row * 8 + 7 - column);
        const position = column * 8 + start + row * 2 - 1;
        result[position >> 3]! |= (word >>> place & 1) << (7 - (position & 7));
      }
    }
  }
  return result;
}

function bitOf(bytes: Uint8Array, bit: number): number {
  return bytes[(bit - 1) >> 3]! >> (7 - ((bit - 1) & 7)) & 1;
}
