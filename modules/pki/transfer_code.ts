import type { Bytes } from "./bytes.ts";
import { unwrapWithPassword, wrapWithPassword } from "./password_wrap.ts";

/** Crockford's base32: no I, L, O and U, so nothing is misread. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOKUP_LENGTH = 6;
const CODE_LENGTH = 16;

export interface TransferCode {
  /** "XXXX-XXXX-XXXX-XXXX", Crockford base32, as a person reads it. */
  readonly code: string;
  /** The first 6 characters: all that the server ever sees. */
  readonly lookup: string;
  /** The other 10 characters, 50 bits: only the two devices know them. */
  readonly secret: string;
}

/** A new code for carrying a certificate between a PC and a phone. */
export function newTransferCode(): TransferCode {
  const random = crypto.getRandomValues(new Uint8Array(CODE_LENGTH));
  return fromCharacters([...random].map((byte) => ALPHABET[byte & 31]).join(""));
}

/** Reads a typed code: any case, O for 0, I and L for 1, with or without dashes; undefined when it is none. */
export function parseTransferCode(text: string): TransferCode | undefined {
  const characters = text.toUpperCase().replace(/[\s-]/g, "")
    .replaceAll("O", "0").replace(/[IL]/g, "1");
  if (characters.length !== CODE_LENGTH) return undefined;
  const isWell = [...characters].every((character) => ALPHABET.includes(character));
  return isWell ? fromCharacters(characters) : undefined;
}

function fromCharacters(characters: string): TransferCode {
  return {
    code: (characters.match(/.{4}/g) ?? []).join("-"),
    lookup: characters.slice(0, LOOKUP_LENGTH),
    secret: characters.slice(LOOKUP_LENGTH),
  };
}

/** Wraps a certificate bundle for the other device; the server carries it and cannot open it. */
export function wrapForTransfer(secret: string, bytes: Uint8Array): Promise<Bytes> {
  return wrapWithPassword(transferPassword(secret), bytes);
}

/** @throws {WrongPasswordError} when the secret is another one or the bytes were changed. */
export function unwrapFromTransfer(secret: string, wrapped: Uint8Array): Promise<Bytes> {
  return unwrapWithPassword(transferPassword(secret), wrapped);
}

/** The prefix keeps transfers and stored certificates apart. */
function transferPassword(secret: string): string {
  return `maru-transfer:${secret}`;
}
