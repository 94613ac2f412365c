import type { Kernel, Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import {
  type AccountDetails,
  detailsPlace,
  packDetails,
  unpackDetails,
} from "../settings/fields/account_details.ts";
import { maskAccount } from "../settings/fields/mask_account.ts";
import { type AccountTable, tables } from "../tables.ts";
import type { AccountFields } from "./rules.ts";

/** Adds an account; rows of accounts never change. */
export async function addAccount(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, input }: { merchantId: string; input: AccountFields },
): Promise<{ id: string; masked: string }> {
  const id = kernel.uuid();
  const masked = maskAccount(input.account);
  const plain = packDetails({ account: input.account, identity: input.holderIdentity });
  await tables(tx).insertInto("account").values({
    merchant_id: merchantId,
    id,
    bank_code: input.bankCode,
    details_sealed: await kernel.sealing.sealBytes(detailsPlace(id), plain),
    account_masked: masked,
    holder: input.holder,
    created_at: kernel.clock.now(),
  }).execute();
  return { id, masked };
}

/** An account with its details in clear. */
export async function openAccount(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, id }: { merchantId: string; id: string },
): Promise<Selectable<AccountTable> & AccountDetails> {
  const row = await tables(tx).selectFrom("account").selectAll()
    .where("merchant_id", "=", merchantId).where("id", "=", id).executeTakeFirstOrThrow();
  const plain = await kernel.sealing.openBytes(detailsPlace(id), row.details_sealed);
  return { ...row, ...unpackDetails(plain) };
}
