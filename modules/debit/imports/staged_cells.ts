import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { ImportKey } from "./tables.ts";
import { KIND_TITLES } from "./titles.ts";

interface StagedCells {
  readonly rowNumber: number;
  readonly number: string;
  /** In the order of the template, as the row was understood. */
  readonly cells: readonly string[];
}

/** Rows that wait to be written as texts again, secrets by their masks. */
export async function stagedCells(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  rowNumbers: readonly number[],
): Promise<StagedCells[]> {
  const { rows } = await sql<{ row_number: number; cells: string[] }>`
    select r.row_number, jsonb_build_array(r.number, r.name, r.kind, r.grade, r.identity_masked,
      r.representative, r.phone, r.mobile, r.email, r.industry_code,
      coalesce(r.joined_on::text, ''), r.region, r.postcode, r.address, r.address_detail,
      coalesce(i.name, r.item_code), r.limit_won::text, r.monthly_won::text,
      trim_scale(r.discount_rate / 100.0)::text, r.discount_won::text,
      to_char(r.first_month, 'YYYY-MM'), coalesce(to_char(r.last_month, 'YYYY-MM'), ''),
      r.due_day::text, coalesce(b.name, r.bank_code), r.account_masked, r.holder,
      r.holder_identity_masked, r.manager) as cells
    from debit.import_row r
    left join debit.item i on i.code = r.item_code
    left join debit.bank b on b.code = r.bank_code
    where r.merchant_id = ${merchantId} and r.import_id = ${importId}
      and r.row_number = any (${rowNumbers as number[]}::integer[])
    order by r.row_number`.execute(tx);
  const titles = new Map(
    Object.entries(KIND_TITLES).map(([title, kind]) => [kind as string, title] as const).reverse(),
  );
  return rows.map(({ row_number, cells: [number = "", name = "", kind = "", ...rest] }) => ({
    rowNumber: row_number,
    number,
    cells: [number, name, titles.get(kind) ?? kind, ...rest],
  }));
}
