import { createDebitResultFileWriter } from "@maru/debit/files";
import { applyDebitResults, createEndedMandates, createEventLog } from "@maru/debit/testing";
import type { BenchContext } from "./benches.ts";
import {
  DEBIT_DATE,
  type DebitFileBench,
  orderAmountWon,
  orderPayerNumber,
  SETTINGS,
  withDebitFile,
} from "./debit_file_world.ts";
import { compare, type Result } from "./measure.ts";
import { query } from "./own_database.ts";

const RECORD_COUNT = 1_000_000;
/** One of so many failed. */
const FAILED_EVERY = 10;
const FAILED_COUNT = RECORD_COUNT / FAILED_EVERY;
const MS_PER_SECOND = 1_000;

/** Results per second, from the bytes of EB22 to orders, postings and the merchants' counts. */
export async function benchDebitApplyResults({ databaseUrl }: BenchContext): Promise<Result[]> {
  const bytes = resultFile();
  return await withDebitFile({ databaseUrl, recordCount: RECORD_COUNT }, async (bench) => [
    await compare({
      name: "debit-apply-results",
      unit: "results/s",
      isGreaterFaster: true,
      ours: () => applyAll(bench, bytes),
      baseline: () => updateAll(bench),
    }),
  ]);
}

function resultFile(): readonly Uint8Array[] {
  const writer = createDebitResultFileWriter({
    kind: "EB22",
    institutionCode: SETTINGS.institutionCode,
    debitDate: DEBIT_DATE,
    collectingBank: `${SETTINGS.collectingBankCode}0000`,
    collectingAccount: SETTINGS.collectingAccount,
    centreErrorCount: 0,
    debitBankFeesWon: 0n,
    creditBankFeesWon: 0n,
  });
  for (let number = FAILED_EVERY; number <= RECORD_COUNT; number += FAILED_EVERY) {
    writer.record({
      sequence: number,
      bankBranchCode: "0880000",
      accountNumber: `1100${String(number - 1).padStart(8, "0")}`,
      failedAmountWon: orderAmountWon(number),
      holderIdentifier: "900101",
      outcome: "failed",
      code: number % 3 === 0 ? "0012" : "0021",
      passbookText: "한빛학원회비",
      fundKind: "",
      payerNumber: orderPayerNumber(number),
      institutionArea: "",
      debitForm: "1",
      phone: "",
    });
  }
  writer.trailer();
  return writer.drain();
}

async function applyAll(
  { kernel, ledger, file, databaseUrl }: DebitFileBench,
  bytes: readonly Uint8Array[],
): Promise<number> {
  await takeBack(databaseUrl);
  const endMandates = createEndedMandates({ kernel }, { eventLog: createEventLog({ kernel }) });
  const startedMs = performance.now();
  const failedCount = await kernel.transaction((tx) =>
    applyDebitResults({ kernel, ledger, settings: SETTINGS, endMandates }, tx, {
      file,
      name: { kind: "EB22", businessDate: DEBIT_DATE, bankCode: "" },
      state: { state: "done", recordCount: FAILED_COUNT, requestCount: RECORD_COUNT },
      centreErrors: [],
      bytes,
      mac: "",
    })
  );
  const seconds = (performance.now() - startedMs) / MS_PER_SECOND;
  const [found] = await query<{ orders: string; postings: string }>(
    databaseUrl,
    `select (select count(*) from debit.debit_order where state = 'collected') as orders,
       (select count(*) from ledger.posting where purpose = 'debit.collected') as postings`,
  );
  const wanted = RECORD_COUNT - FAILED_COUNT;
  const isWhole = failedCount === FAILED_COUNT && Number(found?.orders) === wanted &&
    Number(found?.postings) === wanted;
  if (!isWhole) throw new Error(`Cannot compare: ${JSON.stringify(found)}`);
  return RECORD_COUNT / seconds;
}

/**
 * The same rows of the same table, without postings. A row is written anew whatever it holds, so
 * nothing is taken back before.
 */
async function updateAll({ databaseUrl, file }: DebitFileBench): Promise<number> {
  await clean(databaseUrl);
  const startedMs = performance.now();
  await query(
    databaseUrl,
    `update debit.debit_order set state = 'collected', code = '0000', resulted_at = now()
     where file_id = $1`,
    [file.id],
  );
  return RECORD_COUNT / ((performance.now() - startedMs) / MS_PER_SECOND);
}

/** No posting is there, and all orders are with the banks again. */
async function takeBack(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    "set session_replication_role = replica; truncate ledger.posting",
  );
  await query(databaseUrl, "vacuum debit.debit_order");
  await query(
    databaseUrl,
    `update debit.debit_order set state = 'sent', code = null, resulted_at = null
     where state <> 'sent'`,
  );
  await clean(databaseUrl);
}

/** Neither side pays for what the other one left. */
async function clean(databaseUrl: string): Promise<void> {
  await query(databaseUrl, "vacuum analyze debit.debit_order");
  await query(databaseUrl, "checkpoint");
}
