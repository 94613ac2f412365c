import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { askPython } from "../testing_python.ts";
import { readInTest } from "../testing_reading.ts";
import { csvStream } from "./csv_stream.ts";

async function textOf(table: Parameters<typeof csvStream>[0]): Promise<string> {
  const bytes = await new Response(csvStream(table)).bytes();
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

Deno.test("csvStream() writes what Korean Excel opens: mark, CRLF, quotes where needed", async () => {
  const text = await textOf({
    columns: ["상호", "금액"],
    rows: [['가온, "주"', "1,000"], ["둘째\n줄", ""]],
  });
  equal(text, '\ufeff상호,금액\r\n"가온, ""주""","1,000"\r\n"둘째\n줄",\r\n');
});

Deno.test("csvStream() disarms formulas and leaves negative numbers", async () => {
  const attacks = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "  =1", "＝1", "\r=1"];
  for (const attack of attacks) {
    match((await textOf({ columns: [], rows: [[attack]] })).slice(3), /^"?'/, `"${attack}"`);
  }
  for (const number of ["-1,234", "-5", "-0.5", "12"]) {
    const text = await textOf({ columns: [number], rows: [] });
    equal(text.replaceAll('"', ""), `\ufeff${number}\r\n`);
  }
});

/** Texts without what is disarmed, with what CSV must quote. */
const cell = fc.string({ unit: fc.constantFrom(...'가나ab 1,;"\n') }).map((text) => `x${text}`);
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 20 });

Deno.test("csvStream() writes what is read back, by the reader of this house", async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const columns = ["하나", "둘", "셋", "넷", "다섯"];
      const { cells } = await readInTest(new TextEncoder().encode(await textOf({ columns, rows })));
      deepEqual(cells, [columns, ...rows]);
    }),
  );
});

Deno.test("csvStream() writes what is read back by Python, however many rows", async () => {
  const rows = fc.sample(table, { numRuns: 200, seed: 3 }).flat();
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeFile(path, csvStream({ columns: ["a", "b"], rows }));
    const found = await askPython(
      "import csv, json, sys; " +
        "print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))",
      [path],
    );
    if (found !== undefined) deepEqual(found, [["a", "b"], ...rows]);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("csvStream() lets other work have its turn", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const rows = (function* () {
    for (let count = 0; count < 50_000; count++) yield ["a", "b", "c", "d"];
  })();
  await textOf({ columns: [], rows });
  clearInterval(timer);
  equal(turns > 3, true, `${turns} turns`);
});
