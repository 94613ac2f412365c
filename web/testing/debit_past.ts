import type { Debit } from "@maru/debit";
import type { Kernel } from "@maru/kernel";

/** What a merchant has from the month before, by the names that routes are told of. */
export type DebitPastId = "failedCharge" | "receipt" | "registration" | "invoice";

interface Modules {
  readonly debit: Debit;
  readonly kernel: Kernel;
}

const ACTOR = "operator:test";

interface Key {
  readonly merchantId: string;
  readonly id: string;
}

/** A failed charge with a part of it in cash, an answered registration and an invoice. */
export async function createDebitPast(
  { debit, kernel }: Modules,
  { merchantId, orderId }: { readonly merchantId: string; readonly orderId: string },
): Promise<Readonly<Record<DebitPastId, string>>> {
  const [registration, invoice] = [kernel.uuid(), kernel.uuid()];
  const failed = await insertFailedCharge({ debit, kernel }, { merchantId, orderId });
  await insertRegistration(kernel, { merchantId, id: registration, orderId });
  await insertInvoice(kernel, { merchantId, id: invoice });
  return { ...failed, registration, invoice };
}

/** The month before, failed, and a part of it taken in cash. */
async function insertFailedCharge(
  { debit, kernel }: Modules,
  { merchantId, orderId }: { merchantId: string; orderId: string },
): Promise<{ failedCharge: string; receipt: string }> {
  const [failedCharge, failedOrder, receipt] = [kernel.uuid(), kernel.uuid(), kernel.uuid()];
  const order = await rowOf(kernel, "debit.debit_order", orderId);
  const charge = await rowOf(kernel, "debit.charge", String(order.charge_id));
  const month = "2026-10-01";
  await insert(kernel, "debit.charge", {
    ...charge,
    id: failedCharge,
    month,
    due_date: "2026-10-26",
    created_at: new Date("2026-10-19T01:00:00Z"),
  });
  await insert(kernel, "debit.debit_order", {
    ...order,
    id: failedOrder,
    charge_id: failedCharge,
    month,
    due_date: "2026-10-26",
    debit_date: "2026-10-26",
    state: "failed",
    code: "0021",
  });
  await debit.cash.receive(merchantId, {
    id: receipt,
    chargeId: failedCharge,
    amountWon: 30_000n,
    receivedOn: "2026-11-02",
    note: "",
    actor: ACTOR,
  });
  return { failedCharge, receipt };
}

/** One that the bank has taken long ago. */
async function insertRegistration(
  kernel: Kernel,
  { merchantId, id, orderId }: Key & { readonly orderId: string },
): Promise<void> {
  const order = await rowOf(kernel, "debit.debit_order", orderId);
  await insert(kernel, "debit.registration", {
    merchant_id: merchantId,
    id,
    instruction_id: order.instruction_id,
    account_id: order.account_id,
    kind: 1,
    origin: "merchant",
    rail: order.rail,
    bank_code: order.bank_code,
    payer_number: order.payer_number,
    state: "done",
    requested_at: kernel.clock.now(),
    requested_by: ACTOR,
    cutoff_at: kernel.clock.now(),
    result_due_at: kernel.clock.now(),
    code: "0000",
  });
}

async function rowOf(
  kernel: Kernel,
  table: string,
  id: string,
): Promise<Readonly<Record<string, unknown>>> {
  return await kernel.database.db.selectFrom(table as never).selectAll()
    .where("id" as never, "=", id as never).executeTakeFirstOrThrow();
}

async function insertInvoice(kernel: Kernel, { merchantId, id }: Key): Promise<void> {
  const party = {
    businessNumber: "1208700004",
    name: "주식회사 마루",
    representative: "한마루",
    address: "서울특별시 중구",
    businessType: "서비스",
    businessItem: "대행",
    email: "office@example.com",
  };
  await insert(kernel, "debit.tax_invoice", {
    merchant_id: merchantId,
    id,
    number: `202610-${id}`,
    month: "2026-10-01",
    issued_on: "2026-11-02",
    supplier: JSON.stringify(party),
    buyer: JSON.stringify(party),
    lines: JSON.stringify([]),
    supply_won: 300n,
    vat_won: 30n,
    state: "issued",
  });
}

async function insert(kernel: Kernel, table: string, row: object): Promise<void> {
  await kernel.database.db.insertInto(table as never).values(row as never).execute();
}
