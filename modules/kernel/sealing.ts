import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { KernelConfig } from "./config.ts";

/** Binds a sealed value to its place, so that it cannot be moved to another row. */
export interface SealContext {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** AES-256-GCM with the key's id inside the value; AAD = table.column.row. */
export interface Sealing {
  seal(context: SealContext, plain: string): Promise<string>;
  /** @throws {SealingError} when the value is damaged, moved, or sealed by an unknown key */
  open(context: SealContext, sealed: string): Promise<string>;
  sealBytes(context: SealContext, plain: Uint8Array): Promise<Uint8Array>;
  /** @throws {SealingError} when the value is damaged, moved, or sealed by an unknown key */
  openBytes(context: SealContext, sealed: Uint8Array): Promise<Uint8Array>;
  /** Keyed HMAC-SHA-256 over a whole normalised value, for look-ups; `purpose` separates columns. */
  blindIndex(purpose: string, normalised: string): Promise<string>;
}

/** A sealed value cannot be opened. */
export class SealingError extends Error {
  override name = "SealingError";
}

const VERSION = "v1";
/** First bytes of the byte form: "MS" and the version. */
const HEADER = Uint8Array.of(0x4d, 0x53, 0x01);
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Sealing with the configured keys: the first one seals, all of them open.
 *
 * Text form: `v1.<key id>.<iv>.<ciphertext and tag>`, the last two in base64url. Byte form: "MS",
 * version 1, length of the key id, key id, iv (12), ciphertext, tag (16). AES-256-GCM as in NIST
 * SP 800-38D with random ivs: rotate a key long before it has sealed 2^32 values.
 */
export function createSealing(config: Pick<KernelConfig, "sealingKeys" | "indexKey">): Sealing {
  const keys = new Map(config.sealingKeys.map(({ id, key }) => [id, key]));
  const first = config.sealingKeys[0];
  if (first === undefined) throw new RangeError("Cannot seal without a key");

  function keyOf(id: string, context: SealContext): Uint8Array {
    const key = keys.get(id);
    if (key === undefined) throw refusal(context, `its key "${id}" is not configured`);
    return key;
  }

  return {
    async seal(context, plain) {
      const { iv, sealed } = encrypt(first.key, context, new TextEncoder().encode(plain));
      return await Promise.resolve(
        [VERSION, first.id, toBase64url(iv), toBase64url(sealed)].join("."),
      );
    },
    async open(context, sealed) {
      const parts = sealed.split(".");
      const [version, keyId, iv, body] = parts;
      if (parts.length !== 4 || version !== VERSION || !keyId || !iv || !body) {
        throw refusal(context, "it is not in the form of a sealed text");
      }
      const key = keyOf(keyId, context);
      const plain = decrypt(key, context, {
        iv: fromBase64url(iv, context),
        sealed: fromBase64url(body, context),
      });
      return await Promise.resolve(new TextDecoder().decode(plain));
    },
    async sealBytes(context, plain) {
      const { iv, sealed } = encrypt(first.key, context, plain);
      const keyId = new TextEncoder().encode(first.id);
      return await Promise.resolve(
        concat([HEADER, Uint8Array.of(keyId.length), keyId, iv, sealed]),
      );
    },
    async openBytes(context, sealed) {
      const { keyId, iv, body } = splitBytes(sealed, context);
      const plain = decrypt(keyOf(keyId, context), context, { iv, sealed: body });
      return await Promise.resolve(plain);
    },
    async blindIndex(purpose, normalised) {
      // The length in front keeps ("a", "bc") and ("ab", "c") apart.
      const mac = createHmac("sha256", config.indexKey)
        .update(`${purpose.length}:${purpose}:${normalised}`, "utf8");
      return await Promise.resolve(mac.digest("base64url"));
    },
  };
}

function encrypt(
  key: Uint8Array,
  context: SealContext,
  plain: Uint8Array,
): { iv: Uint8Array; sealed: Uint8Array } {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(placeOf(context));
  const body = cipher.update(plain);
  const end = cipher.final();
  return { iv, sealed: concat([body, end, cipher.getAuthTag()]) };
}

function decrypt(
  key: Uint8Array,
  context: SealContext,
  { iv, sealed }: { iv: Uint8Array; sealed: Uint8Array },
): Uint8Array {
  if (iv.length !== IV_LENGTH || sealed.length < TAG_LENGTH) {
    throw refusal(context, "it is too short");
  }
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_LENGTH });
  decipher.setAAD(placeOf(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    const body = decipher.update(sealed.subarray(0, sealed.length - TAG_LENGTH));
    return concat([body, decipher.final()]);
  } catch {
    throw refusal(context, "it is damaged or was sealed for another place");
  }
}

/** JSON, so that a dot inside a name cannot shift the borders between the three. */
function placeOf({ table, column, row }: SealContext): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([table, column, row]));
}

function splitBytes(
  sealed: Uint8Array,
  context: SealContext,
): { keyId: string; iv: Uint8Array; body: Uint8Array } {
  const idLength = sealed[HEADER.length] ?? 0;
  const idStart = HEADER.length + 1;
  const ivStart = idStart + idLength;
  const hasHeader = HEADER.every((byte, index) => sealed[index] === byte);
  if (!hasHeader || sealed.length < ivStart + IV_LENGTH + TAG_LENGTH) {
    throw refusal(context, "it is not in the form of sealed bytes");
  }
  return {
    keyId: new TextDecoder().decode(sealed.subarray(idStart, ivStart)),
    iv: sealed.subarray(ivStart, ivStart + IV_LENGTH),
    body: sealed.subarray(ivStart + IV_LENGTH),
  };
}

function refusal({ table, column, row }: SealContext, why: string): SealingError {
  return new SealingError(`Cannot open the value of "${table}.${column}.${row}": ${why}`);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function toBase64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Takes one spelling alone, so that a changed character is never overlooked. */
function fromBase64url(text: string, context: SealContext): Uint8Array {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
    if (toBase64url(bytes) === text) return bytes;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal(context, "it is not base64url");
}
