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
  return detailsOf(await sealing.openBytes({ ...DETAILS_COLUMN, row: accountId }, sealed));
}

/** The same for many rows at once, in their order. */
export async function openManyAccountDetails(
  sealing: Sealing,
  rows: readonly { readonly account_id: string; readonly details_sealed: Uint8Array }[],
): Promise<readonly AccountDetails[]> {
  const values = rows.map((row) => ({ row: row.account_id, sealed: row.details_sealed }));
  return (await sealing.openManyBytes(DETAILS_COLUMN, values)).map(detailsOf);
}

function detailsOf(bytes: Uint8Array): AccountDetails {
  const plain = new TextDecoder().decode(bytes);
  return {
    accountNumber: plain.slice(0, ACCOUNT_LENGTH).trimEnd(),
    holderIdentifier: plain.slice(ACCOUNT_LENGTH, DETAILS_LENGTH).trimEnd(),
  };
}
