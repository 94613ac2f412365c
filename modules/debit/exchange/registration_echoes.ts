import type { RegistrationRecord } from "@maru/debit/files";
import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { type AccountDetails, openManyAccountDetails } from "./account_details.ts";
import { type Echo, requireEcho } from "./echoes.ts";
import { APPLICATION_KINDS } from "./registration_content.ts";

interface SentRegistration {
  readonly sequence: number;
  readonly kind: number;
  readonly payer_number: string;
  readonly bank_code: string;
  readonly account_id: string;
  readonly details_sealed: Uint8Array;
}

/**
 * Whether rejections repeat what was sent under their sequence numbers. What the payer's bank or the
 * centre may fill in is not compared: branches, the way by which an application came, and its day.
 *
 * @throws {UnreconciledResultError} naming the first record and field that differ
 */
export async function requireRegistrationEchoes(
  kernel: Kernel,
  tx: Transaction,
  { fileId, answer, records, recordNumber }: {
    fileId: string;
    /** The answer's name as its records hold it. */
    answer: string;
    records: readonly RegistrationRecord[];
    /** The place of the first of them. */
    recordNumber: number;
  },
): Promise<void> {
  const sequences = records.map(({ sequence }) => sequence);
  const sent = await sentEchoes(kernel, tx, { fileId, sequences });
  for (const [index, record] of records.entries()) {
    const { sequence } = record;
    requireEcho({ file: answer, recordNumber: recordNumber + index, sequence }, {
      came: echoOf(record),
      sent: sent.get(sequence),
    });
  }
}

function echoOf(record: RegistrationRecord): Echo {
  return {
    payerNumber: record.payerNumber,
    applicationKind: record.applicationKind,
    bankBranchCode: record.bankBranchCode.slice(0, 3),
    accountNumber: record.accountNumber,
    holderIdentifier: record.holderIdentifier,
    fundKind: record.fundKind,
    institutionArea: record.institutionArea,
  };
}

/** By sequence. */
async function sentEchoes(
  kernel: Kernel,
  tx: Transaction,
  { fileId, sequences }: { fileId: string; sequences: readonly number[] },
): Promise<ReadonlyMap<number, Echo>> {
  const { rows } = await sql<SentRegistration>`
    select r.sequence, r.kind, r.payer_number, r.bank_code, r.account_id, a.details_sealed
    from unnest(${[...sequences]}::integer[]) wanted (sequence)
    join debit.registration r on r.file_id = ${fileId} and r.sequence = wanted.sequence
    join debit.account a on a.merchant_id = r.merchant_id and a.id = r.account_id`.execute(tx);
  const details = await openManyAccountDetails(kernel.sealing, rows);
  return new Map(rows.map((row, index) => [row.sequence, sentEcho(row, details[index]!)]));
}

/** As `registrationContent` writes it. */
function sentEcho(row: SentRegistration, details: AccountDetails): Echo {
  return {
    payerNumber: row.payer_number,
    applicationKind: APPLICATION_KINDS[row.kind] ?? "new",
    bankBranchCode: row.bank_code,
    ...details,
    fundKind: "",
    institutionArea: "",
  };
}
