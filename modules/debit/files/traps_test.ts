/** The traps that other implementations fell into, as far as they concern the files themselves. */
import assert from "node:assert/strict";
import { createDebitFileWriter } from "./debit_file_writer.ts";
import { createDebitResultFileWriter } from "./debit_result_file_writer.ts";
import { readDebitResultFile } from "./debit_result_reader.ts";
import type { DebitResult } from "./debit_types.ts";
import { parseSftpFileName, recordFileName, sftpFileName } from "./file_names.ts";
import { createRegistrationFileWriter } from "./registration_file_writer.ts";
import { readRegistrationFile } from "./registration_file_reader.ts";
import {
  APPLICATION,
  COLLECTING,
  DATE,
  finish,
  INSTITUTION,
  REQUEST,
  RESULT,
} from "./testing_values.ts";
import { verifyDebitResultFile } from "./verify_debit_result_file.ts";

const EB22 = { kind: "EB22", institutionCode: INSTITUTION, date: DATE } as const;
const EB14 = { kind: "EB14", institutionCode: INSTITUTION, date: DATE } as const;
const RESULT_OPTIONS = {
  kind: "EB22",
  institutionCode: INSTITUTION,
  debitDate: DATE,
  ...COLLECTING,
  centreErrorCount: 0,
  debitBankFeesWon: 0n,
  creditBankFeesWon: 0n,
} as const;

function results(all: readonly DebitResult[]) {
  return finish(createDebitResultFileWriter(RESULT_OPTIONS), all);
}

Deno.test("trap 1: an empty file says nothing, neither that all succeeded nor that any failed", async () => {
  const empty = new Uint8Array();
  await assert.rejects(verifyDebitResultFile(empty, EB22), {
    name: "EmptyFileError",
    file: "EB221120",
  });
  await assert.rejects(async () => {
    for await (const _ of readDebitResultFile(empty, EB22));
  }, { name: "EmptyFileError" });
  await assert.rejects(async () => {
    for await (const _ of readRegistrationFile(empty, EB14));
  }, { name: "EmptyFileError" });
});

Deno.test("trap 1: a file without failures has a header and a trailer that says so", async () => {
  const { totals, lastSequence } = await verifyDebitResultFile(results([]), EB22);
  assert.equal(totals.recordCount, 0);
  assert.equal(totals.fullFailureSumWon, 0n);
  assert.equal(lastSequence, 0);
});

Deno.test("trap 2: an account move rejected twice gives two results for one payer, told apart by kind", async () => {
  const rejection = { ...APPLICATION, handlingBranch: "CHNG", accepted: false } as const;
  const bytes = finish(createRegistrationFileWriter(EB14), [
    { ...rejection, applicationKind: "cancel", sequence: 1, code: "A016" },
    { ...rejection, applicationKind: "new", sequence: 2, code: "0012" },
  ]);
  const outcomes = new Map<string, string | undefined>();
  for await (const { payerNumber, applicationKind, outcome } of readRegistrationFile(bytes, EB14)) {
    outcomes.set(`${payerNumber} ${applicationKind}`, outcome?.code);
  }
  assert.deepEqual(
    outcomes,
    new Map([["STUDENT0001 cancel", "A016"], ["STUDENT0001 new", "0012"]]),
  );
});

Deno.test("trap 2: a payer with two bills in one file is told apart by sequence and amount", async () => {
  const bytes = results([
    { ...RESULT, sequence: 11, failedAmountWon: 55_000n },
    { ...RESULT, sequence: 12, failedAmountWon: 70_000n },
  ]);
  const seen: string[] = [];
  for await (const { sequence, payerNumber, failedAmountWon } of readDebitResultFile(bytes, EB22)) {
    seen.push(`${sequence} ${payerNumber} ${failedAmountWon}`);
  }
  assert.deepEqual(seen, ["11 STUDENT0001 55000", "12 STUDENT0001 70000"]);
});

Deno.test("trap 3: a result belongs to the day that its file was sent, whatever day was applied", async () => {
  const answer = {
    ...APPLICATION,
    applyDate: "2026-11-02",
    accepted: false,
    code: "0012",
  } as const;
  const bytes = finish(createRegistrationFileWriter(EB14), [{ ...answer, sequence: 1 }]);
  for await (const { applyDate } of readRegistrationFile(bytes, EB14)) {
    assert.equal(applyDate, "2026-11-02");
  }
  await assert.rejects(async () => {
    for await (const _ of readRegistrationFile(bytes, { ...EB14, date: "2026-11-02" }));
  }, { name: "FileFormatError", field: "file", value: "EB141120" });
});

Deno.test("trap 4: results come before their trailer is known, and the summary only after it agreed", async () => {
  const bytes = results([RESULT, { ...RESULT, sequence: 2 }]);
  bytes[3 * 150 + 34] = 0x33;
  const reading = readDebitResultFile(bytes, EB22);
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const { sequence } of reading) seen.push(sequence);
  }, { name: "FileFormatError", field: "recordCount", value: "00000003", recordNumber: 3 });
  assert.throws(() => reading.summary(), TypeError);
});

Deno.test("trap 5: a file of another year has the same name in its records and is refused", async () => {
  const bytes = results([RESULT]);
  const lastYear = { ...EB22, date: "2025-11-20" };
  assert.equal(recordFileName(lastYear), recordFileName(EB22));
  assert.notEqual(sftpFileName(lastYear), sftpFileName(EB22));
  assert.equal(parseSftpFileName(sftpFileName(EB22)).date, DATE);
  await assert.rejects(verifyDebitResultFile(bytes, lastYear), { field: "date", value: "261120" });
});

Deno.test("trap 6: half of an account move cannot be sent", () => {
  const file = { kind: "EB13", institutionCode: INSTITUTION, date: DATE } as const;
  const moved = { ...APPLICATION, handlingBranch: "CHNG" };
  const half = createRegistrationFileWriter(file);
  half.record(APPLICATION);
  half.record({ ...moved, applicationKind: "cancel" });
  half.record({ ...moved, applicationKind: "new", payerNumber: "STUDENT0002" });
  assert.throws(() => half.trailer(), {
    name: "FieldRefusedError",
    field: "handlingBranch",
    recordNumber: 2,
  });
  const whole = createRegistrationFileWriter(file);
  whole.record({ ...moved, applicationKind: "cancel" });
  whole.record({ ...moved, applicationKind: "new" });
  assert.equal(whole.trailer().totals.recordCount, 2);
});

Deno.test("trap 7: an amount outside of what a record can hold is refused before the file is sent", () => {
  const writer = createDebitFileWriter({
    kind: "EB21",
    institutionCode: INSTITUTION,
    debitDate: DATE,
    ...COLLECTING,
  });
  for (const amountWon of [0n, 139n, 10_000_000_000_000n]) {
    assert.throws(() => writer.record({ ...REQUEST, amountWon }), {
      name: "FieldRefusedError",
      field: "amountWon",
    });
  }
});
