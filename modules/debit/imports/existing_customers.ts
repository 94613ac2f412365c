import type { Kernel, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { keepBadRows } from "./stage_rows.ts";
import { IDENTITY_COLUMN } from "./staged_row.ts";
import { stagedCells } from "./staged_cells.ts";
import type { ImportKey } from "./tables.ts";

export interface RowRange extends ImportKey {
  readonly contractId: string;
  /** Row numbers, both included. */
  readonly from: number;
  readonly to: number;
}

export interface FoundCounts {
  readonly badCount: number;
  readonly sameCount: number;
}

interface Found {
  readonly row_number: number;
  readonly customer_id: string;
  readonly given_customer_id: string;
  readonly known_identity: Uint8Array | null;
  readonly given_identity: Uint8Array | null;
  readonly is_alike: boolean;
  readonly is_same: boolean;
  readonly has_item: boolean;
}

/**
 * Holds staged rows against the customers that exist: the same row again is `same`; another item for
 * a customer alike in every field is good; any other row with a known number is bad.
 *
 * @param isLocking keeps the customers as they are until the transaction ends
 */
export async function checkExisting(
  kernel: Kernel,
  tx: Transaction,
  range: RowRange,
  { isLocking }: { isLocking: boolean },
): Promise<FoundCounts> {
  const found = await findExisting(tx, range, isLocking);
  if (found.length === 0) return { badCount: 0, sameCount: 0 };
  const candidates = found.filter((row) => !row.is_same && row.is_alike && !row.has_item);
  const identicalRows = await rowsWithOneIdentity(kernel, candidates);
  const same = found.filter((row) => row.is_same).map((row) => row.row_number);
  const added = [...identicalRows];
  const taken = found
    .filter((row) => !row.is_same && !identicalRows.has(row.row_number))
    .map((row) => row.row_number);
  await setRows(tx, range, { rowNumbers: same, change: sql`verdict = 'same'` });
  await setRows(tx, range, { rowNumbers: added, change: sql`has_customer = true` });
  await refuseTaken(tx, range, taken);
  return { badCount: taken.length, sameCount: same.length };
}

async function findExisting(
  tx: Transaction,
  { merchantId, importId, contractId, from, to }: RowRange,
  isLocking: boolean,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select r.row_number, c.id as customer_id, r.customer_id as given_customer_id,
      c.identity_sealed as known_identity, r.identity_sealed as given_identity,
      c.state = 'active' and c.contract_id = ${contractId} and c.name = r.name
        and c.kind = r.kind and c.grade = r.grade and c.representative = r.representative
        and c.phone = r.phone and c.mobile = r.mobile and c.email = r.email
        and c.industry_code = r.industry_code and c.joined_on is not distinct from r.joined_on
        and c.region = r.region and c.postcode = r.postcode and c.address = r.address
        and c.address_detail = r.address_detail as is_alike,
      exists (
        select from debit.instruction i
        where i.merchant_id = c.merchant_id and i.customer_id = c.id
          and i.import_hash = r.content_hash
      ) as is_same,
      exists (
        select from debit.instruction i
        where i.merchant_id = c.merchant_id and i.customer_id = c.id
          and i.item_code = r.item_code and i.state <> 'ended'
      ) as has_item
    from debit.import_row r
    join debit.customer c on c.merchant_id = r.merchant_id and c.number = r.number
    where r.merchant_id = ${merchantId} and r.import_id = ${importId}
      and r.row_number between ${from} and ${to} and r.verdict = 'good'
    order by r.row_number
    ${isLocking ? sql`for share of c` : sql``}`.execute(tx);
  return rows;
}

/** Sealed identities cannot be compared in the database. */
async function rowsWithOneIdentity(
  kernel: Kernel,
  candidates: readonly Found[],
): Promise<Set<number>> {
  const without = candidates.filter((row) =>
    row.known_identity === null && row.given_identity === null
  );
  const both = candidates.filter((row) =>
    row.known_identity !== null && row.given_identity !== null
  );
  const known = await kernel.sealing.openManyBytes(
    IDENTITY_COLUMN,
    both.map((row) => ({ row: row.customer_id, sealed: row.known_identity! })),
  );
  const given = await kernel.sealing.openManyBytes(
    IDENTITY_COLUMN,
    both.map((row) => ({ row: row.given_customer_id, sealed: row.given_identity! })),
  );
  const alike = both.filter((_, index) => known[index]!.toHex() === given[index]!.toHex());
  return new Set([...without, ...alike].map((row) => row.row_number));
}

async function setRows(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  { rowNumbers, change }: { rowNumbers: readonly number[]; change: RawBuilder<unknown> },
): Promise<void> {
  if (rowNumbers.length === 0) return;
  await sql`update debit.import_row set ${change}
    where merchant_id = ${merchantId} and import_id = ${importId}
      and row_number = any (${rowNumbers as number[]}::integer[])`.execute(tx);
}

async function refuseTaken(
  tx: Transaction,
  key: ImportKey,
  rowNumbers: readonly number[],
): Promise<void> {
  if (rowNumbers.length === 0) return;
  const rows = await stagedCells(tx, key, rowNumbers);
  const problem = { column: "customerNumber", reason: "customerNumberTaken" } as const;
  await keepBadRows(
    tx,
    key,
    rows.map(({ rowNumber, number, cells }) => ({
      rowNumber,
      cells,
      problems: [{ ...problem, value: number }],
    })),
  );
  await setRows(tx, key, { rowNumbers, change: sql`verdict = 'bad'` });
}
