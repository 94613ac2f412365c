import type { AccountInput } from "@maru/ledger";
import type { Rail } from "../parts.ts";

/**
 * The house's own accounts in the ledger. Value flows payer's receivable → transit of the rail →
 * merchant's payable → fee, VAT and payout. All are summed: every merchant touches them.
 */
export const TRANSIT_ACCOUNT_IDS: Readonly<Record<Rail, string>> = {
  directLine: "00000000-0000-7000-8000-00000000d001",
  clearingHouse: "00000000-0000-7000-8000-00000000d002",
};
export const FEE_ACCOUNT_ID = "00000000-0000-7000-8000-00000000d003";
export const VAT_ACCOUNT_ID = "00000000-0000-7000-8000-00000000d004";
export const PAYOUT_ACCOUNT_ID = "00000000-0000-7000-8000-00000000d005";

export const HOUSE_ACCOUNTS: readonly AccountInput[] = [
  houseAccount(TRANSIT_ACCOUNT_IDS.directLine, "debit.transit:directLine"),
  houseAccount(TRANSIT_ACCOUNT_IDS.clearingHouse, "debit.transit:clearingHouse"),
  houseAccount(FEE_ACCOUNT_ID, "debit.fee"),
  houseAccount(VAT_ACCOUNT_ID, "debit.vat"),
  houseAccount(PAYOUT_ACCOUNT_ID, "debit.payout"),
];

/** The accounts of one merchant. */
export function merchantAccounts(merchant: {
  readonly id: string;
  readonly receivableId: string;
  readonly payableId: string;
  readonly cashId: string;
}): readonly AccountInput[] {
  const common = {
    unit: "WON",
    balanceKind: "summed",
    mayBeNegative: true,
    ownerId: merchant.id,
  } as const;
  return [
    { ...common, id: merchant.receivableId, code: `debit.receivable:${merchant.id}` },
    { ...common, id: merchant.payableId, code: `debit.payable:${merchant.id}` },
    { ...common, id: merchant.cashId, code: `debit.cash:${merchant.id}` },
  ];
}

function houseAccount(id: string, code: string): AccountInput {
  return { id, code, unit: "WON", balanceKind: "summed", mayBeNegative: true };
}
