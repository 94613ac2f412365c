import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { payableAccount } from "./compute_settlements.ts";
import {
  PayoutAccountChangedError,
  PayoutAccountMissingError,
  SamePersonError,
  SettlementListedError,
  SettlementStateError,
} from "./errors.ts";
import { PAYOUT_ACCOUNT_ID } from "./house_accounts.ts";
import { accountVersion } from "./payout_accounts.ts";
import type { SettlementDeskParts } from "./settlement_desk.ts";
import { accountChanged } from "./settlement_lists.ts";
import { moneyTables, type SettlementTable } from "./tables.ts";

/**
 * Fixes where the payout goes, to the account that was seen: a merchant that names another one later
 * does not turn it. Where it did, the settlement may be approved again, for the account that stands
 * then; but not while it stands in a file, by which it may be paid already.
 *
 * @throws {SettlementStateError | SettlementListedError}
 * @throws {PayoutAccountMissingError | PayoutAccountChangedError}
 */
export async function approveSettlement(
  parts: SettlementDeskParts,
  { id, actor, accountVersion: seen = "" }: {
    id: string;
    actor: string;
    accountVersion?: string | undefined;
  },
): Promise<void> {
  const isAlone = !await hasOtherOperator(parts, actor);
  const { kernel } = parts;
  // Who was not alone once does not become so by approving again.
  const { numAffectedRows } = await sql`
    update debit.settlement s
    set state = 'approved', approved_at = ${kernel.clock.now()}, approved_by = ${actor},
      approved_alone = s.approved_alone is distinct from false and ${isAlone}::boolean,
      bank_code = v.settlement_bank_code, account_masked = v.settlement_account_masked,
      account_sealed = v.settlement_account_sealed, account_holder = v.settlement_holder
    from debit.merchant m
    left join debit.merchant v on v.id = m.id and v.settlement_verified_at is not null
    where m.id = s.merchant_id and s.id = ${id} and s.listing_id is null
      and (s.state = 'computed' or ${accountChanged})
      and (s.payout_won = 0 or ${accountVersion("v")} = ${seen})`.execute(kernel.database.db);
  if (numAffectedRows === 0n) throw await whyNotApproved(parts, id);
}

async function whyNotApproved({ kernel }: SettlementDeskParts, id: string): Promise<Error> {
  const { rows: [found] } = await sql<{ merchantId: string; isListed: boolean; isNamed: boolean }>`
    select s.merchant_id as "merchantId", s.listing_id is not null as "isListed",
      m.settlement_verified_at is not null and m.settlement_account_sealed is not null as "isNamed"
    from debit.settlement s join debit.merchant m on m.id = s.merchant_id
    where s.id = ${id} and (s.state = 'computed' or ${accountChanged})`
    .execute(kernel.database.db);
  if (found === undefined) return new SettlementStateError(id, "computed");
  if (found.isListed) return new SettlementListedError(id);
  return found.isNamed
    ? new PayoutAccountChangedError(id)
    : new PayoutAccountMissingError(found.merchantId);
}

/** @throws {SettlementStateError | SamePersonError | PayoutAccountMissingError} */
export async function markPaid(
  parts: SettlementDeskParts,
  { id, actor }: { id: string; actor: string },
): Promise<void> {
  const hasOther = await hasOtherOperator(parts, actor);
  await parts.kernel.transaction(async (tx) => {
    const settlement = await lockSettlement(tx, id);
    if (settlement?.state !== "approved") throw new SettlementStateError(id, "approved");
    const isAlone = settlement.approved_by === actor;
    // Ending the others' accounts after the approval does not make one person enough.
    const needsAnother = hasOther || settlement.approved_alone === false;
    if (isAlone && needsAnother) throw new SamePersonError();
    await pay(parts, tx, { settlement, actor });
    if (isAlone) await recordAlone(parts, tx, { settlement, actor });
  });
}

async function hasOtherOperator({ auth }: SettlementDeskParts, actor: string): Promise<boolean> {
  const operators = await auth.staff.list({});
  return operators.some((staff) =>
    staff.role === "operator" && !staff.isDisabled && `operator:${staff.id}` !== actor
  );
}

export async function lockSettlement(
  tx: Transaction,
  id: string,
): Promise<SettlementTable | undefined> {
  return await moneyTables(tx).selectFrom("settlement").selectAll()
    .where("id", "=", id).forUpdate().executeTakeFirst();
}

async function pay(
  { kernel, ledger, events }: SettlementDeskParts,
  tx: Transaction,
  { settlement, actor }: { settlement: SettlementTable; actor: string },
): Promise<void> {
  const { id, merchant_id: merchantId, payout_won: payoutWon } = settlement;
  if (payoutWon > 0n && settlement.account_sealed === null) {
    throw new PayoutAccountMissingError(merchantId);
  }
  await moneyTables(tx).updateTable("settlement").set({
    state: "paid",
    paid_at: kernel.clock.now(),
    paid_by: actor,
  }).where("merchant_id", "=", merchantId).where("id", "=", id).execute();
  if (payoutWon > 0n) {
    await ledger.post(tx, [{
      id: settlement.payout_posting_id,
      fromId: await payableAccount(tx, merchantId),
      toId: PAYOUT_ACCOUNT_ID,
      amount: payoutWon,
      purpose: "debit.payout",
      reference: id,
    }]);
  }
  await events.append(tx, [{
    merchantId,
    type: "settlement.paid",
    subjectId: id,
    data: { settlementId: id, payoutWon: Number(payoutWon) },
  }]);
}

/** A house with one operator goes on working; that nobody else looked stands in the access log. */
async function recordAlone(
  { kernel }: SettlementDeskParts,
  tx: Transaction,
  { settlement, actor }: { settlement: SettlementTable; actor: string },
): Promise<void> {
  await kernel.accessLog.record(tx, {
    actor,
    tenantId: settlement.merchant_id,
    action: "debit.settlement.payAlone",
    subject: `settlement:${settlement.id}`,
  });
}
