/**
 * `deno task bench [--only NAME] [--json FILE]`: ours beside a baseline, interleaved in one run, as
 * ratios of medians, on PostgreSQL in a database of its own.
 *
 * @module
 */
import { ALL_BENCHES, type Bench } from "./benches.ts";
import type { Result } from "./measure.ts";
import { withOwnDatabase } from "./own_database.ts";
import { tableOf } from "./report.ts";

interface Options {
  readonly only?: string;
  readonly jsonFile?: string;
}

async function main(): Promise<void> {
  const { only, jsonFile } = readOptions(Deno.args);
  const benches = ALL_BENCHES.filter(({ names }) => only === undefined || names.includes(only));
  if (benches.length === 0) {
    const known = ALL_BENCHES.flatMap(({ names }) => names).join(", ");
    throw new RangeError(`Cannot run "${only}": known are ${known}`);
  }
  const results: Result[] = [];
  for (const bench of benches) {
    console.log(`${bench.names.join(", ")} …`);
    results.push(...await runOne(bench, only));
  }
  console.log(tableOf(results, ALL_BENCHES));
  if (jsonFile !== undefined) {
    await Deno.writeTextFile(jsonFile, `${JSON.stringify(results, null, 2)}\n`);
  }
}

async function runOne(bench: Bench, only: string | undefined): Promise<Result[]> {
  const results = await withOwnDatabase("bench", (databaseUrl) => bench.run({ databaseUrl }));
  return results.filter(({ name }) => only === undefined || name === only);
}

function readOptions(given: readonly string[]): Options {
  const options: Record<string, string> = {};
  for (let index = 0; index < given.length; index += 2) {
    const [name = "", value] = given.slice(index, index + 2);
    if (!["--only", "--json"].includes(name) || value === undefined) {
      throw new RangeError(`Cannot read "${name}": use [--only NAME] [--json FILE]`);
    }
    options[name] = value;
  }
  return { only: options["--only"], jsonFile: options["--json"] };
}

if (import.meta.main) {
  try {
    await main();
    Deno.exit(0);
  } catch (error) {
    console.error(error instanceof RangeError ? error.message : error);
    Deno.exit(1);
  }
}
