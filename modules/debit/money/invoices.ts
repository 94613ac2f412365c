import type { BusinessDate, Kernel } from "@maru/kernel";
import type { Selectable } from "kysely";
import { InvoiceNotFoundError, InvoiceStateError } from "./errors.ts";
import type { TaxInvoice } from "./money_desk.ts";
import { moneyTables, type TaxInvoiceTable } from "./tables.ts";

interface Key {
  readonly merchantId: string;
  readonly id: string;
}

/** Newest first. */
export async function listInvoices(
  kernel: Kernel,
  { merchantId, month }: { merchantId?: string; month?: BusinessDate },
): Promise<readonly TaxInvoice[]> {
  const rows = await moneyTables(kernel.database.db).selectFrom("tax_invoice").selectAll()
    .$if(merchantId !== undefined, (query) => query.where("merchant_id", "=", merchantId ?? ""))
    .$if(month !== undefined, (query) => query.where("month", "=", month ?? ""))
    .orderBy("month", "desc").orderBy("number").execute();
  return await Promise.all(rows.map((row) => invoiceOf(kernel, row)));
}

/** @throws {InvoiceNotFoundError} */
export async function getInvoice(kernel: Kernel, { merchantId, id }: Key): Promise<TaxInvoice> {
  const row = await moneyTables(kernel.database.db).selectFrom("tax_invoice").selectAll()
    .where("merchant_id", "=", merchantId).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new InvoiceNotFoundError(id);
  return await invoiceOf(kernel, row);
}

async function invoiceOf(
  kernel: Kernel,
  row: Selectable<TaxInvoiceTable>,
): Promise<TaxInvoice> {
  const settlements = await moneyTables(kernel.database.db).selectFrom("settlement").select("id")
    .where("merchant_id", "=", row.merchant_id).where("invoice_id", "=", row.id)
    .orderBy("id").execute();
  return {
    id: row.id,
    merchantId: row.merchant_id,
    settlementIds: settlements.map(({ id }) => id),
    month: row.month,
    state: row.state,
    number: row.number,
    issuedOn: row.issued_on,
    supplier: row.supplier,
    buyer: row.buyer,
    supplyWon: row.supply_won,
    vatWon: row.vat_won,
    totalWon: row.supply_won + row.vat_won,
    lines: row.lines.map((line) => ({
      name: line.name,
      count: line.count,
      unitWon: BigInt(line.unitWon),
      supplyWon: BigInt(line.supplyWon),
      vatWon: BigInt(line.vatWon),
    })),
    ...(row.note === null ? {} : { note: row.note }),
  };
}

/** From which states an answer of the merchant leads on. */
const ANSWERABLE = {
  checked: ["issued"],
  approved: ["checked"],
  disputed: ["issued", "checked"],
} as const;

/** @throws {InvoiceNotFoundError | InvoiceStateError} */
export async function answerInvoice(
  kernel: Kernel,
  { merchantId, id, answer, note, actor }: Key & {
    answer: keyof typeof ANSWERABLE;
    note?: string;
    actor: string;
  },
): Promise<void> {
  await getInvoice(kernel, { merchantId, id });
  const answered = await moneyTables(kernel.database.db).updateTable("tax_invoice")
    .set({
      state: answer,
      answered_at: kernel.clock.now(),
      answered_by: actor,
      ...(note === undefined ? {} : { note }),
    })
    .where("merchant_id", "=", merchantId).where("id", "=", id)
    .where("state", "in", [...ANSWERABLE[answer]]).executeTakeFirst();
  if (answered.numUpdatedRows === 0n) throw new InvoiceStateError(id);
}

/** @throws {InvoiceNotFoundError | InvoiceStateError} */
export async function answerDispute(
  kernel: Kernel,
  { merchantId, id, note, actor }: Key & { note: string; actor: string },
): Promise<void> {
  await getInvoice(kernel, { merchantId, id });
  const answered = await moneyTables(kernel.database.db).updateTable("tax_invoice")
    .set({ state: "issued", note, answered_at: kernel.clock.now(), answered_by: actor })
    .where("merchant_id", "=", merchantId).where("id", "=", id)
    .where("state", "=", "disputed").executeTakeFirst();
  if (answered.numUpdatedRows === 0n) throw new InvoiceStateError(id);
}
