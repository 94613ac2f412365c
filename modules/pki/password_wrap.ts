import type { Bytes } from "./bytes.ts";

/** Wraps bytes for the browser store: AES-256-GCM under PBKDF2-SHA-256 with 600,000 rounds, versioned. */
export declare function wrapWithPassword(password: string, bytes: Uint8Array): Promise<Bytes>;

/**
 * Opens what wrapWithPassword() wrapped.
 * @throws {WrongPasswordError} when the password is wrong or the bytes were changed.
 * @throws {DamagedFileError} when it is not a wrapped value.
 */
export declare function unwrapWithPassword(password: string, wrapped: Uint8Array): Promise<Bytes>;
