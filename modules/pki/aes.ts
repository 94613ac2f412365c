import { AES_BOX, inverseBox, multiply, substitutionBox } from "./affine_box.ts";
import type { BlockCipher } from "./block_cipher.ts";

const COLUMN_MIX = [2, 3, 1, 1];
const COLUMN_UNMIX = [14, 11, 13, 9];

interface Tables {
  readonly box: Uint8Array;
  readonly inverse: Uint8Array;
  /** Products of every byte with each coefficient of the column mixes. */
  readonly products: ReadonlyMap<number, Uint8Array>;
}

let tables: Tables | undefined;

/**
 * AES (FIPS 197) with keys of 16, 24 or 32 bytes, for the old CBC files only.
 * WebCrypto is not used for these: Chromium has no 192-bit keys.
 * @throws {RangeError} when the key has another length.
 */
export function createAes(key: Uint8Array): BlockCipher {
  if (![16, 24, 32].includes(key.length)) {
    throw new RangeError("Cannot use the AES key: it is not 16, 24 or 32 bytes");
  }
  tables ??= makeTables();
  const known = tables;
  const roundKeys = expandKey(key, known.box);
  return {
    blockSize: 16,
    encryptBlock: (block) => encrypt(block, roundKeys, known),
    decryptBlock: (block) => decrypt(block, roundKeys, known),
  };
}

function encrypt(block: Uint8Array, roundKeys: readonly Uint8Array[], known: Tables): Uint8Array {
  const last = roundKeys.length - 1;
  let state = addKey(block, roundKeys[0]!);
  for (let round = 1; round <= last; round++) {
    const source = state;
    state = state.map((_, index) => known.box[source[(index + (index % 4) * 4) % 16]!]!);
    if (round < last) state = mixColumns(state, COLUMN_MIX, known);
    state = addKey(state, roundKeys[round]!);
  }
  return state;
}

function decrypt(block: Uint8Array, roundKeys: readonly Uint8Array[], known: Tables): Uint8Array {
  const last = roundKeys.length - 1;
  let state = addKey(block, roundKeys[last]!);
  for (let round = last - 1; round >= 0; round--) {
    const source = state;
    state = state.map((_, index) => known.inverse[source[(index + 16 - (index % 4) * 4) % 16]!]!);
    state = addKey(state, roundKeys[round]!);
    if (round > 0) state = mixColumns(state, COLUMN_UNMIX, known);
  }
  return state;
}

function mixColumns(state: Uint8Array, coefficients: readonly number[], known: Tables): Uint8Array {
  return state.map((_, index) => {
    const column = index - index % 4;
    let sum = 0;
    for (let row = 0; row < 4; row++) {
      const coefficient = coefficients[(row - index % 4 + 4) % 4]!;
      sum ^= known.products.get(coefficient)![state[column + row]!]!;
    }
    return sum;
  });
}

function addKey(state: Uint8Array, roundKey: Uint8Array): Uint8Array {
  return state.map((byte, index) => byte ^ roundKey[index]!);
}

function expandKey(key: Uint8Array, box: Uint8Array): Uint8Array[] {
  const keyWords = key.length / 4;
  const rounds = keyWords + 6;
  const expanded = new Uint8Array(16 * (rounds + 1));
  expanded.set(key);
  let roundConstant = 1;
  for (let word = keyWords; word < 4 * (rounds + 1); word++) {
    let previous = [...expanded.subarray(word * 4 - 4, word * 4)];
    if (word % keyWords === 0) {
      previous = [1, 2, 3, 0].map((index) => box[previous[index]!]!);
      previous[0]! ^= roundConstant;
      roundConstant = multiply(roundConstant, 2, AES_BOX.polynomial);
    } else if (keyWords > 6 && word % keyWords === 4) {
      previous = previous.map((byte) => box[byte]!);
    }
    previous.forEach((byte, index) => {
      expanded[word * 4 + index] = expanded[(word - keyWords) * 4 + index]! ^ byte;
    });
  }
  return Array.from(
    { length: rounds + 1 },
    (_, round) => expanded.subarray(round * 16, round * 16 + 16),
  );
}

function makeTables(): Tables {
  const box = substitutionBox(AES_BOX);
  const products = new Map(
    [...COLUMN_MIX, ...COLUMN_UNMIX].map((coefficient) => [
      coefficient,
      Uint8Array.from(
        { length: 256 },
        (_, byte) => multiply(byte, coefficient, AES_BOX.polynomial),
      ),
    ]),
  );
  return { box, inverse: inverseBox(box), products };
}
