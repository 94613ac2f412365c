import {
  type ApplicationKind,
  createRegistrationFileWriter,
  type RegistrationRecord,
} from "@maru/debit/files";
import { sql } from "kysely";
import { openAccountDetails } from "./account_details.ts";
import type { ExchangeParts } from "./deps.ts";
import type { FileRecord } from "./file_row.ts";

/** What a row applies for, by the digit of the layout (신청구분). */
export const APPLICATION_KINDS: Readonly<Record<number, ApplicationKind>> = {
  1: "new",
  3: "cancel",
  7: "forced-cancel",
};
const ROWS_AT_ONCE = 5_000;
/** An account move (계좌변경): cancel and new of one payer in one file (0079 where one is missing). */
const MOVED = "CHNG";

interface Row {
  readonly kind: number;
  readonly payer_number: string;
  readonly bank_code: string;
  readonly account_id: string;
  readonly details_sealed: Uint8Array;
  readonly is_moved: boolean;
}

/** EB13 from the applications of the file, by their sequence. */
export async function* registrationContent(
  { kernel, settings }: ExchangeParts,
  file: FileRecord,
): AsyncIterable<Uint8Array> {
  const writer = createRegistrationFileWriter({
    kind: "EB13",
    institutionCode: settings.institutionCode,
    date: file.business_date,
  });
  for (let after = 0; after < file.record_count; after += ROWS_AT_ONCE) {
    const { rows } = await sql<Row>`
      select r.kind, r.payer_number, r.bank_code, r.account_id, a.details_sealed,
        r.pair_id is not null and exists (
          select from debit.registration other
          where other.file_id = r.file_id and other.pair_id = r.pair_id and other.id <> r.id
        ) as is_moved
      from debit.registration r
      join debit.account a on a.merchant_id = r.merchant_id and a.id = r.account_id
      where r.file_id = ${file.id} and r.sequence > ${after} and r.sequence <= ${
      after + ROWS_AT_ONCE
    }
      order by r.sequence`.execute(kernel.database.db);
    for (const row of rows) {
      const details = await openAccountDetails(kernel.sealing, {
        accountId: row.account_id,
        sealed: row.details_sealed,
      });
      writer.record({
        applyDate: file.business_date,
        applicationKind: APPLICATION_KINDS[row.kind] ?? "new",
        payerNumber: row.payer_number,
        bankBranchCode: `${row.bank_code}0000`,
        accountNumber: details.accountNumber,
        holderIdentifier: details.holderIdentifier,
        ...(row.is_moved ? { handlingBranch: MOVED } : {}),
      });
    }
    yield* writer.drain();
  }
  writer.trailer();
  yield* writer.drain();
}

/** EB12: the applications of an EB11 that we refuse, as they came and with our code. */
export async function* answerContent(
  { kernel, settings }: ExchangeParts,
  file: FileRecord,
): AsyncIterable<Uint8Array> {
  const writer = createRegistrationFileWriter({
    kind: "EB12",
    institutionCode: settings.institutionCode,
    date: file.business_date,
  });
  const { rows } = await sql<
    {
      result_file_id: string;
      sequence: number;
      record_sealed: Uint8Array;
      refusal_code: "A013" | "A017" | "A019";
    }
  >`
    select result_file_id, sequence, record_sealed, refusal_code from debit.bank_application
    where file_id = ${file.id} order by result_file_id, sequence`.execute(kernel.database.db);
  for (const row of rows) {
    const bytes = await kernel.sealing.openBytes(applicationPlace(row), row.record_sealed);
    const record: RegistrationRecord = JSON.parse(new TextDecoder().decode(bytes));
    writer.record({ ...record, accepted: false, code: row.refusal_code });
  }
  writer.trailer();
  yield* writer.drain();
}

/** Where the sealed record of a bank's application stands. */
export function applicationPlace(
  { result_file_id, sequence }: { result_file_id: string; sequence: number },
) {
  return {
    table: "debit.bank_application",
    column: "record_sealed",
    row: `${result_file_id}:${sequence}`,
  };
}
