import {
  type DebitResult,
  type DebitResultFileKind,
  type FileIdentity,
  readDebitResultFile,
  recordFileName,
  toFullWidth,
} from "@maru/debit/files";
import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { type AccountDetails, openManyAccountDetails } from "./account_details.ts";
import { DEBIT_FORM } from "./debit_content_target.ts";
import { type Echo, inGroups, requireEcho } from "./echoes.ts";
import { streamOf } from "./stream_of.ts";

interface SentDebit {
  readonly sequence: number;
  readonly bank_code: string;
  readonly account_id: string;
  readonly details_sealed: Uint8Array;
  readonly amount_won: bigint;
  readonly payer_number: string;
  readonly passbook_text: string;
}

/**
 * Whether every failure repeats what was sent under its sequence number. Two fields may differ: a
 * branch, which the payer's bank may fill in where we name none, and a phone, which we send none of.
 *
 * @throws {UnreconciledResultError} naming the first record and field that differ
 * @throws {FileFormatError} a record cannot be read
 */
export async function requireDebitEchoes(
  kernel: Kernel,
  tx: Transaction,
  { fileId, identity, bytes }: {
    fileId: string;
    identity: FileIdentity<DebitResultFileKind>;
    bytes: readonly Uint8Array[];
  },
): Promise<void> {
  const file = recordFileName(identity);
  const reading = readDebitResultFile(streamOf(bytes), identity);
  let recordNumber = 0;
  for await (const results of inGroups(reading.batches())) {
    const sent = await sentEchoes(kernel, tx, {
      fileId,
      sequences: results.map(({ sequence }) => sequence),
    });
    for (const result of results) {
      recordNumber++;
      const { sequence } = result;
      requireEcho({ file, recordNumber, sequence }, {
        came: echoOf(result),
        sent: sent.get(sequence),
      });
    }
  }
}

function echoOf(result: DebitResult): Echo {
  return {
    payerNumber: result.payerNumber,
    amountWon: String(result.failedAmountWon),
    bankBranchCode: result.bankBranchCode.slice(0, 3),
    accountNumber: result.accountNumber,
    holderIdentifier: result.holderIdentifier,
    // Half-width text is read where the whole of it is; it says the same.
    passbookText: toFullWidth(result.passbookText),
    debitForm: result.debitForm,
    fundKind: result.fundKind,
    institutionArea: result.institutionArea,
  };
}

/** By sequence. */
async function sentEchoes(
  kernel: Kernel,
  tx: Transaction,
  { fileId, sequences }: { fileId: string; sequences: readonly number[] },
): Promise<ReadonlyMap<number, Echo>> {
  const { rows } = await sql<SentDebit>`
    select o.sequence, o.bank_code, o.account_id, a.details_sealed, o.amount_won, o.payer_number,
      f.passbook_text
    from unnest(${[...sequences]}::integer[]) wanted (sequence)
    join debit.debit_order o on o.file_id = ${fileId} and o.sequence = wanted.sequence
    join debit.account a on a.merchant_id = o.merchant_id and a.id = o.account_id
    join debit.file_merchant f on f.file_id = o.file_id and f.merchant_id = o.merchant_id`.execute(
    tx,
  );
  const details = await openManyAccountDetails(kernel.sealing, rows);
  return new Map(rows.map((row, index) => [row.sequence, sentEcho(row, details[index]!)]));
}

/** As `debitContent` writes it. */
function sentEcho(row: SentDebit, details: AccountDetails): Echo {
  return {
    payerNumber: row.payer_number,
    amountWon: String(row.amount_won),
    bankBranchCode: row.bank_code,
    ...details,
    passbookText: toFullWidth(row.passbook_text),
    debitForm: DEBIT_FORM,
    fundKind: "",
    institutionArea: "",
  };
}
