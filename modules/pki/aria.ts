import { AES_BOX, inverseBox, substitutionBox } from "./affine_box.ts";
import type { BlockCipher } from "./block_cipher.ts";

/** CK constants of RFC 5794 §2.2, used from another start for each key length. */
const CONSTANTS = [
  0x517cc1b727220a94fe13abe8fa9a6ee0n,
  0x6db14acc9e21c820ff28b1d5ef5de2b0n,
  0xdb92371d2126e9700324977504e8c90en,
];

/** Which input bytes make each output byte of the diffusion layer A (RFC 5794 §2.4.3). */
const DIFFUSION = [
  [3, 4, 6, 8, 9, 13, 14],
  [2, 5, 7, 8, 9, 12, 15],
  [1, 4, 6, 10, 11, 12, 15],
  [0, 5, 7, 10, 11, 13, 14],
  [0, 2, 5, 8, 11, 14, 15],
  [1, 3, 4, 9, 10, 14, 15],
  [0, 2, 7, 9, 10, 12, 13],
  [1, 3, 6, 8, 11, 12, 13],
  [0, 1, 4, 7, 10, 13, 15],
  [0, 1, 5, 6, 11, 12, 14],
  [2, 3, 5, 6, 8, 13, 15],
  [2, 3, 4, 7, 9, 12, 14],
  [1, 2, 6, 7, 9, 11, 12],
  [0, 3, 6, 7, 8, 10, 13],
  [0, 3, 4, 5, 9, 11, 14],
  [1, 2, 4, 5, 8, 10, 15],
] as const;

/** The boxes SB1 to SB4, made at the first use: nothing runs when the module loads. */
let boxes: readonly Uint8Array[] | undefined;

/**
 * ARIA, the Korean 128-bit block cipher (RFC 5794), with keys of 16, 24 or 32 bytes.
 * @throws {RangeError} when the key has another length.
 */
export function createAria(key: Uint8Array): BlockCipher {
  if (![16, 24, 32].includes(key.length)) {
    throw new RangeError("Cannot use the ARIA key: it is not 16, 24 or 32 bytes");
  }
  const encryptionKeys = expandKey(key);
  const last = encryptionKeys.length - 1;
  const decryptionKeys = encryptionKeys.toReversed()
    .map((roundKey, index) => index === 0 || index === last ? roundKey : diffuse(roundKey));
  return {
    blockSize: 16,
    encryptBlock: (block) => transform(block, encryptionKeys),
    decryptBlock: (block) => transform(block, decryptionKeys),
  };
}

function transform(block: Uint8Array, roundKeys: readonly Uint8Array[]): Uint8Array {
  const last = roundKeys.length - 1;
  let state = block;
  for (let round = 0; round < last - 1; round++) {
    state = diffuse(substitute(exclusiveOr(state, roundKeys[round]!), round % 2 === 0));
  }
  state = substitute(exclusiveOr(state, roundKeys[last - 1]!), false);
  return exclusiveOr(state, roundKeys[last]!);
}

function expandKey(key: Uint8Array): Uint8Array[] {
  const left = key.subarray(0, 16);
  const right = new Uint8Array(16);
  right.set(key.subarray(16));
  const start = (key.length - 16) / 8;
  const constant = (index: number) => fromNumber(CONSTANTS[(start + index) % 3]!);
  const w0 = left;
  const w1 = exclusiveOr(oddRound(w0, constant(0)), right);
  const w2 = exclusiveOr(evenRound(w1, constant(1)), w0);
  const w3 = exclusiveOr(oddRound(w2, constant(2)), w1);
  const words = [w0, w1, w2, w3].map(toNumber);
  const roundKeys: Uint8Array[] = [];
  const rounds = 12 + (key.length - 16) / 4;
  for (const rotation of [19n, 31n, 67n, 97n, 109n]) {
    for (let index = 0; index < 4; index++) {
      const rotated = rotateRight(words[(index + 1) % 4]!, rotation);
      roundKeys.push(fromNumber(words[index]! ^ rotated));
    }
  }
  return roundKeys.slice(0, rounds + 1);
}

function oddRound(block: Uint8Array, key: Uint8Array): Uint8Array {
  return diffuse(substitute(exclusiveOr(block, key), true));
}

function evenRound(block: Uint8Array, key: Uint8Array): Uint8Array {
  return diffuse(substitute(exclusiveOr(block, key), false));
}

function substitute(block: Uint8Array, isOdd: boolean): Uint8Array {
  boxes ??= makeBoxes();
  const start = isOdd ? 0 : 2;
  return block.map((byte, index) => boxes![(start + index) % 4]![byte]!);
}

function makeBoxes(): Uint8Array[] {
  const first = substitutionBox(AES_BOX);
  const second = substitutionBox({
    power: 247,
    polynomial: 0x11b,
    columns: [0xac, 0xc5, 0x12, 0xcf, 0x5b, 0x5f, 0x85, 0xee],
    constant: 0xe2,
  });
  return [first, second, inverseBox(first), inverseBox(second)];
}

function diffuse(block: Uint8Array): Uint8Array {
  return Uint8Array.from(
    DIFFUSION,
    (inputs) => inputs.reduce<number>((sum, input) => sum ^ block[input]!, 0),
  );
}

function exclusiveOr(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, index) => byte ^ other[index]!);
}

function rotateRight(word: bigint, bits: bigint): bigint {
  return BigInt.asUintN(128, (word >> bits) | (word << (128n - bits)));
}

function toNumber(block: Uint8Array): bigint {
  return block.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
}

function fromNumber(number: bigint): Uint8Array {
  return Uint8Array.from(
    { length: 16 },
    (_, index) => Number((number >> BigInt(120 - index * 8)) & 255n),
  );
}
