import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { corporations } from "../cast/seed_businesses.ts";
import { persons } from "../cast/seed_persons.ts";
import { filedUnits, NothingFiledError, WrongPeriodError } from "./period.ts";
import { productOf } from "./products.ts";

const company = corporations[0]!;
const ask = (code: string, startDate: string, endDate: string, today = "2026-11-20") =>
  filedUnits({ product: productOf(code)!, member: company, startDate, endDate, today });
const keys = (units: ReturnType<typeof ask>) => units.map((unit) => unit.key);

Deno.test("filedUnits() cuts halves, years and months", () => {
  deepEqual(keys(ask("vat-tax-base", "202407", "202507")), ["2024-H2", "2025-H1", "2025-H2"]);
  deepEqual(keys(ask("financial-statements", "202412", "202512")), ["2024", "2025"]);
  deepEqual(keys(ask("withholding-return", "202511", "202602")), [
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-02",
  ]);
  const [february] = ask("withholding-return", "202402", "202402");
  deepEqual([february?.from, february?.to], ["2024-02-01", "2024-02-29"]);
});

Deno.test("filedUnits() leaves out what is not filed yet, and what was before the opening", () => {
  deepEqual(keys(ask("vat-tax-base", "202601", "202607")), ["2026-H1"]);
  deepEqual(keys(ask("vat-tax-base", "202507", "202507", "2026-01-26")), ["2025-H2"]);
  throws(() => ask("vat-tax-base", "202507", "202507", "2026-01-25"), NothingFiledError);
  const young = corporations.find((member) => member.openedOn.startsWith("2023"))!;
  const product = productOf("vat-tax-base")!;
  const request = { product, member: young, startDate: "202207", endDate: "202307" };
  deepEqual(keys(filedUnits({ ...request, today: "2026-11-20" })), ["2023-H1", "2023-H2"]);
});

Deno.test("filedUnits() wants a fiscal year as yyyyMM of a corporation and as yyyy of a person", () => {
  throws(() => ask("financial-statements", "2024", "2025"), WrongPeriodError);
  throws(() => ask("financial-statements", "202406", "202506"), WrongPeriodError);
  const product = { ...productOf("financial-statements")!, yearsBackMax: 5 };
  const person = { product, member: persons[0]!, startDate: "2024", endDate: "2025" };
  deepEqual(keys(filedUnits({ ...person, today: "2026-11-20" })), ["2024", "2025"]);
});

Deno.test("filedUnits() refuses a span that is too long by one step, and takes the longest", () => {
  equal(ask("vat-tax-base", "202107", "202601").length, 10);
  throws(() => ask("vat-tax-base", "202101", "202601"), WrongPeriodError);
  equal(ask("tax-invoice-list", "20260801", "20261031").length, 1);
  throws(() => ask("tax-invoice-list", "20260801", "20261101"), WrongPeriodError);
});

Deno.test("filedUnits() gives units in order without gaps or overlaps, whatever the months", () => {
  const month = fc.record({
    year: fc.integer({ min: 2021, max: 2026 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
    .map(({ year, month }) => `${year}${String(month).padStart(2, "0")}`);
  fc.assert(fc.property(month, month, (start, end) => {
    try {
      const units = ask("withholding-return", start, end);
      units.forEach((unit, index) => {
        ok(unit.from <= unit.to && unit.knownFrom > unit.to);
        const next = units[index + 1];
        if (next === undefined) return;
        const dayAfter = new Date(`${unit.to}T00:00:00Z`);
        dayAfter.setUTCDate(dayAfter.getUTCDate() + 1);
        equal(next.from, dayAfter.toISOString().slice(0, 10));
      });
    } catch (error) {
      ok(error instanceof WrongPeriodError || error instanceof NothingFiledError);
    }
  }));
});
