import {
  type Copy,
  copyBatches,
  copyLiteral,
  type FixedColumn,
  newFixedColumn,
  type Sealing,
} from "@maru/kernel";
import { DETAILS_COLUMN, DETAILS_LENGTH } from "./account_details.ts";
import { DebitContentRows } from "./debit_content_rows.ts";
import type { DebitContentTarget } from "./debit_content_target.ts";

/** Columns of the query, by their place. */
const ACCOUNT_ID = 1;
const DETAILS_SEALED = 2;
const COLUMN_COUNT = 6;

/**
 * Writes the records of a file by one COPY in binary format, a million of them in about the time
 * that the database takes to give them; yields how many are written each time that some can be taken.
 */
export async function* copiedRecords(
  { copy, sealing }: { copy: Copy; sealing: Sealing },
  { file, writer }: DebitContentTarget,
): AsyncGenerator<number> {
  const rows = new DebitContentRows();
  let opened: FixedColumn = newFixedColumn({ rowCount: 0, width: DETAILS_LENGTH });
  const chunks = copy.out(`copy (${debitContentQuery(file.id)}) to stdout (format binary)`);
  for await (const batch of copyBatches(chunks, { columnCount: COLUMN_COUNT })) {
    const { rowCount } = batch;
    if (opened.lengths.length < rowCount) {
      opened = newFixedColumn({ rowCount, width: DETAILS_LENGTH });
    }
    sealing.openPacked(DETAILS_COLUMN, {
      rowCount,
      rows: batch.column(ACCOUNT_ID),
      rowsAre: "uuid",
      sealed: batch.column(DETAILS_SEALED),
      into: opened,
    });
    yield writer.rows(rows.of(batch, opened));
  }
}

/** What the records of a file are made of, by their sequence. */
export function debitContentQuery(fileId: string): string {
  return `select o.bank_code, o.account_id, a.details_sealed, o.amount_won, o.payer_number,
      f.passbook_text
    from debit.debit_order o
    join debit.account a on a.merchant_id = o.merchant_id and a.id = o.account_id
    join debit.file_merchant f on f.file_id = o.file_id and f.merchant_id = o.merchant_id
    where o.file_id = ${copyLiteral(fileId)}
    order by o.sequence`;
}
