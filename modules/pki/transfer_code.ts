import type { Bytes } from "./bytes.ts";

export interface TransferCode {
  /** "XXXX-XXXX-XXXX-XXXX", Crockford base32, as a person reads it. */
  readonly code: string;
  /** The first 6 characters: all that the server ever sees. */
  readonly lookup: string;
  /** The other 10 characters: only the two devices know them. */
  readonly secret: string;
}

/** A new code for carrying a certificate between a PC and a phone. */
export declare function newTransferCode(): TransferCode;

/** Reads a typed code: any case, O for 0, I and L for 1, with or without dashes; undefined when it is none. */
export declare function parseTransferCode(text: string): TransferCode | undefined;

export declare function wrapForTransfer(secret: string, bytes: Uint8Array): Promise<Bytes>;

/** @throws {WrongPasswordError} when the secret is another one or the bytes were changed. */
export declare function unwrapFromTransfer(secret: string, wrapped: Uint8Array): Promise<Bytes>;
