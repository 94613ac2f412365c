import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { openAccountDetails } from "./account_details.ts";
import { DEBIT_FORM, type DebitContentTarget } from "./debit_content_target.ts";

const ROWS_AT_ONCE = 5_000;

interface Row {
  readonly sequence: number;
  readonly bank_code: string;
  readonly account_id: string;
  readonly details_sealed: Uint8Array;
  readonly amount_won: bigint;
  readonly payer_number: string;
  readonly passbook_text: string;
}

/**
 * Writes the records of a file with queries alone, for a database without COPY; yields how many are
 * written each time that some can be taken.
 */
export async function* selectedRecords(
  kernel: Kernel,
  { file, writer }: DebitContentTarget,
): AsyncGenerator<number> {
  for (let after = 0; after < file.record_count; after += ROWS_AT_ONCE) {
    let count = 0;
    for (const row of await readRows(kernel, { fileId: file.id, after })) {
      const details = await openAccountDetails(kernel.sealing, {
        accountId: row.account_id,
        sealed: row.details_sealed,
      });
      count = writer.record({
        bankBranchCode: `${row.bank_code}0000`,
        accountNumber: details.accountNumber,
        holderIdentifier: details.holderIdentifier,
        amountWon: row.amount_won,
        passbookText: row.passbook_text,
        payerNumber: row.payer_number,
        debitForm: DEBIT_FORM,
      });
    }
    yield count;
  }
}

async function readRows(
  kernel: Kernel,
  { fileId, after }: { fileId: string; after: number },
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select o.sequence, o.bank_code, o.account_id, a.details_sealed, o.amount_won, o.payer_number,
      f.passbook_text
    from debit.debit_order o
    join debit.account a on a.merchant_id = o.merchant_id and a.id = o.account_id
    join debit.file_merchant f on f.file_id = o.file_id and f.merchant_id = o.merchant_id
    where o.file_id = ${fileId} and o.sequence > ${after} and o.sequence <= ${after + ROWS_AT_ONCE}
    order by o.sequence`.execute(kernel.database.db);
  return rows;
}
