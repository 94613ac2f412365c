/**
 * 일괄등록 of ten thousand payers of whom 37 are bad.
 *
 * @module
 */
import { sampleWorkbook } from "@maru/debit/testing";
import { deepEqual, equal, match } from "node:assert/strict";
import { applyGood, readReport, uploadSheet } from "../pages/debit_import_page.ts";
import { main, pathOf, press } from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { openDebit, type Rail, RAILS } from "./debit_room.ts";

const BAD_ROWS = 37;

export function debitImportScenarios(): Scenario[] {
  return RAILS.map((rail) => ({
    name:
      `자동이체(${rail.words}): 만 건의 엑셀에서 잘못된 37행을 이유와 함께 보고 나머지를 등록한다`,
    phase: 12,
    holds: ["debit import"],
    run: (room: Room) => importsSheet(room, rail),
  }));
}

async function importsSheet(room: Room, rail: Rail): Promise<void> {
  const { itemName, dueDay } = rail;
  const { content, rowCount, expected } = sampleWorkbook({ itemName, dueDay });
  const path = `${room.world.directory}/payers-${rail.name}.xlsx`;
  await Deno.writeFile(path, content);
  equal(new Set(expected.map(({ rowNumber }) => rowNumber)).size, BAD_ROWS);

  const page = await openDebit(room, rail, "/debit/imports");
  const startedAt = performance.now();
  await uploadSheet(page, path);
  room.figure(`read in ${seconds(performance.now() - startedAt)} s`);
  deepEqual(
    await readReport(page),
    expected.map(({ rowNumber, column, reason }) => ({
      rowNumber,
      column,
      reason,
    })),
  );
  const appliedAt = performance.now();
  await applyGood(page);
  room.figure(`registered in ${seconds(performance.now() - appliedAt)} s`);
  match(await main(page), new RegExp(`${(rowCount - BAD_ROWS).toLocaleString("ko-KR")}건을 등록`));

  // The same file adds nothing: it leads to what was made of it.
  const done = pathOf(page);
  await page.goto("/debit/imports");
  await page.locator("#field-file").setInputFiles(path);
  await press(page, "올리고 검사하기");
  equal(pathOf(page), done);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
