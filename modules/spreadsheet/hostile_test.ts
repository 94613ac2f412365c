import { deepEqual, equal } from "node:assert/strict";
import { BOMBS } from "./testing_bombs.ts";
import type { HostileReport } from "./testing_hostile.ts";

const GROWN_BYTES_MAX = 60_000_000;
const STALLED_MS_MAX = 100;
/** Others use the machine too: one quiet run proves that the stalls of another were not ours. */
const TRY_COUNT_MAX = 3;
const READER = new URL("testing_hostile.ts", import.meta.url).pathname;

async function readAll(directory: string, paths: readonly string[]): Promise<HostileReport> {
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-check",
      "--allow-read",
      "--allow-env",
      `--allow-write=${directory}`,
      `--allow-run=${new URL("../../bin/parse", import.meta.url).pathname}`,
      READER,
      directory,
      ...paths,
    ],
  }).output();
  equal(stdout.length > 0, true, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("hostile files are refused, each for its reason, while the process stays small and awake", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const paths = BOMBS.map((_, index) => `${directory}/${index}`);
    for (const [index, bomb] of BOMBS.entries()) {
      await Deno.writeFile(`${directory}/${index}`, bomb.bytes());
    }
    const expected = [...BOMBS.map(({ name, reason }) => `${name}: ${reason}`), "upload: tooLarge"];
    for (let tryCount = 1;; tryCount++) {
      const report = await readAll(directory, paths);
      const names = [...BOMBS.map(({ name }) => name), "upload"];
      deepEqual(report.outcomes.map((outcome, index) => `${names[index]}: ${outcome}`), expected);
      equal(report.grownBytes < GROWN_BYTES_MAX, true, `grew by ${report.grownBytes} bytes`);
      if (report.stalledMsMax < STALLED_MS_MAX) break;
      equal(tryCount < TRY_COUNT_MAX, true, `stalled for ${report.stalledMsMax} ms`);
    }
    deepEqual([...Deno.readDirSync(directory)].length, BOMBS.length);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
