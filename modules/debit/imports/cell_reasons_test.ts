import assert from "node:assert/strict";
import type { CellProblem } from "@maru/spreadsheet";
import { COLUMN_INDEX, type ImportField } from "./columns.ts";
import { checkedRows } from "./testing/checked_rows.ts";
import { importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";

type Typed = Partial<Record<ImportField, string | readonly [text: string, problem: CellProblem]>>;

/** What is typed into a good row, and what is to be said of it; nothing where the row stays good. */
const CASES: readonly (readonly [typed: Typed, said: readonly string[]])[] = [
  [{ discountRate: "10%" }, []],
  [{ discountRate: "１０", dueDay: "２５", monthlyWon: "１００,０００" }, []],
  [{ discountRate: "0.1" }, ["discountRate rateBelowOne"]],
  // A discount that follows from the rate says nothing of its own.
  [{ monthlyWon: "-1", discountRate: "10" }, ["monthlyWon notANumber"]],
  [{ monthlyWon: "900000", discountWon: "950000" }, ["monthlyWon overLimit"]],
  [{ discountRate: "101" }, ["discountRate discountTooHigh"]],
  [{ monthlyWon: "100000.5" }, ["monthlyWon notWholeWon"]],
  [{ limitWon: ["#DIV/0!", "errorValue"] }, ["limitWon errorCell"]],
  [{ discountRate: ["#DIV/0!", "errorValue"] }, ["discountRate errorCell"]],
  [{ dueDay: ["", "valueMissing"] }, ["dueDay formulaCell"]],
  [{ name: ["", "valueMissing"], holder: ["#N/A", "errorValue"] }, [
    "customerName formulaCell",
    "holder errorCell",
  ]],
  [{ account: ["1234567890123456", "digitsLost"] }, ["account precision"]],
  [{ number: "9001011234567" }, ["customerNumber residentNumber"]],
];

Deno.test("each cell is told for its own reason, once", async () => {
  await using test = await importWorld();
  const rows = CASES.map(([typed], index) => {
    const cells = sampleCells(index + 1);
    const problems = new Map<number, CellProblem>();
    for (const [field, value] of Object.entries(typed)) {
      const column = COLUMN_INDEX[field as ImportField];
      const [text, problem] = typeof value === "string" ? [value, undefined] : value;
      cells[column] = text;
      if (problem !== undefined) problems.set(column, problem);
    }
    return { cells, problems };
  });
  const bad = (await checkedRows(test, rows)).flatMap((batch) => batch.bad);
  const said = CASES.map((_, index) =>
    bad.filter(({ rowNumber }) => rowNumber === index + 2)
      .flatMap(({ problems }) => problems.map(({ column, reason }) => `${column} ${reason}`))
  );
  assert.deepEqual(said, CASES.map(([, reasons]) => reasons));
});
