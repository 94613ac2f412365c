import { deepEqual, equal } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import { readSheetInSubprocess } from "./read_in_subprocess.ts";
import { LOAD_COLUMN_COUNT, LOAD_ROW_COUNT, type LoadReport } from "./testing_load.ts";
import { entriesOf } from "./testing_workbook.ts";
import { zipOf } from "./testing_zip.ts";

const WRITER = new URL("testing_load.ts", import.meta.url).pathname;
const PEAK_BYTES_MAX = 400_000_000;

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("100,000 rows of 25 columns are written and read back, every cell, in little memory", () =>
  withFolder(async (folder) => {
    const { stdout, stderr } = await new Deno.Command("deno", {
      args: [
        "run",
        "--no-check",
        "--allow-read",
        "--allow-env",
        `--allow-write=${folder}`,
        `--allow-run=${new URL("../../bin/parse", import.meta.url).pathname}`,
        WRITER,
        `${folder}/load.xlsx`,
      ],
    }).output();
    equal(stdout.length > 0, true, new TextDecoder().decode(stderr));
    const { peakBytes, ...counts }: LoadReport = JSON.parse(new TextDecoder().decode(stdout));
    deepEqual(counts, {
      rowCount: LOAD_ROW_COUNT,
      cellCount: LOAD_ROW_COUNT * LOAD_COLUMN_COUNT,
      wrongCount: 0,
    });
    equal(peakBytes < PEAK_BYTES_MAX, true, `${peakBytes} bytes`);
  }));

Deno.test("the parser's memory holds the two million shared strings of an honest workbook", () =>
  withFolder(async (folder) => {
    const [strings, rows]: string[][] = [["<sst>"], ["<worksheet><sheetData>"]];
    for (let row = 0; row < 100_000; row++) {
      const numbers = Array.from({ length: 20 }, (_, column) => row * 20 + column);
      strings?.push(numbers.map((number) => `<si><t>김민준 ${number}</t></si>`).join(""));
      const cells = numbers.map((number) => `<c t="s"><v>${number}</v></c>`).join("");
      rows?.push(`<row>${cells}</row>`);
    }
    const contents: Record<string, string> = {
      "xl/sharedStrings.xml": `${strings?.join("")}</sst>`,
      "xl/worksheets/sheet1.xml": `${rows?.join("")}</sheetData></worksheet>`,
    };
    const entries = entriesOf({ sharedStrings: "" }).map((entry) => {
      const content = Buffer.from(contents[entry.name] ?? entry.content);
      return { ...entry, content, packed: deflateRawSync(content, { level: 1 }) };
    });
    await Deno.writeFile(`${folder}/shared.xlsx`, zipOf(entries));
    let rowCount = 0;
    for await (const batch of await readSheetInSubprocess({ path: `${folder}/shared.xlsx` })) {
      rowCount += batch.length;
      const { rowNumber, cells } = batch[0] ?? { rowNumber: 0, cells: [] };
      equal(cells[19], `김민준 ${rowNumber * 20 - 1}`);
    }
    equal(rowCount, 100_000);
  }));
