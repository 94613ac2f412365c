import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KernelConfig } from "./config.ts";
import { IV_LENGTH, SEALED_HEADER, sealedPrefix, TAG_LENGTH } from "./sealed_bytes.ts";
import { refusal, type SealContext, type Sealing } from "./sealing_types.ts";

const VERSION = "v1";

/** Seals and opens values one by one, by the runtime's own cipher. */
export function createSealingOne(
  sealingKeys: KernelConfig["sealingKeys"],
  first: KernelConfig["sealingKeys"][number],
): Pick<Sealing, "seal" | "open" | "sealBytes" | "openBytes"> {
  const keys = new Map(sealingKeys.map(({ id, key }) => [id, key]));

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
      // A first U+FEFF belongs to the text.
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      return await Promise.resolve(decoder.decode(plain));
    },
    async sealBytes(context, plain) {
      const { iv, sealed } = encrypt(first.key, context, plain);
      return await Promise.resolve(concat([sealedPrefix(first.id), iv, sealed]));
    },
    async openBytes(context, sealed) {
      const { keyId, iv, body } = splitBytes(sealed, context);
      const plain = decrypt(keyOf(keyId, context), context, { iv, sealed: body });
      return await Promise.resolve(plain);
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
  const idLength = sealed[SEALED_HEADER.length] ?? 0;
  const idStart = SEALED_HEADER.length + 1;
  const ivStart = idStart + idLength;
  const hasHeader = SEALED_HEADER.every((byte, index) => sealed[index] === byte);
  if (!hasHeader || sealed.length < ivStart + IV_LENGTH + TAG_LENGTH) {
    throw refusal(context, "it is not in the form of sealed bytes");
  }
  return {
    keyId: new TextDecoder().decode(sealed.subarray(idStart, ivStart)),
    iv: sealed.subarray(ivStart, ivStart + IV_LENGTH),
    body: sealed.subarray(ivStart + IV_LENGTH),
  };
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
