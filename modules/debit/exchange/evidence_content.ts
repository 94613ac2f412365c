import { createEvidenceFileWriter, type EvidenceKind } from "@maru/debit/files";
import { sql } from "kysely";
import { openAccountDetails } from "./account_details.ts";
import type { ExchangeParts } from "./deps.ts";
import type { FileRecord } from "./file_row.ts";
import { isStanding } from "./standing_proof.ts";

/** Ours by number: paper, recorded voice, signed with a certificate, confirmed by a phone code. */
const KINDS: Readonly<Record<number, EvidenceKind>> = {
  1: "paper",
  2: "recording",
  3: "certificate-signature",
  4: "general-signature",
};

interface Row {
  readonly id: string;
  readonly merchant_id: string;
  readonly kind: number;
  readonly extension: string;
  readonly bytes_sealed: Uint8Array;
  readonly payer_number: string;
  readonly bank_code: string;
  readonly account_id: string;
  readonly details_sealed: Uint8Array;
}

/** EI13: for each new registration of the EB13 of the same day, the last proof given before it was built. */
export async function* evidenceContent(
  { kernel, settings }: ExchangeParts,
  file: FileRecord,
): AsyncIterable<Uint8Array> {
  const writer = createEvidenceFileWriter({
    kind: "EI13",
    institutionCode: settings.institutionCode,
    date: file.business_date,
    evidenceCount: file.record_count,
  });
  const { rows: sequences } = await sql<{ sequence: number }>`
    select r.sequence from debit.registration r
    join debit.file f on f.id = r.file_id
    where f.rail = ${file.rail} and f.bank_code = ${file.bank_code} and f.kind = 'EB13'
      and f.business_date = ${file.business_date}::date and r.kind = 1
    order by r.sequence`.execute(kernel.database.db);
  // One at a time: a proof has up to 300 kB.
  for (const { sequence } of sequences) {
    const row = await readProof({ kernel }, file, sequence);
    const details = await openAccountDetails(kernel.sealing, {
      accountId: row.account_id,
      sealed: row.details_sealed,
    });
    writer.record({
      payerNumber: row.payer_number,
      bankCode: row.bank_code,
      accountNumber: details.accountNumber,
      evidenceKind: KINDS[row.kind] ?? "paper",
      extension: row.extension,
      content: await kernel.sealing.openBytes(evidencePlace(row.id), row.bytes_sealed),
    });
    yield* writer.drain();
  }
  writer.trailer();
  yield* writer.drain();
}

async function readProof(
  { kernel }: Pick<ExchangeParts, "kernel">,
  file: FileRecord,
  sequence: number,
): Promise<Row> {
  const { rows: [row] } = await sql<Row>`
    select e.id, e.merchant_id, e.kind, e.extension, e.bytes_sealed, r.payer_number, r.bank_code,
      r.account_id, a.details_sealed
    from debit.registration r
    join debit.file f on f.id = r.file_id
    join debit.account a on a.merchant_id = r.merchant_id and a.id = r.account_id
    join debit.evidence e on e.merchant_id = r.merchant_id and e.instruction_id = r.instruction_id
      and e.account_id = r.account_id and e.given_at <= f.built_at
      and ${isStanding(sql`r`, sql`f.built_at`)}
    where f.rail = ${file.rail} and f.bank_code = ${file.bank_code} and f.kind = 'EB13'
      and f.business_date = ${file.business_date}::date and r.sequence = ${sequence}
    order by e.id desc limit 1`.execute(kernel.database.db);
  if (row === undefined) throw new Error(`Cannot find the proof of consent of record ${sequence}`);
  return row;
}

/** Where a sealed proof stands. */
export function evidencePlace(evidenceId: string) {
  return { table: "debit.evidence", column: "bytes_sealed", row: evidenceId };
}
