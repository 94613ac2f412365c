import { newCopyBuffer, reserve, UTF8_PER_UNIT_MAX, writeUtf8 } from "./copy_buffer.ts";
import { type FixedColumn, newFixedColumn } from "./fixed_column.ts";
import type { PackedColumn } from "./packed_column.ts";
import { createSha256 } from "./sha256.ts";

/** HMAC-SHA-256 of many short messages under one key. */
export interface HmacMany {
  /**
   * The digests in base64url, 43 letters each.
   *
   * @param prefix what all messages begin with
   * @param value hands the rest of a row's message to the sink
   */
  digests(
    prefix: string,
    count: number,
    value: (row: number, into: ValueSink) => void,
  ): FixedColumn;
}

/** Takes a part of a message. */
export interface ValueSink {
  text(value: string): void;
  bytes(column: PackedColumn, at: number): void;
}

/** A hash that has taken in so many bytes of the message, whole blocks. */
interface HashBegin {
  readonly state: Int32Array;
  readonly length: number;
}

const BLOCK_LENGTH = 64;
/** A block's end holds the bit 1 and the length, FIPS 180-4 section 5.1.1. */
const PADDING_MIN = 9;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
const DIGEST_WORDS = 8;
/** A digest of 32 bytes in base64url without padding. */
const LETTER_COUNT = 43;
const BASE64URL = new TextEncoder().encode(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
);

/** HMAC-SHA-256 (RFC 2104) whose two blocks of the key are taken in once. */
export function createHmacMany(key: Uint8Array): HmacMany {
  const sha256 = createSha256();
  const inner = padState(INNER_PAD);
  const outer = padState(OUTER_PAD);
  const message = newCopyBuffer();
  const digest = new DataView(new ArrayBuffer(BLOCK_LENGTH));
  const sink: ValueSink = {
    text(value) {
      reserve(message, value.length * UTF8_PER_UNIT_MAX);
      message.length = writeUtf8(message.bytes, message.length, value);
    },
    bytes({ bytes, starts, lengths }, at) {
      const length = Math.max(0, lengths[at]!);
      reserve(message, length);
      for (let offset = 0; offset < length; offset++) {
        message.bytes[message.length + offset] = bytes[starts[at]! + offset]!;
      }
      message.length += length;
    },
  };

  function padState(pad: number): Int32Array {
    const block = new Uint8Array(BLOCK_LENGTH).fill(pad);
    key.forEach((byte, at) => block[at] = byte ^ pad);
    sha256.begin();
    sha256.block(new DataView(block.buffer), 0);
    return sha256.state.slice();
  }

  /** Ends the message and takes in what `from` has not; the key's block before it counts as length. */
  function hash(from: HashBegin, view: DataView, length: number): void {
    const end = (length + PADDING_MIN + BLOCK_LENGTH - 1) & -BLOCK_LENGTH;
    view.setUint8(length, 0x80);
    for (let at = length + 1; at < end - 4; at++) view.setUint8(at, 0);
    view.setUint32(end - 4, (BLOCK_LENGTH + length) * 8);
    sha256.begin(from.state);
    for (let at = from.length; at < end; at += BLOCK_LENGTH) sha256.block(view, at);
  }

  /** The whole blocks of what all messages begin with are taken in once. */
  function beginOf(prefixLength: number): HashBegin {
    const length = prefixLength & -BLOCK_LENGTH;
    sha256.begin(inner);
    for (let at = 0; at < length; at += BLOCK_LENGTH) sha256.block(message.view, at);
    return { state: sha256.state.slice(), length };
  }

  return {
    digests(prefix, count, value) {
      const column = newFixedColumn({ rowCount: count, width: LETTER_COUNT });
      message.length = 0;
      sink.text(prefix);
      const start = message.length;
      const begin = beginOf(start);
      for (let row = 0; row < count; row++) {
        message.length = start;
        value(row, sink);
        reserve(message, BLOCK_LENGTH + PADDING_MIN);
        hash(begin, message.view, message.length);
        for (let word = 0; word < DIGEST_WORDS; word++) {
          digest.setInt32(word * 4, sha256.state[word]!);
        }
        hash({ state: outer, length: 0 }, digest, DIGEST_WORDS * 4);
        writeBase64url(sha256.state, column.bytes, row * LETTER_COUNT);
        column.lengths[row] = LETTER_COUNT;
      }
      return column;
    },
  };
}

/** Writes eight words as 43 letters, six bits each; the last letter carries four. */
function writeBase64url(words: Int32Array, bytes: Uint8Array, at: number): void {
  let bits = 0;
  let bitCount = 0;
  for (let word = 0; word < DIGEST_WORDS; word++) {
    for (let shift = 24; shift >= 0; shift -= 8) {
      bits = (bits << 8) | ((words[word]! >>> shift) & 0xff);
      bitCount += 8;
      while (bitCount >= 6) {
        bitCount -= 6;
        bytes[at++] = BASE64URL[(bits >>> bitCount) & 63]!;
      }
      bits &= 63;
    }
  }
  bytes[at] = BASE64URL[(bits << (6 - bitCount)) & 63]!;
}
