import type { BusinessDate, Kernel, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { settlementAccountPlace } from "../settings/settlement_account.ts";
import { SettlementStateError } from "./errors.ts";
import type { Payout } from "./money_desk.ts";
import { lockSettlement } from "./payouts.ts";
import type { SettlementDeskParts } from "./settlement_desk.ts";
import { moneyTables, type SettlementTable } from "./tables.ts";

interface Reader {
  readonly actor: string;
  readonly address?: string;
}

/**
 * The transfers of approved settlements that are due by a day, late ones too, and in no file yet. They
 * are written down as listed with the reading; who reads the account numbers stands in the access log.
 */
export async function listPayouts(
  { kernel }: SettlementDeskParts,
  { payoutOn, ...reader }: { readonly payoutOn: BusinessDate } & Reader,
): Promise<readonly Payout[]> {
  return await kernel.transaction(async (tx) => {
    const due = sql<boolean>`s.payout_on <= ${payoutOn}::date and s.listing_id is null`;
    const payouts = await lockedPayouts(kernel, tx, due);
    if (payouts.length === 0) return [];
    await moneyTables(tx).updateTable("settlement").set({
      listing_id: kernel.uuid(),
      listed_at: kernel.clock.now(),
      listed_by: reader.actor,
    }).where("id", "in", payouts.map(({ settlementId }) => settlementId)).execute();
    await kernel.accessLog.record(tx, {
      ...reader,
      action: "debit.payout.list",
      subject: `payouts:${payoutOn}`,
    });
    return payouts;
  });
}

/** The file was lost, or never came: what it had and is not paid, to the same accounts. */
export async function listPayoutsAgain(
  { kernel }: SettlementDeskParts,
  { listingId, ...reader }: { readonly listingId: string } & Reader,
): Promise<readonly Payout[]> {
  return await kernel.transaction(async (tx) => {
    const payouts = await lockedPayouts(kernel, tx, sql<boolean>`s.listing_id = ${listingId}`);
    if (payouts.length === 0) return [];
    await kernel.accessLog.record(tx, {
      ...reader,
      action: "debit.payout.listAgain",
      subject: `payoutFile:${listingId}`,
    });
    return payouts;
  });
}

/**
 * Takes a settlement out of its file: it was not paid. The access log keeps where it stood to be paid.
 *
 * @throws {SettlementStateError}
 */
export async function unlistPayout(
  { kernel }: SettlementDeskParts,
  { id, ...actor }: { readonly id: string } & Reader,
): Promise<void> {
  await kernel.transaction(async (tx) => {
    const settlement = await lockSettlement(tx, id);
    if (settlement?.state !== "approved") throw new SettlementStateError(id, "approved");
    if (settlement.listing_id === null) throw new SettlementStateError(id, "listed");
    await moneyTables(tx).updateTable("settlement")
      .set({ listing_id: null, listed_at: null, listed_by: null })
      .where("merchant_id", "=", settlement.merchant_id).where("id", "=", id).execute();
    await kernel.accessLog.record(tx, {
      ...actor,
      tenantId: settlement.merchant_id,
      action: "debit.payout.unlist",
      subject: `settlement:${id}`,
      reason: listingWords(settlement),
    });
  });
}

/** The file that it stood in, when and by whom that was taken, and the account. */
function listingWords(settlement: SettlementTable): string {
  const { listing_id, listed_at, listed_by, bank_code, account_masked } = settlement;
  return [listing_id, listed_at?.toISOString(), listed_by, bank_code, account_masked].join(" ");
}

interface PayoutRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly bank_code: string;
  readonly account: Uint8Array;
  readonly holder: string;
  readonly payout_won: bigint;
}

/** Locked until the end: of two who read at once, the second sees what the first has done. */
async function lockedPayouts(
  kernel: Kernel,
  tx: Transaction,
  condition: RawBuilder<boolean>,
): Promise<readonly Payout[]> {
  const { rows } = await sql<PayoutRow>`
    select s.id, s.merchant_id, s.bank_code, s.account_sealed as account,
      s.account_holder as holder, s.payout_won
    from debit.settlement s join debit.merchant m on m.id = s.merchant_id
    where s.state = 'approved' and s.payout_won > 0 and s.account_sealed is not null
      and ${condition}
    order by s.payout_on, m.number, s.id
    for update of s`.execute(tx);
  return await Promise.all(rows.map(async (row) => ({
    settlementId: row.id,
    bankCode: row.bank_code,
    account: new TextDecoder().decode(
      await kernel.sealing.openBytes(settlementAccountPlace(row.merchant_id), row.account),
    ),
    holder: row.holder,
    amountWon: row.payout_won,
  })));
}
