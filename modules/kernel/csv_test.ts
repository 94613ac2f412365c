import assert from "node:assert/strict";
import fc from "fast-check";
import { csvText } from "./csv.ts";

Deno.test("csvText() writes what Korean Excel opens: mark, CRLF, quotes where needed", () => {
  const text = csvText({
    columns: ["상호", "금액"],
    rows: [['가온, "주"', "1,000"], ["둘째\n줄", ""]],
  });
  assert.equal(text, '\ufeff상호,금액\r\n"가온, ""주""","1,000"\r\n"둘째\n줄",\r\n');
});

Deno.test("csvText() disarms formulas and leaves negative numbers", () => {
  const attacks = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "  =1", "＝1", "\r=1"];
  for (const attack of attacks) {
    const text = csvText({ columns: [attack], rows: [] }).slice(1);
    assert.match(text, /^"?'/, `"${attack}" is not disarmed`);
  }
  for (const number of ["-1,234", "-5", "-0.5", "12"]) {
    const text = csvText({ columns: [number], rows: [] });
    assert.equal(text.replaceAll('"', ""), `\ufeff${number}\r\n`);
  }
});

Deno.test("csvText() is read back by Python's csv module as it was", async () => {
  const rows = fc.sample(
    fc.array(
      fc.string({ unit: fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...'\r\n",')) }),
      { minLength: 3, maxLength: 3 },
    ),
    { numRuns: 200, seed: 11 },
  );
  const text = csvText({ columns: ["a", "b", "c"], rows });
  const read = await readByPython(text);
  if (read === undefined) return;
  const disarmed = (cell: string) => cell.replace(/^'/, "");
  assert.deepEqual(
    read.map((row) => row.map(disarmed)),
    [["a", "b", "c"], ...rows].map((row) => row.map(disarmed)),
  );
});

async function readByPython(text: string): Promise<string[][] | undefined> {
  const script = "import csv, io, json, sys; " +
    "text = sys.stdin.buffer.read().decode('utf-8-sig'); " +
    "print(json.dumps(list(csv.reader(io.StringIO(text, newline='')))))";
  try {
    const child = new Deno.Command("python3", {
      args: ["-c", script],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
    return JSON.parse(new TextDecoder().decode((await child.output()).stdout));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
