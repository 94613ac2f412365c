import {
  createDebitResultFileWriter,
  reconcileDebitResult,
  verifyDebitResultFile,
} from "@maru/debit/files";
import type { BenchContext } from "./benches.ts";
import { compare, type Result } from "./measure.ts";

const RECORD_COUNT = 1_000_000;
const RECORD_BYTES = 150;
const RECORDS_PER_WRITE = 20_000;
const BUFFER_LENGTH = 2_097_152;
const IDENTITY = { institutionCode: "9912345678", date: "2026-11-25" } as const;
const COLLECTING = { collectingBank: "0880000", collectingAccount: "110123456789" } as const;
/** A second request for each failure, which was debited. */
const REQUEST_COUNT = RECORD_COUNT * 2;
const MS_PER_SECOND = 1_000;

/** Records per second of a file in which all failed, checked to the won and held against its request. */
export async function benchDebitEb22(_context: BenchContext): Promise<Result[]> {
  const directory = await Deno.makeTempDir({ prefix: "maru-bench-" });
  const paths = { file: `${directory}/EB22`, lines: `${directory}/EB22.lines` };
  try {
    const sumWon = await writeResults(paths);
    return [
      await compare({
        name: "debit-eb22",
        unit: "records/s",
        isGreaterFaster: true,
        roundCount: 9,
        ours: () => checkFile(paths.file, sumWon),
        baseline: () => sumField(paths.lines, sumWon),
      }),
    ];
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** The file, and the same with each record on a line of its own, as awk likes it. */
async function writeResults(
  paths: { readonly file: string; readonly lines: string },
): Promise<bigint> {
  using file = await Deno.create(paths.file);
  using lines = await Deno.create(paths.lines);
  const writer = createDebitResultFileWriter({
    ...COLLECTING,
    kind: "EB22",
    institutionCode: IDENTITY.institutionCode,
    debitDate: IDENTITY.date,
    centreErrorCount: 0,
    debitBankFeesWon: 0n,
    creditBankFeesWon: 0n,
  });
  let sumWon = 0n;
  for (let number = 1; number <= RECORD_COUNT; number++) {
    const failedAmountWon = 50_000n + BigInt(number % 900) * 100n;
    sumWon += failedAmountWon;
    writer.record({
      sequence: number * 2,
      bankBranchCode: "0880000",
      accountNumber: `1100${String(number).padStart(8, "0")}`,
      failedAmountWon,
      holderIdentifier: "900101",
      outcome: "failed",
      code: number % 3 === 0 ? "0012" : "0021",
      passbookText: "한빛학원회비",
      fundKind: "",
      payerNumber: String(number).padStart(20, "9"),
      institutionArea: "",
      debitForm: "1",
      phone: "",
    });
    if (number % RECORDS_PER_WRITE === 0) await writeBoth(writer.drain(), { file, lines });
  }
  writer.trailer();
  await writeBoth(writer.drain(), { file, lines });
  return sumWon;
}

async function writeBoth(
  chunks: readonly Uint8Array[],
  { file, lines }: { file: Deno.FsFile; lines: Deno.FsFile },
): Promise<void> {
  for (const chunk of chunks) {
    const count = chunk.length / RECORD_BYTES;
    const separated = new Uint8Array(chunk.length + count).fill(0x0a);
    for (let record = 0; record < count; record++) {
      const start = record * RECORD_BYTES;
      separated.set(chunk.subarray(start, start + RECORD_BYTES), start + record);
    }
    await writeAll(file, chunk);
    await writeAll(lines, separated);
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}

async function checkFile(path: string, sumWon: bigint): Promise<number> {
  const startedMs = performance.now();
  const result = await verifyDebitResultFile(chunksOf(path), { ...IDENTITY, kind: "EB22" });
  reconcileDebitResult({
    request: {
      ...IDENTITY,
      ...COLLECTING,
      kind: "EB21",
      totals: {
        recordCount: REQUEST_COUNT,
        fullDebitCount: REQUEST_COUNT,
        fullDebitSumWon: sumWon * 2n,
        partialDebitCount: 0,
        partialDebitSumWon: 0n,
      },
    },
    result,
    centreErrorCount: 0,
  });
  const seconds = (performance.now() - startedMs) / MS_PER_SECOND;
  if (result.totals.fullFailureSumWon !== sumWon) throw new Error("Cannot compare: other sums");
  return RECORD_COUNT / seconds;
}

/** Always in the same buffer. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path);
  const buffer = new Uint8Array(BUFFER_LENGTH);
  for (;;) {
    const length = await file.read(buffer);
    if (length === null) return;
    yield buffer.subarray(0, length);
  }
}

/** mawk where there is one: it is the faster awk. */
async function sumField(path: string, sumWon: bigint): Promise<number> {
  const startedMs = performance.now();
  const { code, stdout } = await awk([
    '/^R/ { sum += substr($0, 43, 13) } END { printf "%.0f", sum }',
    path,
  ]);
  const seconds = (performance.now() - startedMs) / MS_PER_SECOND;
  const printed = new TextDecoder().decode(stdout);
  if (code !== 0 || BigInt(printed) !== sumWon) throw new Error(`Cannot compare: "${printed}"`);
  return RECORD_COUNT / seconds;
}

async function awk(args: string[]): Promise<Deno.CommandOutput> {
  const options = { args, env: { LC_ALL: "C" } };
  try {
    return await new Deno.Command("mawk", options).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return await new Deno.Command("awk", options).output();
  }
}
