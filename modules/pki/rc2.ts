import type { BlockCipher } from "./block_cipher.ts";
import { fromHex } from "./bytes.ts";

/** PITABLE of RFC 2268 §2: a permutation made from the digits of pi. */
const PI_TABLE = "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2" +
  "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82" +
  "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626" +
  "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7" +
  "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec" +
  "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731" +
  "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9" +
  "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad";

const ROTATIONS = [1, 2, 3, 5];

/** RC2 (RFC 2268) whose effective key bits are those of the key: old Windows encrypts certificate bags so. */
export function createRc2(key: Uint8Array): BlockCipher {
  const roundKeys = expandKey(key);
  return {
    blockSize: 8,
    encryptBlock: (block) => onWords(block, (words) => encrypt(words, roundKeys)),
    decryptBlock: (block) => onWords(block, (words) => decrypt(words, roundKeys)),
  };
}

function expandKey(key: Uint8Array): Uint16Array {
  const table = fromHex(PI_TABLE);
  const expanded = new Uint8Array(128);
  expanded.set(key);
  for (let index = key.length; index < 128; index++) {
    expanded[index] = table[(expanded[index - 1]! + expanded[index - key.length]!) & 255]!;
  }
  expanded[128 - key.length] = table[expanded[128 - key.length]!]!;
  for (let index = 127 - key.length; index >= 0; index--) {
    expanded[index] = table[expanded[index + 1]! ^ expanded[index + key.length]!]!;
  }
  return Uint16Array.from(
    { length: 64 },
    (_, index) => expanded[index * 2]! | expanded[index * 2 + 1]! << 8,
  );
}

function onWords(block: Uint8Array, change: (words: Uint16Array) => void): Uint8Array {
  const words = Uint16Array.from(
    { length: 4 },
    (_, index) => block[index * 2]! | block[index * 2 + 1]! << 8,
  );
  change(words);
  return Uint8Array.from({ length: 8 }, (_, index) => words[index >> 1]! >> (index % 2 * 8) & 255);
}

function encrypt(words: Uint16Array, roundKeys: Uint16Array): void {
  for (let round = 0; round < 16; round++) {
    for (let index = 0; index < 4; index++) {
      const sum = words[index]! + roundKeys[round * 4 + index]! + mixed(words, index);
      words[index] = rotateLeft(sum & 0xffff, ROTATIONS[index]!);
    }
    if (round !== 4 && round !== 10) continue;
    for (let index = 0; index < 4; index++) {
      words[index]! += roundKeys[words[(index + 3) % 4]! & 63]!;
    }
  }
}

function decrypt(words: Uint16Array, roundKeys: Uint16Array): void {
  for (let round = 15; round >= 0; round--) {
    if (round === 4 || round === 10) {
      for (let index = 3; index >= 0; index--) {
        words[index]! -= roundKeys[words[(index + 3) % 4]! & 63]!;
      }
    }
    for (let index = 3; index >= 0; index--) {
      const rotated = rotateLeft(words[index]!, 16 - ROTATIONS[index]!);
      words[index] = rotated - roundKeys[round * 4 + index]! - mixed(words, index);
    }
  }
}

function mixed(words: Uint16Array, index: number): number {
  const previous = words[(index + 3) % 4]!;
  return (previous & words[(index + 2) % 4]!) + (~previous & words[(index + 1) % 4]! & 0xffff);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits | word >> (16 - bits)) & 0xffff;
}
