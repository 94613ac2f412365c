import assert from "node:assert/strict";
import { sumFiles } from "./debit_system.ts";

const HOUSE = "0000000001";

/** Puts texts at their places into a record of blanks. */
function record(size: number, fields: readonly (readonly [at: number, text: string])[]): string {
  const bytes = [..." ".repeat(size)];
  for (const [at, text] of fields) bytes.splice(at, text.length, ...text);
  return bytes.join("");
}

interface Debit {
  readonly sequence: number;
  readonly bank: string;
  readonly account: string;
  readonly won: number;
  readonly payer: string;
  readonly code?: string;
}

function debitFile(date: string, debits: readonly Debit[]): string {
  const sum = debits.reduce((won, each) => won + each.won, 0);
  const count = String(debits.length).padStart(8, "0");
  return [
    record(150, [[0, "H"], [27, date]]),
    ...debits.map((each) =>
      record(150, [
        [0, "R"],
        [1, String(each.sequence).padStart(8, "0")],
        [19, `${each.bank}0000`],
        [26, each.account],
        [42, String(each.won).padStart(13, "0")],
        [69, each.code ?? ""],
        [91, each.payer],
      ])
    ),
    record(150, [[0, "T"], [27, count], [35, count], [43, String(sum).padStart(13, "0")], [
      64,
      "0".repeat(13),
    ]]),
  ].join("");
}

function registrationFile(
  rows: readonly { readonly payer: string; readonly bank: string; readonly account: string }[],
): string {
  return [
    record(120, [[0, "H"]]),
    ...rows.map(({ payer, bank, account }) =>
      record(120, [[0, "R"], [25, "1"], [26, payer], [46, `${bank}0000`], [53, account]])
    ),
    record(120, [[0, "T"], [27, String(rows.length).padStart(8, "0")]]),
  ].join("");
}

const payerOf = (serial: number) => `00000007${String(serial).padStart(12, "0")}`;
const FIRST = { bank: "088", account: "110000000001", payer: payerOf(1) };
const SECOND = { bank: "004", account: "40100000000002", payer: payerOf(2) };
const THIRD = { bank: "088", account: "110000000003", payer: payerOf(3) };

Deno.test("sum_files.py adds up debits by merchant, and a failure that goes well later is owed no more", async () => {
  const folder = await Deno.makeTempDir();
  const files: Readonly<Record<string, string>> = {
    [`${HOUSE}.EB131201_2026`]: registrationFile([FIRST, SECOND, THIRD]),
    [`${HOUSE}.EB141201_2026`]: registrationFile([THIRD]),
    [`${HOUSE}.EB211210_2026`]: debitFile("261210", [
      { sequence: 1, won: 90_000, ...FIRST },
      { sequence: 2, won: 50_000, ...SECOND },
      { sequence: 3, won: 70_000, ...THIRD },
    ]),
    [`${HOUSE}.EB221210_2026`]: debitFile("261210", [
      { sequence: 2, won: 50_000, code: "0021", ...SECOND },
      { sequence: 3, won: 70_000, code: "0037", ...THIRD },
    ]),
    [`${HOUSE}.EB211215_2026`]: debitFile("261215", [{ sequence: 1, won: 50_000, ...SECOND }]),
    [`${HOUSE}.EB221215_2026`]: debitFile("261215", []),
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  const known = { rail: "clearingHouse", item: "membership", grade: "일반" } as const;
  await Deno.writeTextFile(
    `${folder}/payers.json`,
    JSON.stringify([
      { ...known, bankCode: "088", account: FIRST.account, grossWon: 100_000, cashWon: 0 },
      { ...known, bankCode: "004", account: SECOND.account, grossWon: 50_000, cashWon: 0 },
      { ...known, bankCode: "088", account: THIRD.account, grossWon: 70_000, cashWon: 20_000 },
    ]),
  );
  const { places, merchants } = await sumFiles(folder);
  await Deno.remove(folder, { recursive: true });

  assert.deepEqual(places[HOUSE]?.registrations, { asked: 3, refused: 1 });
  const sums = merchants["00000007"];
  assert.equal(sums?.rail, "clearingHouse");
  assert.deepEqual(sums?.requested, { count: 4, won: 260_000 });
  assert.deepEqual(sums?.collected, { count: 2, won: 140_000 });
  assert.deepEqual(sums?.failed, { count: 2, won: 120_000 });
  const by = (name: "arrears" | "discounts" | "settlements" | "registrations" | "requests") =>
    sums?.aggregates[name]?.bank;
  assert.deepEqual(by("arrears"), {
    "088": { count: 1, won: 50_000, parts: { failed: { count: 1, won: 50_000 } } },
  });
  assert.deepEqual(by("discounts"), {
    "088": { count: 1, won: 10_000, parts: { discounted: { count: 1, won: 10_000 } } },
  });
  assert.deepEqual(by("settlements")?.["088"], {
    count: 2,
    won: 90_000,
    parts: { collected: { count: 1, won: 90_000 }, failed: { count: 1, won: 0 } },
  });
  assert.deepEqual(by("registrations")?.["088"]?.parts, {
    done: { count: 1, won: 100_000 },
    failed: { count: 1, won: 70_000 },
  });
  assert.deepEqual(sums?.aggregates.requests?.grade["일반"]?.count, 4);
});
