import type { Kernel, Transaction } from "@maru/kernel";
import type { Ledger } from "@maru/ledger";
import { HOUSE_ACCOUNTS, merchantAccounts } from "../../money/house_accounts.ts";
import { tables } from "../../tables.ts";
import { type BookPayer, type Books, type Contract, CONTRACTS, type Fees, ITEMS } from "./books.ts";
import type { ChargeEntry } from "./entries.ts";
import { writeCharges } from "./write_charges.ts";

/** What the database calls the things of the books. */
export interface WrittenBooks {
  /** Eight digits, also the bank code of the merchant's files: no two merchants share one. */
  readonly number: string;
  readonly merchantId: string;
  readonly contractIds: Readonly<Record<Contract, string>>;
  readonly instructionIds: ReadonlyMap<BookPayer, string>;
}

/** Writes the books as rows: the debits of a day stand in one file that was answered, or in one that was not. */
export async function writeBooks(
  { kernel, ledger }: { readonly kernel: Kernel; readonly ledger: Ledger },
  { number, books, entries }: {
    readonly number: string;
    readonly books: Books;
    readonly entries: readonly ChargeEntry[];
  },
): Promise<WrittenBooks> {
  return await kernel.transaction(async (tx) => {
    const merchantId = await writeMerchant({ kernel, ledger }, tx, number);
    const contractIds = { first: kernel.uuid(), second: kernel.uuid() };
    for (const contract of CONTRACTS) {
      await writeContract(kernel, tx, { merchantId, id: contractIds[contract] });
    }
    const instructionIds = new Map<BookPayer, string>();
    for (const [index, payer] of books.payers.entries()) {
      const instructionId = await writePayer(kernel, tx, {
        merchantId,
        contractId: contractIds[payer.contract],
        payer,
        serial: `${number}${String(index).padStart(12, "0")}`,
      });
      instructionIds.set(payer, instructionId);
    }
    const written = { number, merchantId, contractIds, instructionIds };
    await writeCharges(kernel, tx, { written, entries });
    return written;
  });
}

/** The contract's fees from now on. */
export async function writeFees(
  kernel: Kernel,
  { merchantId, contractIds }: WrittenBooks,
  fees: Fees,
): Promise<void> {
  const { db } = kernel.database;
  for (const contract of CONTRACTS) {
    await tables(db).updateTable("contract").set({
      registration_fee_won: fees[contract].registration,
    })
      .where("merchant_id", "=", merchantId).where("id", "=", contractIds[contract]).execute();
    for (const item of ITEMS) {
      await tables(db).updateTable("contract_item").set({
        success_fee_won: fees[contract][item].collected,
        failure_fee_won: fees[contract][item].failed,
      }).where("merchant_id", "=", merchantId).where("contract_id", "=", contractIds[contract])
        .where("item_code", "=", item).execute();
    }
  }
}

async function writeMerchant(
  { kernel, ledger }: { kernel: Kernel; ledger: Ledger },
  tx: Transaction,
  number: string,
): Promise<string> {
  const id = kernel.uuid();
  const accounts = {
    receivableId: kernel.uuid(),
    payableId: kernel.uuid(),
    cashId: kernel.uuid(),
  };
  await ledger.openAccounts(tx, [
    ...HOUSE_ACCOUNTS,
    ...merchantAccounts({ id, ...accounts }),
  ]);
  await tables(tx).insertInto("merchant").values({
    id,
    number,
    name: "한빛학원",
    business_number: number.padStart(10, "1"),
    receivable_account_id: accounts.receivableId,
    payable_account_id: accounts.payableId,
    cash_account_id: accounts.cashId,
    created_at: kernel.clock.now(),
  }).execute();
  return id;
}

async function writeContract(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, id }: { merchantId: string; id: string },
): Promise<void> {
  await tables(tx).insertInto("contract").values({
    merchant_id: merchantId,
    id,
    name: "계약",
    rail: "clearingHouse",
    due_days: [10],
    starts_on: "2026-01-01",
    monthly_limit_won: 10_000_000_000n,
    debit_limit_won: 10_000_000n,
    created_at: kernel.clock.now(),
  }).execute();
  await tables(tx).insertInto("contract_item").values(ITEMS.map((item) => ({
    merchant_id: merchantId,
    contract_id: id,
    item_code: item,
    collection_day: 10,
    success_fee_won: 0n,
    failure_fee_won: 0n,
    added_at: kernel.clock.now(),
  }))).execute();
}

interface PayerToWrite {
  readonly merchantId: string;
  readonly contractId: string;
  readonly payer: BookPayer;
  readonly serial: string;
}

async function writePayer(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, contractId, payer, serial }: PayerToWrite,
): Promise<string> {
  const [customerId, accountId, id] = [kernel.uuid(), kernel.uuid(), kernel.uuid()];
  const now = kernel.clock.now();
  const common = { merchant_id: merchantId, contract_id: contractId };
  await tables(tx).insertInto("customer").values({
    ...common,
    id: customerId,
    number: serial,
    name: "김가온",
    kind: "individual",
    grade: payer.grade,
    created_at: now,
    updated_at: now,
  }).execute();
  await tables(tx).insertInto("account").values({
    merchant_id: merchantId,
    id: accountId,
    bank_code: payer.bankCode,
    details_sealed: new Uint8Array(1),
    account_masked: "***",
    holder: "김가온",
    created_at: now,
  }).execute();
  await tables(tx).insertInto("instruction").values({
    ...common,
    id,
    customer_id: customerId,
    item_code: payer.item,
    payer_number: serial,
    account_id: accountId,
    bank_code: payer.bankCode,
    limit_won: payer.monthlyWon,
    monthly_won: payer.monthlyWon,
    first_month: "2026-01-01",
    due_day: 10,
    registered_by: "system",
    created_at: now,
    updated_at: now,
  }).execute();
  for (const { requestedAt, ...registration } of payer.registrations) {
    await tables(tx).insertInto("registration").values({
      ...registration,
      merchant_id: merchantId,
      id: kernel.uuid(),
      instruction_id: id,
      account_id: accountId,
      rail: "clearingHouse",
      bank_code: payer.bankCode,
      payer_number: serial,
      requested_at: requestedAt,
      requested_by: "system",
      cutoff_at: requestedAt,
      result_due_at: requestedAt,
    }).execute();
  }
  return id;
}
