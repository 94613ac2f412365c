import { isResultCode, RESULT_CODES, sftpFileName } from "@maru/debit/files";
import type { BusinessDate } from "@maru/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { lookUp } from "../fenced.ts";
import {
  ACCOUNT_OF_ORDER,
  CHARGE_OF_ORDER,
  CUSTOMER_OF_CHARGE,
  RETRY_OF_ORDER,
} from "../order_joins.ts";
import type { OrderRow, OrderState, RetryClass } from "../order_desk.ts";

const NAMED_ORDER = lookUp(
  sql`debit.debit_order`,
  sql`o`,
  sql`merchant_id = p.merchant_id and id = p.id`,
);

/** A row with its place in the list. */
export interface PlacedOrder {
  readonly order: OrderRow;
  readonly place: { readonly value: string; readonly id: string };
}

/**
 * Rows of orders that a query names, in its order: `(merchant_id, id, place_value)`. Names,
 * files and retries are looked up for them alone.
 */
export async function readOrders(
  db: Kysely<unknown>,
  named: RawBuilder<unknown>,
): Promise<PlacedOrder[]> {
  const { rows } = await sql<Row>`
    with named as materialized (
      select n.*, row_number() over () as position from (${named}) n
    )
    select p.place_value, o.id, o.contract_id, o.instruction_id, o.charge_id, o.kind,
      o.is_automatic, o.month, o.debit_date, o.arrears_won, o.amount_won, o.state, o.bank_code,
      o.requested_at, o.cutoff_at, o.result_due_at, o.resulted_at, o.code, o.sequence,
      ch.customer_id, ch.item_code, ch.grade, ch.gross_won, ch.discount_won,
      c.number as customer_number, c.name as customer_name, m.name as item_name,
      b.name as bank_name, a.account_masked, f.kind as file_kind, f.business_date as file_date,
      r.debit_date as will_retry_on
    from named p
    ${NAMED_ORDER} ${CHARGE_OF_ORDER} ${CUSTOMER_OF_CHARGE} ${ACCOUNT_OF_ORDER} ${RETRY_OF_ORDER}
    join debit.item m on m.code = ch.item_code
    join debit.bank b on b.code = o.bank_code
    left join debit.file f on f.id = o.file_id
    order by p.position`.execute(db);
  return rows.map((row) => ({
    order: orderOf(row),
    place: { value: row.place_value, id: row.id },
  }));
}

interface Row {
  readonly place_value: string;
  readonly id: string;
  readonly contract_id: string;
  readonly instruction_id: string;
  readonly charge_id: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly customer_name: string;
  readonly grade: string;
  readonly item_code: string;
  readonly item_name: string;
  readonly bank_code: string;
  readonly bank_name: string;
  readonly account_masked: string;
  readonly kind: "regular" | "retry";
  readonly is_automatic: boolean;
  readonly month: BusinessDate;
  readonly debit_date: BusinessDate;
  readonly gross_won: bigint;
  readonly discount_won: bigint;
  readonly arrears_won: bigint;
  readonly amount_won: bigint;
  readonly state: OrderState;
  readonly requested_at: Date;
  readonly cutoff_at: Date;
  readonly result_due_at: Date;
  readonly resulted_at: Date | null;
  readonly code: string | null;
  readonly sequence: number | null;
  readonly file_kind: "EB21" | "EC21" | null;
  readonly file_date: BusinessDate | null;
  readonly will_retry_on: BusinessDate | null;
}

function orderOf(row: Row): OrderRow {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    grade: row.grade,
    instructionId: row.instruction_id,
    chargeId: row.charge_id,
    contractId: row.contract_id,
    itemCode: row.item_code,
    itemName: row.item_name,
    bankCode: row.bank_code,
    bankName: row.bank_name,
    accountMasked: row.account_masked,
    kind: row.kind,
    isAutomatic: row.is_automatic,
    month: row.month,
    debitDate: row.debit_date,
    grossWon: row.gross_won,
    discountWon: row.discount_won,
    arrearsWon: row.arrears_won,
    amountWon: row.amount_won,
    state: row.state,
    requestedAt: row.requested_at,
    cutoffAt: row.cutoff_at,
    resultDueAt: row.result_due_at,
    ...(row.resulted_at === null ? {} : { resultedAt: row.resulted_at }),
    ...failureOf(row),
    ...(row.file_kind === null || row.file_date === null
      ? {}
      : { fileName: sftpFileName({ kind: row.file_kind, date: row.file_date }) }),
    ...(row.sequence === null ? {} : { sequence: row.sequence }),
  };
}

/** A collected order has a code too, 0000: it is no failure. */
function failureOf(row: Row): Pick<OrderRow, "code" | "retryClass" | "willRetryOn"> {
  if (row.state !== "failed" || row.code === null) return {};
  const retryClass = retryClassOf(row.code);
  return {
    code: row.code,
    ...(retryClass === undefined ? {} : { retryClass }),
    ...(row.will_retry_on === null ? {} : { willRetryOn: row.will_retry_on }),
  };
}

/** What can be done about a failure; nothing is known of a code that is not in the table. */
export function retryClassOf(code: string): RetryClass | undefined {
  if (!isResultCode(code)) return undefined;
  const { retryClass } = RESULT_CODES[code];
  return retryClass === "none" ? undefined : retryClass;
}
