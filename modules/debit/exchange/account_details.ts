import type { Sealing } from "@maru/kernel";

/** `debit.account.details_sealed` in clear: account number (16) and identity (13), space-padded ASCII. */
export interface AccountDetails {
  readonly accountNumber: string;
  readonly holderIdentifier: string;
}

export const ACCOUNT_LENGTH = 16;
export const IDENTITY_LENGTH = 13;
export const DETAILS_LENGTH = ACCOUNT_LENGTH + IDENTITY_LENGTH;
export const DETAILS_COLUMN = { table: "debit.account", column: "details_sealed" } as const;

export async function openAccountDetails(
  sealing: Sealing,
  { accountId, sealed }: { accountId: string; sealed: Uint8Array },
): Promise<AccountDetails> {
  const plain = new TextDecoder().decode(
    await sealing.openBytes(
      { ...DETAILS_COLUMN, row: accountId },
      sealed,
    ),
  );
  return {
    accountNumber: plain.slice(0, ACCOUNT_LENGTH).trimEnd(),
    holderIdentifier: plain.slice(ACCOUNT_LENGTH, DETAILS_LENGTH).trimEnd(),
  };
}
