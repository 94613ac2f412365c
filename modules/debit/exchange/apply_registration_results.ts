import { readRegistrationFile, UnreconciledResultError } from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { ExchangeWork } from "./deps.ts";
import { allowLongStatements } from "./long_statements.ts";
import { ResultRefusedError, type ResultToApply } from "./result_to_apply.ts";
import { streamOf } from "./stream_of.ts";
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
  const rejections = await readRejections(settings.institutionCode, result);
  await applyRejections(tx, { result, rejections, resultedAt: kernel.clock.now() });
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
  institutionCode: string,
  { file, bytes, name, state, centreErrors }: ResultToApply,
): Promise<readonly Rejection[]> {
  const about = `EB14 of ${name.businessDate}`;
  if (bytes.length === 0) return [];
  const reading = readRegistrationFile(streamOf(bytes), {
    kind: "EB14",
    institutionCode,
    date: file.business_date,
  });
  const rejections: Rejection[] = [];
  for await (const record of reading) {
    if (record.outcome === undefined || record.outcome.accepted) {
      throw new ResultRefusedError("unexpectedRecord", `record ${record.sequence} is no rejection`);
    }
    rejections.push({
      sequence: record.sequence,
      payerNumber: record.payerNumber,
      kind: KIND_NUMBERS[record.applicationKind],
      code: record.outcome.code,
    });
  }
  const isTold = (state.recordCount ?? rejections.length) === rejections.length &&
    (state.requestCount ?? file.record_count) === file.record_count;
  if (!isTold) throw new UnreconciledResultError(about, "its counts differ from its state");
  // The trailer has no place for the centre's refusals, so each must stand in the file itself.
  const sequences = new Set(rejections.map(({ sequence }) => sequence));
  const missing = centreErrors.find(({ sequence }) => !sequences.has(sequence));
  if (missing !== undefined) {
    throw new UnreconciledResultError(
      about,
      `record ${missing.sequence} was refused and is missing`,
    );
  }
  return rejections;
}

async function applyRejections(
  tx: Transaction,
  { result: { file, name }, rejections, resultedAt }: {
    result: ResultToApply;
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
    throw new UnreconciledResultError(
      `EB14 of ${name.businessDate}`,
      "a record is none that was sent, by sequence, payer and kind",
    );
  }
}
