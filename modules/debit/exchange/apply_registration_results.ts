import {
  readRegistrationFile,
  recordFileName,
  type RegistrationRecord,
  UnreconciledResultError,
} from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { ExchangeWork } from "./deps.ts";
import { inGroups } from "./echoes.ts";
import type { FileRecord } from "./file_row.ts";
import { allowLongStatements } from "./long_statements.ts";
import { requireRegistrationEchoes } from "./registration_echoes.ts";
import { ResultRefusedError, type ResultToApply } from "./result_to_apply.ts";
import { streamOf } from "./stream_of.ts";
import { requireToldCounts } from "./told_counts.ts";
import { tellRegistrationResults } from "./tell_registration_results.ts";

interface Rejection {
  readonly sequence: number;
  readonly payerNumber: string;
  readonly kind: number;
  readonly code: string;
}

const KIND_NUMBERS = { new: 1, cancel: 3, "forced-cancel": 7 } as const;

/**
 * Applies EB14, which names rejects alone: by sequence, payer number and kind together, because an
 * account move sends two for one payer. Merchants' events are written with it.
 *
 * @returns how many were rejected
 * @throws {FileFormatError | EmptyFileError | UnreconciledResultError} nothing was applied
 */
export async function applyRegistrationResults(
  { kernel, settings, events }: Pick<ExchangeWork, "kernel" | "settings" | "events">,
  tx: Transaction,
  result: ResultToApply,
): Promise<number> {
  const { file } = result;
  await allowLongStatements(tx);
  const rejections = await readRejections({ kernel, settings }, tx, result);
  await applyRejections(tx, {
    file,
    answer: recordFileName(answerIdentity(settings.institutionCode, file)),
    rejections,
    resultedAt: kernel.clock.now(),
  });
  await sql`
    update debit.registration set state = 'done', code = '0000', resulted_at = ${kernel.clock.now()}
    where file_id = ${file.id} and state = 'sent'`.execute(tx);
  await sql`
    update debit.instruction i
    set registration_state = case when r.state = 'done' then 'done' else 'failed' end,
      registration_code = r.code
    from debit.registration r
    where r.file_id = ${file.id} and r.kind = 1 and i.merchant_id = r.merchant_id
      and i.id = r.instruction_id and i.account_id = r.account_id`.execute(tx);
  await sql`
    update debit.instruction i set registration_state = 'cancelled', registration_code = r.code
    from debit.registration r
    where r.file_id = ${file.id} and r.kind <> 1 and r.state = 'done' and r.pair_id is null
      and i.merchant_id = r.merchant_id and i.id = r.instruction_id
      and i.account_id = r.account_id`.execute(tx);
  await tellRegistrationResults({ events }, tx, { fileId: file.id });
  return rejections.length;
}

async function readRejections(
  { kernel, settings }: Pick<ExchangeWork, "kernel" | "settings">,
  tx: Transaction,
  { file, bytes, state, centreErrors }: ResultToApply,
): Promise<readonly Rejection[]> {
  if (bytes.length === 0) return [];
  const identity = answerIdentity(settings.institutionCode, file);
  const answer = recordFileName(identity);
  const reading = readRegistrationFile(streamOf(bytes), identity);
  const rejections: Rejection[] = [];
  for await (const records of inGroups(reading.batches())) {
    const recordNumber = rejections.length + 1;
    for (const [index, record] of records.entries()) {
      rejections.push(rejectionOf(answer, record, recordNumber + index));
    }
    await requireRegistrationEchoes(kernel, tx, { fileId: file.id, answer, records, recordNumber });
  }
  requireToldCounts(answer, { file, state, count: rejections.length });
  // The trailer has no place for the centre's refusals, so each must stand in the file itself.
  const sequences = new Set(rejections.map(({ sequence }) => sequence));
  const missing = centreErrors.find(({ sequence }) => !sequences.has(sequence));
  if (missing !== undefined) {
    throw new UnreconciledResultError(
      answer,
      `the centre refused what was sent as record ${missing.sequence}, and it is missing`,
    );
  }
  return rejections;
}

function answerIdentity(institutionCode: string, file: FileRecord) {
  return { kind: "EB14", institutionCode, date: file.business_date } as const;
}

function rejectionOf(answer: string, record: RegistrationRecord, recordNumber: number): Rejection {
  const { outcome, sequence, payerNumber, applicationKind } = record;
  if (outcome === undefined || outcome.accepted) {
    throw new ResultRefusedError(
      "unexpectedRecord",
      `record ${recordNumber} of file "${answer}", field "resultFlag" is "Y", wanted "N"`,
    );
  }
  return { sequence, payerNumber, kind: KIND_NUMBERS[applicationKind], code: outcome.code };
}

async function applyRejections(
  tx: Transaction,
  { file, answer, rejections, resultedAt }: {
    file: FileRecord;
    answer: string;
    rejections: readonly Rejection[];
    resultedAt: Date;
  },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update debit.registration r
    set state = 'failed', code = e->>'code', resulted_at = ${resultedAt}
    from jsonb_array_elements(${JSON.stringify(rejections)}::jsonb) e
    where r.file_id = ${file.id} and r.state = 'sent' and r.sequence = (e->>'sequence')::int
      and r.payer_number = e->>'payerNumber' and r.kind = (e->>'kind')::int`.execute(tx);
  if (numAffectedRows !== BigInt(rejections.length)) {
    throw new UnreconciledResultError(answer, "what was sent as one record is rejected twice");
  }
}
