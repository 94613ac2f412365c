import assert from "node:assert/strict";
import fc from "fast-check";
import { isOpen, nextOpening } from "./agency_hours.ts";

const office = { opensAt: "08:00", closesAt: "22:00" };

Deno.test("nextOpening() is the next morning of Seoul", () => {
  const at = (text: string) => nextOpening(office, new Date(text)).toISOString();
  assert.equal(at("2026-11-20T22:59:59Z"), "2026-11-20T23:00:00.000Z");
  assert.equal(at("2026-11-20T23:00:00Z"), "2026-11-21T23:00:00.000Z");
  assert.equal(at("2026-11-20T14:00:00Z"), "2026-11-20T23:00:00.000Z");
});

Deno.test("an agency is open at its next opening, and shut right before it", () => {
  const moments = fc.date({
    min: new Date("2024-01-01T00:00:00Z"),
    max: new Date("2030-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(moments, (moment) => {
    const opening = nextOpening(office, moment);
    assert.ok(opening > moment && opening.getTime() - moment.getTime() <= 86_400_000);
    assert.ok(isOpen(office, opening));
    assert.ok(!isOpen(office, new Date(opening.getTime() - 60_000)));
    assert.ok(isOpen({ opensAt: "00:00", closesAt: "24:00" }, moment));
  }));
});
