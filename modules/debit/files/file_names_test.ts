import assert from "node:assert/strict";
import { isDate, parseSftpFileName, recordFileName, sftpFileName } from "./file_names.ts";

Deno.test("recordFileName has month and day, sftpFileName the year too", () => {
  const file = { kind: "EB21", date: "2026-11-20" } as const;
  assert.equal(recordFileName(file), "EB211120");
  assert.equal(sftpFileName(file), "EB211120_2026");
});

Deno.test("parseSftpFileName gives back kind and whole date", () => {
  assert.deepEqual(parseSftpFileName("EC220101_2027"), { kind: "EC22", date: "2027-01-01" });
});

Deno.test("parseSftpFileName refuses other kinds, impossible days and names without a year", () => {
  for (
    const name of ["EB311120_2026", "EB211120", "EB210230_2026", "EB211120_26", "eb211120_2026"]
  ) {
    assert.throws(() => parseSftpFileName(name), RangeError, name);
  }
});

Deno.test("isDate knows the days of the calendar", () => {
  assert.ok(isDate("2028-02-29"));
  for (const date of ["2026-02-29", "2026-13-01", "2026-1-1", "", "2026-11-20T00"]) {
    assert.equal(isDate(date), false, date);
  }
});
