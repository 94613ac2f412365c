import type { BusinessDate, Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { EventLog } from "../integration/event_log.ts";
import type { DebitSettings } from "../settings.ts";
import { shareVat } from "./fees.ts";
import type { InvoiceParty } from "./money_desk.ts";
import { type InvoiceLine, moneyTables } from "./tables.ts";

export interface InvoiceParts {
  readonly kernel: Kernel;
  readonly events: EventLog;
  readonly settings: DebitSettings;
}

/**
 * Issues one invoice a merchant for the fees of the months that are over (부가가치세법 제34조: one for a
 * calendar month, by the tenth of the next). Its VAT is the sum of the settlements' VAT.
 */
export async function issueInvoices(parts: InvoiceParts): Promise<number> {
  const today = parts.kernel.calendar.dateOf(parts.kernel.clock.now());
  const { rows } = await sql<{ merchant_id: string; month: string }>`
    select merchant_id, date_trunc('month', payout_on)::date::text as month
    from debit.settlement
    where invoice_id is null and fee_won > 0
      and payout_on < date_trunc('month', ${today}::date)::date
    group by 1, 2 order by 2, 1`.execute(parts.kernel.database.db);
  let count = 0;
  for (const { merchant_id, month } of rows) {
    const isIssued = await parts.kernel.transaction((tx) =>
      issue(parts, tx, { merchantId: merchant_id, month, today })
    );
    if (isIssued) count += 1;
  }
  return count;
}

async function issue(
  parts: InvoiceParts,
  tx: Transaction,
  { merchantId, month, today }: { merchantId: string; month: BusinessDate; today: BusinessDate },
): Promise<boolean> {
  const merchant = await moneyTables(tx).selectFrom("merchant").selectAll()
    .where("id", "=", merchantId).forUpdate().executeTakeFirstOrThrow();
  const id = parts.kernel.uuid();
  const { rows: [sums] } = await sql<{ count: number; supply: bigint | null; vat: bigint | null }>`
    with taken as (
      update debit.settlement set invoice_id = ${id}
      where merchant_id = ${merchantId} and invoice_id is null and fee_won > 0
        and date_trunc('month', payout_on)::date = ${month}::date
      returning fee_won, vat_won
    )
    select count(*)::int as count, sum(fee_won)::bigint as supply, sum(vat_won)::bigint as vat
    from taken`.execute(tx);
  if (sums === undefined || sums.count === 0) return false;
  const number = `${month.slice(0, 7).replace("-", "")}-${merchant.number}`;
  await moneyTables(tx).insertInto("tax_invoice").values({
    merchant_id: merchantId,
    id,
    number,
    month,
    issued_on: today,
    supplier: JSON.stringify(supplierOf(parts.settings)),
    buyer: JSON.stringify(buyerOf(merchant)),
    lines: JSON.stringify(await linesOf(tx, { merchantId, id, vatWon: sums.vat ?? 0n })),
    supply_won: sums.supply ?? 0n,
    vat_won: sums.vat ?? 0n,
    state: "issued",
  }).execute();
  await parts.events.append(tx, [{
    merchantId,
    type: "invoice.issued",
    subjectId: id,
    data: { invoiceId: id, number, month },
  }]);
  return true;
}

/** One line an item, kind and fee. */
async function linesOf(
  tx: Transaction,
  { merchantId, id, vatWon }: { merchantId: string; id: string; vatWon: bigint },
): Promise<readonly InvoiceLine[]> {
  const { rows } = await sql<
    { name: string; kind: keyof typeof NAMES; unit: bigint; count: number }
  >`
    select i.name, l.kind, l.unit_fee_won as unit, sum(l.line_count)::int as count
    from debit.settlement s
    join debit.settlement_line l on l.merchant_id = s.merchant_id and l.settlement_id = s.id
    join debit.item i on i.code = l.item_code
    where s.merchant_id = ${merchantId} and s.invoice_id = ${id} and l.fee_won > 0
    group by 1, 2, 3 order by 1, 2`.execute(tx);
  const suppliesWon = rows.map(({ unit, count }) => unit * BigInt(count));
  const vats = shareVat(vatWon, suppliesWon);
  return rows.map(({ name, kind, unit, count }, index) => ({
    name: `${name} ${NAMES[kind]}`,
    count,
    unitWon: Number(unit),
    supplyWon: Number(suppliesWon[index]),
    vatWon: Number(vats[index]),
  }));
}

/** What stands on the invoice; it is data that both parties keep. */
const NAMES = {
  success: "출금 수수료",
  failure: "미처리 수수료",
  registration: "계좌신청 수수료",
} as const;

function supplierOf(settings: DebitSettings): InvoiceParty {
  return {
    businessNumber: settings.supplierBusinessNumber,
    name: settings.supplierName,
    representative: settings.supplierRepresentative,
    address: settings.supplierAddress,
    businessType: "서비스업",
    businessItem: "자동이체 대행",
    email: "",
  };
}

function buyerOf(merchant: {
  business_number: string;
  name: string;
  representative: string;
  address: string;
  business_type: string;
  business_item: string;
  email: string;
}): InvoiceParty {
  return {
    businessNumber: merchant.business_number,
    name: merchant.name,
    representative: merchant.representative,
    address: merchant.address,
    businessType: merchant.business_type,
    businessItem: merchant.business_item,
    email: merchant.email,
  };
}
