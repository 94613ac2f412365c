import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { actorNames } from "../actor_names.ts";
import { isId } from "../settings/lists/ids.ts";
import type { ImportParts } from "./deps.ts";
import { ImportNotFoundError } from "./errors.ts";
import type { BadRow, Import, ImportDesk, ImportRefusal } from "./import_desk.ts";
import { type ImportKey, importTables } from "./tables.ts";

const LIST_LENGTH_MAX = 100;
const BAD_ROW_COUNT_MAX = 1_000;

interface Row {
  readonly id: string;
  readonly file_name: string;
  readonly contract_id: string;
  readonly state: Import["state"];
  readonly refusal: ImportRefusal | null;
  readonly refusal_row: number | null;
  readonly refused_columns: { missing: string[]; unknown: string[] } | null;
  readonly row_count: number;
  readonly bad_count: number;
  readonly same_count: number;
  readonly applied_count: number;
  readonly which: "all" | "good" | null;
  readonly created_at: Date;
  readonly created_by: string;
}

export function createImportLists(
  { kernel, auth }: ImportParts,
): Pick<ImportDesk, "get" | "list" | "badRows"> {
  return {
    async get(merchantId, id) {
      const [row] = isId(id) ? await rowsOf(kernel, merchantId, sql`and id = ${id}`) : [];
      if (row === undefined) throw new ImportNotFoundError(id);
      return viewOf(row, await actorNames(auth, merchantId));
    },
    async list(merchantId) {
      const nameOf = await actorNames(auth, merchantId);
      return (await rowsOf(kernel, merchantId, sql``)).map((row) => viewOf(row, nameOf));
    },
    async badRows(merchantId, { id, afterRow = 0, limit }) {
      if (!(limit >= 1 && limit <= BAD_ROW_COUNT_MAX)) {
        throw new RangeError(`Cannot list "${limit}" rows: wanted 1 to ${BAD_ROW_COUNT_MAX}`);
      }
      const key = { merchantId, importId: id };
      await requireImport(kernel, key);
      const rows = await badRowsOf(kernel, key, { afterRow, limit });
      return rows.flatMap(({ problems }) => problems);
    },
  };
}

/** @throws {ImportNotFoundError} */
export async function requireImport(
  kernel: Kernel,
  { merchantId, importId }: ImportKey,
): Promise<void> {
  const row = isId(importId)
    ? await importTables(kernel.database.db).selectFrom("import").select("id")
      .where("merchant_id", "=", merchantId).where("id", "=", importId).executeTakeFirst()
    : undefined;
  if (row === undefined) throw new ImportNotFoundError(importId);
}

/** Bad rows by their numbers, each with its cells and all its reasons. */
export async function badRowsOf(
  kernel: Kernel,
  { merchantId, importId }: ImportKey,
  { afterRow, limit }: { afterRow: number; limit: number },
): Promise<{ rowNumber: number; cells: readonly string[]; problems: BadRow[] }[]> {
  const rows = await importTables(kernel.database.db).selectFrom("import_bad_row")
    .select(["row_number", "cells", "problems"])
    .where("merchant_id", "=", merchantId).where("import_id", "=", importId)
    .where("row_number", ">", afterRow).orderBy("row_number").limit(limit).execute();
  return rows.map(({ row_number: rowNumber, cells, problems }) => ({
    rowNumber,
    cells,
    problems: problems.map((problem) => ({ rowNumber, ...problem })),
  }));
}

/** An import whose reader is gone shows as refused at once, before the tick has seen it. */
async function rowsOf(
  kernel: Kernel,
  merchantId: string,
  condition: RawBuilder<unknown>,
): Promise<Row[]> {
  const isLost = sql`(state = 'reading' and lease_until < clock_timestamp())`;
  const { rows } = await sql<Row>`
    select id, file_name, contract_id, refusal_row, refused_columns, row_count, bad_count,
      same_count, applied_count, which, created_at, created_by,
      case when ${isLost} then 'refused' else state end as state,
      case when ${isLost} then 'interrupted' else refusal end as refusal
    from debit.import where merchant_id = ${merchantId} ${condition}
    order by id desc limit ${sql.lit(LIST_LENGTH_MAX)}`.execute(kernel.database.db);
  return rows;
}

function viewOf(row: Row, nameOf: (actor: string) => string): Import {
  return {
    id: row.id,
    fileName: row.file_name,
    contractId: row.contract_id,
    state: row.state,
    ...(row.refusal === null ? {} : { refusal: row.refusal }),
    ...(row.refusal_row === null ? {} : { refusalRow: row.refusal_row }),
    ...(row.refused_columns === null ? {} : { refusedColumns: row.refused_columns }),
    rowCount: row.row_count,
    goodCount: row.row_count - row.bad_count - row.same_count,
    badCount: row.bad_count,
    sameCount: row.same_count,
    appliedCount: row.applied_count,
    ...(row.which === null ? {} : { which: row.which }),
    createdAt: row.created_at,
    actorName: nameOf(row.created_by),
  };
}
