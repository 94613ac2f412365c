import type { Auth } from "@maru/auth";
import { IdempotencyConflictError, type Kernel, type Transaction } from "@maru/kernel";
import type { Ledger } from "@maru/ledger";
import { sql } from "kysely";
import type { EventLog } from "../integration/event_log.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import {
  getCashReceipt,
  listCashCandidates,
  listCashReceipts,
  streamCashCandidates,
  streamCashReceipts,
} from "./cash_lists.ts";
import { CashReceiptNotFoundError, CashRefusedError } from "./errors.ts";
import type { CashDesk } from "./money_desk.ts";
import { moneyTables } from "./tables.ts";

export interface CashParts {
  readonly kernel: Kernel;
  readonly auth: Auth;
  readonly ledger: Ledger;
  readonly events: EventLog;
}

type Receipt = Parameters<CashDesk["receive"]>[1];

/** 현금수납: only for failed charges, before they are asked for again; a part is enough. */
export function createCashDesk(parts: CashParts): CashDesk {
  const { kernel } = parts;
  return {
    candidates: (merchantId, query) => listCashCandidates(kernel, merchantId, query),
    candidateStream: (merchantId, query) => streamCashCandidates(kernel, merchantId, query),
    receipt: (merchantId, id) => getCashReceipt(parts, merchantId, id),
    receipts: (merchantId, query) => listCashReceipts(parts, merchantId, query),
    receiptStream: (merchantId, query) => streamCashReceipts(parts, merchantId, query),
    receive: (merchantId, input) =>
      kernel.transaction((tx) => receive(parts, tx, merchantId, input)),
    reverse: (merchantId, input) =>
      kernel.transaction((tx) => reverse(parts, tx, merchantId, input)),
  };
}

async function receive(
  { kernel, ledger, events }: CashParts,
  tx: Transaction,
  merchantId: string,
  input: Receipt,
): Promise<void> {
  await holdCutoff(tx);
  const standing = await lockCharge(tx, merchantId, input.chargeId);
  const known = await moneyTables(tx).selectFrom("cash_receipt").selectAll()
    .where("merchant_id", "=", merchantId).where("id", "=", input.id).executeTakeFirst();
  if (known !== undefined) {
    const isSame = known.charge_id === input.chargeId && known.amount_won === input.amountWon &&
      known.received_on === input.receivedOn && known.note === input.note;
    if (!isSame) throw new IdempotencyConflictError(input.id);
    return;
  }
  const { outstandingWon } = standing;
  if (standing.isAsked) throw new CashRefusedError("askedAgain", outstandingWon);
  if (!standing.hasFailed) throw new CashRefusedError("notFailed", outstandingWon);
  if (input.amountWon <= 0n || input.amountWon > outstandingWon) {
    throw new CashRefusedError("tooMuch", outstandingWon);
  }
  const { calendar, clock } = kernel;
  if (input.receivedOn > calendar.dateOf(clock.now())) {
    throw new CashRefusedError("tooLate", outstandingWon);
  }
  if (input.receivedOn < calendar.dateOf(standing.madeAt)) {
    throw new CashRefusedError("tooEarly", outstandingWon);
  }
  const inserted = await moneyTables(tx).insertInto("cash_receipt").values({
    merchant_id: merchantId,
    id: input.id,
    charge_id: input.chargeId,
    amount_won: input.amountWon,
    received_on: input.receivedOn,
    note: input.note,
    actor: input.actor,
    created_at: kernel.clock.now(),
  }).onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doNothing())
    .executeTakeFirst();
  // The same key for another charge at the same time: only charges wait for each other.
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new IdempotencyConflictError(input.id);
  const accounts = await accountsOf(tx, merchantId);
  await ledger.post(tx, [{
    id: input.id,
    fromId: accounts.receivable_account_id,
    toId: accounts.cash_account_id,
    amount: input.amountWon,
    purpose: "debit.cash",
    reference: input.chargeId,
  }]);
  await events.append(tx, [{
    merchantId,
    type: "cash.received",
    subjectId: input.chargeId,
    data: { chargeId: input.chargeId, amountWon: Number(input.amountWon) },
  }]);
}

/** The charge's row makes those who ask and those who take cash wait for each other. */
async function lockCharge(
  tx: Transaction,
  merchantId: string,
  chargeId: string,
): Promise<{ outstandingWon: bigint; isAsked: boolean; hasFailed: boolean; madeAt: Date }> {
  const { rows: [charge] } = await sql<{ created_at: Date }>`
    select created_at from debit.charge
    where merchant_id = ${merchantId} and id = ${chargeId} for update`.execute(tx);
  const { rows: [row] } = await sql<
    { outstanding: bigint; is_asked: boolean; failure_code: string | null }
  >`
    select amount_won - debited_won - cash_won as outstanding, is_asked, failure_code
    from debit.charge_standing
    where merchant_id = ${merchantId} and charge_id = ${chargeId}`.execute(tx);
  if (charge === undefined || row === undefined) throw new CashRefusedError("notFound", 0n);
  return {
    outstandingWon: row.outstanding,
    isAsked: row.is_asked,
    hasFailed: row.failure_code !== null,
    madeAt: charge.created_at,
  };
}

async function reverse(
  { kernel, ledger }: CashParts,
  tx: Transaction,
  merchantId: string,
  { id, receiptId, actor }: { id: string; receiptId: string; actor: string },
): Promise<void> {
  await holdCutoff(tx);
  const receipt = await moneyTables(tx).selectFrom("cash_receipt").selectAll()
    .where("merchant_id", "=", merchantId).where("id", "=", receiptId)
    .where("amount_won", ">", 0n).executeTakeFirst();
  if (receipt === undefined) throw new CashReceiptNotFoundError(receiptId);
  const { outstandingWon } = await lockCharge(tx, merchantId, receipt.charge_id);
  const earlier = await moneyTables(tx).selectFrom("cash_receipt").select("id")
    .where("merchant_id", "=", merchantId).where("reverses_id", "=", receiptId).executeTakeFirst();
  if (earlier?.id === id) return;
  if (earlier !== undefined) throw new CashRefusedError("alreadyReversed", outstandingWon);
  const other = await moneyTables(tx).selectFrom("cash_receipt").select("id")
    .where("merchant_id", "=", merchantId).where("id", "=", id).executeTakeFirst();
  if (other !== undefined) throw new IdempotencyConflictError(id);
  await moneyTables(tx).insertInto("cash_receipt").values({
    merchant_id: merchantId,
    id,
    charge_id: receipt.charge_id,
    amount_won: -receipt.amount_won,
    reverses_id: receiptId,
    received_on: kernel.calendar.dateOf(kernel.clock.now()),
    actor,
    created_at: kernel.clock.now(),
  }).execute();
  await ledger.reverse(tx, { id, postingId: receiptId, purpose: "debit.cash.reversed" });
}

async function accountsOf(tx: Transaction, merchantId: string) {
  return await moneyTables(tx).selectFrom("merchant")
    .select(["receivable_account_id", "cash_account_id"])
    .where("id", "=", merchantId).executeTakeFirstOrThrow();
}
