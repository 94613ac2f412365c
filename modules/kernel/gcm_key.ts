import { createCipheriv } from "node:crypto";
import { type GhashTable, ghashTable } from "./ghash.ts";

/** A key of AES-256 ready for many short texts. */
export interface GcmKey {
  /** The blocks, each encrypted by itself, in one native call. */
  encryptBlocks(blocks: Uint8Array): Uint8Array;
  readonly table: GhashTable;
}

const BLOCK_LENGTH = 16;

export function gcmKey(key: Uint8Array): GcmKey {
  // Without chaining the cipher has no state between blocks, so that one serves for ever.
  const cipher = createCipheriv("aes-256-ecb", key, null);
  cipher.setAutoPadding(false);

  function encryptBlocks(blocks: Uint8Array): Uint8Array {
    const encrypted = cipher.update(blocks);
    if (encrypted.length !== blocks.length) {
      throw new Error("Cannot encrypt: blocks were held back");
    }
    return encrypted;
  }

  return { encryptBlocks, table: ghashTable(encryptBlocks(new Uint8Array(BLOCK_LENGTH))) };
}
