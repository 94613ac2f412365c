import { maskBusinessNumber, type SealContext } from "@maru/kernel";

/** Bytes of account and identity in `debit.account.details_sealed`, each padded with spaces. */
export const ACCOUNT_LENGTH = 16;
export const IDENTITY_LENGTH = 13;
export const DETAILS_LENGTH = ACCOUNT_LENGTH + IDENTITY_LENGTH;

export interface AccountDetails {
  /** Digits alone. */
  readonly account: string;
  /** Birth date YYMMDD or business number. */
  readonly identity: string;
}

/** Where the sealed details of an account stand. */
export function detailsPlace(accountId: string): SealContext {
  return { table: "debit.account", column: "details_sealed", row: accountId };
}

/** Where the sealed identity of a customer stands; its plain bytes are the digits in ASCII. */
export function identityPlace(customerId: string): SealContext {
  return { table: "debit.customer", column: "identity_sealed", row: customerId };
}

/**
 * The 29 bytes of ASCII that are sealed.
 *
 * @throws {RangeError} a part is too long or no digits
 */
export function packDetails({ account, identity }: AccountDetails): Uint8Array {
  if (!/^\d{1,16}$/.test(account) || !/^\d{1,13}$/.test(identity)) {
    throw new RangeError("Cannot pack account details: wanted digits that fit their places");
  }
  return new TextEncoder().encode(
    account.padEnd(ACCOUNT_LENGTH) + identity.padEnd(IDENTITY_LENGTH),
  );
}

/** @throws {RangeError} the bytes are not 29 */
export function unpackDetails(bytes: Uint8Array): AccountDetails {
  if (bytes.length !== DETAILS_LENGTH) {
    throw new RangeError(`Cannot unpack account details: "${bytes.length}" bytes`);
  }
  const text = new TextDecoder().decode(bytes);
  return {
    account: text.slice(0, ACCOUNT_LENGTH).trimEnd(),
    identity: text.slice(ACCOUNT_LENGTH).trimEnd(),
  };
}

/** Business number `123-45-*****`, birth date `90****`, nothing for nothing. */
export function maskIdentity(identity: string): string {
  if (identity.length === 10) return maskBusinessNumber(identity);
  return identity.slice(0, 2) + "*".repeat(Math.max(0, identity.length - 2));
}
