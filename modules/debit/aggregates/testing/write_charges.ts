import type { Kernel, Transaction } from "@maru/kernel";
import { tables } from "../../tables.ts";
import type { Outcome } from "./books.ts";
import type { ChargeEntry, OrderEntry } from "./entries.ts";
import type { WrittenBooks } from "./write_books.ts";

const CODES: Readonly<Partial<Record<Outcome, string>>> = { collected: "0000", failed: "0021" };

interface Writing {
  readonly kernel: Kernel;
  readonly tx: Transaction;
  readonly written: WrittenBooks;
  readonly chargeIds: ReadonlyMap<ChargeEntry, string>;
  readonly files: Map<string, FileToWrite>;
}

interface FileToWrite {
  readonly id: string;
  readonly debitDate: string;
  readonly isAnswered: boolean;
  recordCount: number;
}

/** Charges with their orders and cash, and the files of the orders. */
export async function writeCharges(
  kernel: Kernel,
  tx: Transaction,
  { written, entries }: { written: WrittenBooks; entries: readonly ChargeEntry[] },
): Promise<void> {
  const chargeIds = new Map(entries.map((entry) => [entry, kernel.uuid()]));
  const writing = { kernel, tx, written, chargeIds, files: new Map<string, FileToWrite>() };
  for (const charge of entries) await writeCharge(writing, charge);
  for (const file of writing.files.values()) await writeFile(writing, file);
}

async function writeCharge(writing: Writing, charge: ChargeEntry): Promise<void> {
  const { kernel, tx, written, chargeIds } = writing;
  const { payer } = charge;
  const id = chargeIds.get(charge) ?? "";
  const instruction = await tables(tx).selectFrom("instruction").selectAll()
    .where("merchant_id", "=", written.merchantId)
    .where("id", "=", written.instructionIds.get(payer) ?? "").executeTakeFirstOrThrow();
  await tables(tx).insertInto("charge").values({
    merchant_id: written.merchantId,
    id,
    instruction_id: instruction.id,
    customer_id: instruction.customer_id,
    contract_id: instruction.contract_id,
    item_code: payer.item,
    grade: payer.grade,
    month: charge.month,
    due_date: charge.dueDate,
    gross_won: payer.monthlyWon,
    discount_won: charge.discountWon,
    amount_won: charge.amountWon,
    created_at: kernel.clock.now(),
  }).execute();
  for (const order of charge.orders) {
    await writeOrder(writing, { order, chargeId: id, month: charge.month, instruction });
  }
  await writeCash(writing, charge);
}

interface OrderToWrite {
  readonly order: OrderEntry;
  readonly chargeId: string;
  readonly month: string;
  readonly instruction: {
    readonly id: string;
    readonly contract_id: string;
    readonly account_id: string;
    readonly bank_code: string;
    readonly payer_number: string;
  };
}

async function writeOrder(
  writing: Writing,
  { order, chargeId, month, instruction }: OrderToWrite,
): Promise<void> {
  const { kernel, tx, written: { merchantId }, chargeIds } = writing;
  const id = kernel.uuid();
  const now = kernel.clock.now();
  const arrearsWon = order.arrears?.amountWon ?? 0n;
  const row = {
    ...placeOf(writing, order),
    merchant_id: merchantId,
    id,
    contract_id: instruction.contract_id,
    instruction_id: instruction.id,
    charge_id: chargeId,
    attempt: order.attempt,
    account_id: instruction.account_id,
    kind: order.attempt === 1 ? "regular" : "retry",
    operation: "debit",
    rail: "clearingHouse",
    bank_code: instruction.bank_code,
    payer_number: instruction.payer_number,
    month,
    debit_date: order.debitDate,
    charge_won: order.chargeWon,
    arrears_won: arrearsWon,
    amount_won: order.chargeWon + arrearsWon,
    state: order.outcome,
    code: CODES[order.outcome] ?? null,
    requested_at: now,
    requested_by: "system",
    cutoff_at: now,
    result_due_at: now,
  } as const;
  await tables(tx).insertInto("debit_order").values(row).execute();
  if (order.arrears === undefined) return;
  await tables(tx).insertInto("order_arrears").values({
    merchant_id: merchantId,
    order_id: id,
    charge_id: chargeIds.get(order.arrears.charge) ?? "",
    amount_won: arrearsWon,
  }).execute();
}

/** Answered debits of a day in one file, those at the bank in another; the rest in none. */
function placeOf(
  { kernel, files }: Writing,
  { outcome, debitDate }: OrderEntry,
): { file_id?: string; sequence?: number } {
  if (outcome === "waiting" || outcome === "withdrawn") return {};
  const isAnswered = outcome !== "sent";
  const file = files.getOrInsertComputed(
    `${debitDate} ${isAnswered}`,
    () => ({ id: kernel.uuid(), debitDate, isAnswered, recordCount: 0 }),
  );
  file.recordCount += 1;
  return { file_id: file.id, sequence: file.recordCount };
}

async function writeFile({ kernel, tx, written }: Writing, file: FileToWrite): Promise<void> {
  await tables(tx).insertInto("file").values({
    id: file.id,
    rail: "directLine",
    bank_code: written.number,
    kind: file.isAnswered ? "EB21" : "EC21",
    business_date: file.debitDate,
    debit_date: file.debitDate,
    state: file.isAnswered ? "resulted" : "sent",
    record_count: file.recordCount,
    send_by: kernel.clock.now(),
    built_at: kernel.clock.now(),
  }).execute();
  await tables(tx).insertInto("file_merchant").values({
    file_id: file.id,
    merchant_id: written.merchantId,
    record_count: file.recordCount,
    total_won: 0n,
    sent_posting_id: kernel.uuid(),
    returned_posting_id: kernel.uuid(),
    passbook_text: "",
  }).execute();
}

async function writeCash(
  { kernel, tx, written: { merchantId }, chargeIds }: Writing,
  charge: ChargeEntry,
): Promise<void> {
  for (const { amountWon, isReversed } of charge.cash) {
    const id = kernel.uuid();
    const row = {
      merchant_id: merchantId,
      charge_id: chargeIds.get(charge) ?? "",
      received_on: charge.dueDate,
      actor: "staff:test",
      created_at: kernel.clock.now(),
    };
    await tables(tx).insertInto("cash_receipt").values({ ...row, id, amount_won: amountWon })
      .execute();
    if (!isReversed) continue;
    await tables(tx).insertInto("cash_receipt")
      .values({ ...row, id: kernel.uuid(), amount_won: -amountWon, reverses_id: id }).execute();
  }
}
