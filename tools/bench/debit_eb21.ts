import { debitContent, debitContentQuery } from "@maru/debit/testing";
import type { BenchContext } from "./benches.ts";
import { type DebitFileBench, SETTINGS, withDebitFile } from "./debit_file_world.ts";
import { compare, type Result } from "./measure.ts";

const RECORD_COUNT = 1_000_000;
const RECORD_BYTES = 150;

/** Records per second from the database into a file, account numbers opened on the way. */
export async function benchDebitEb21({ databaseUrl }: BenchContext): Promise<Result[]> {
  const directory = await Deno.makeTempDir({ prefix: "maru-bench-" });
  try {
    return await withDebitFile({ databaseUrl, recordCount: RECORD_COUNT }, async (bench) => [
      await compare({
        name: "debit-eb21",
        unit: "records/s",
        isGreaterFaster: true,
        ours: () => writeFile(bench, `${directory}/EB21`),
        baseline: () => copyOut(bench, `${directory}/rows`),
      }),
    ]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function writeFile({ kernel, file }: DebitFileBench, path: string): Promise<number> {
  const startedMs = performance.now();
  using output = await Deno.create(path);
  for await (const chunk of debitContent({ kernel, settings: SETTINGS }, file)) {
    for (let written = 0; written < chunk.length;) {
      written += await output.write(chunk.subarray(written));
    }
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const { size } = await output.stat();
  if (size !== (RECORD_COUNT + 2) * RECORD_BYTES) {
    throw new Error(`Cannot compare: the file has ${size} bytes`);
  }
  return RECORD_COUNT / seconds;
}

/** The same columns in the same order, as text. */
async function copyOut({ databaseUrl, file }: DebitFileBench, path: string): Promise<number> {
  const startedMs = performance.now();
  const { code, stderr } = await new Deno.Command("psql", {
    args: [
      ...["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", path, databaseUrl, "-c"],
      `copy (${debitContentQuery(file.id)}) to stdout`,
    ],
  }).output();
  if (code !== 0) throw new Error(`Cannot run psql: ${new TextDecoder().decode(stderr).trim()}`);
  return RECORD_COUNT / ((performance.now() - startedMs) / 1_000);
}
