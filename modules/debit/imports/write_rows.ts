import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { nextPayerNumbers } from "../customers/payer_numbers.ts";
import { isUniqueViolation } from "../customers/unique_violation.ts";
import type { Actor } from "../parts.ts";
import type { RowRange } from "./existing_customers.ts";

/** A customer of one of the rows was added by somebody else at this very moment: look again. */
export class CustomerAppearedError extends Error {
  override name = "CustomerAppearedError";
}

const MERCHANT_NUMBER_LENGTH = 8;

/**
 * Writes the good rows of a range: customers, accounts and instructions, one statement each.
 *
 * @returns the new instructions
 * @throws {CustomerAppearedError} nothing may be committed then
 */
export async function writeRows(
  kernel: Kernel,
  tx: Transaction,
  range: RowRange,
  { actor, firstNumber }: { actor: Actor; firstNumber: string | undefined },
): Promise<readonly string[]> {
  const at = kernel.clock.now();
  await addCustomers(tx, range, at);
  const count = await addAccounts(tx, range, at);
  if (count === 0) return [];
  const { merchantId } = range;
  const first = firstNumber ?? (await nextPayerNumbers(tx, { merchantId, count }))[0]!;
  return await addInstructions(tx, range, { at, actor, firstNumber: first });
}

function good({ merchantId, importId, from, to }: RowRange) {
  return sql`r.merchant_id = ${merchantId} and r.import_id = ${importId}
    and r.row_number between ${from} and ${to} and r.verdict = 'good'`;
}

/** A number that is taken ends the statement: to look for each one first would take a sixth longer. */
async function addCustomers(tx: Transaction, range: RowRange, at: Date): Promise<void> {
  await sql`
    insert into debit.customer (merchant_id, id, contract_id, number, name, kind, grade,
      identity_sealed, identity_masked, representative, phone, mobile, email, industry_code,
      joined_on, region, postcode, address, address_detail, created_at, updated_at)
    select r.merchant_id, r.customer_id, ${range.contractId}, r.number, r.name, r.kind, r.grade,
      r.identity_sealed, r.identity_masked, r.representative, r.phone, r.mobile, r.email,
      r.industry_code, r.joined_on, r.region, r.postcode, r.address, r.address_detail,
      ${at}::timestamptz, ${at}::timestamptz
    from debit.import_row r
    where ${good(range)} and not r.is_repeat and not r.has_customer`.execute(tx).catch((error) => {
    throw isUniqueViolation(error) ? new CustomerAppearedError(undefined, { cause: error }) : error;
  });
}

async function addAccounts(tx: Transaction, range: RowRange, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into debit.account (merchant_id, id, bank_code, details_sealed, account_masked, holder,
      created_at)
    select r.merchant_id, r.account_id, r.bank_code, r.details_sealed, r.account_masked, r.holder,
      ${at}::timestamptz
    from debit.import_row r
    where ${good(range)}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Payer numbers follow the first one in the order of the rows. */
async function addInstructions(
  tx: Transaction,
  range: RowRange,
  { at, actor, firstNumber }: { at: Date; actor: Actor; firstNumber: string },
): Promise<string[]> {
  const merchantNumber = firstNumber.slice(0, MERCHANT_NUMBER_LENGTH);
  const firstSerial = BigInt(firstNumber.slice(MERCHANT_NUMBER_LENGTH));
  // A list in one text: rows of their own would be most of what this process has to do here.
  const { rows: [added] } = await sql<{ ids: string | null }>`
    with added as (
    insert into debit.instruction (merchant_id, id, customer_id, contract_id, item_code,
      payer_number, account_id, bank_code, limit_won, monthly_won, discount_rate, discount_won,
      first_month, last_month, due_day, manager, registered_by, import_hash, created_at, updated_at)
    select r.merchant_id, r.instruction_id,
      case when r.is_repeat or r.has_customer then (
        select c.id from debit.customer c
        where c.merchant_id = r.merchant_id and c.number = r.number
      ) else r.customer_id end,
      ${range.contractId}, r.item_code,
      ${merchantNumber}
        || lpad((${firstSerial}::bigint + row_number() over (order by r.row_number) - 1)::text, 12, '0'),
      r.account_id, r.bank_code, r.limit_won, r.monthly_won, r.discount_rate, r.discount_won,
      r.first_month, r.last_month, r.due_day, r.manager, ${actor}, r.content_hash,
      ${at}::timestamptz, ${at}::timestamptz
    from debit.import_row r
    where ${good(range)}
    order by r.row_number
    returning id
    )
    select string_agg(id::text, ',') as ids from added`.execute(tx);
  return added?.ids?.split(",") ?? [];
}
