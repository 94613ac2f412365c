import assert from "node:assert/strict";
import fc from "fast-check";
import { type FeeCount, settle, shareVat } from "./fees.ts";

const counts: fc.Arbitrary<FeeCount[]> = fc.array(
  fc.record({
    itemCode: fc.constantFrom("tuition", "membership"),
    kind: fc.constantFrom("success", "failure", "registration"),
    unitFeeWon: fc.bigInt({ min: 0n, max: 1_000_000n }),
    count: fc.integer({ min: 0, max: 1_000_000 }),
    collectedWon: fc.bigInt({ min: 0n, max: 10n ** 13n }),
  }),
  { maxLength: 8 },
);

Deno.test("a settlement loses no won: what comes in is paid out, kept as fee and VAT, or carried on", () => {
  fc.assert(fc.property(counts, fc.bigInt({ min: -(10n ** 12n), max: 0n }), (given, carriedIn) => {
    const sums = settle(given, carriedIn);
    const collected = given.reduce((sum, each) => sum + each.collectedWon, 0n);
    const fees = given.reduce((sum, each) => sum + each.unitFeeWon * BigInt(each.count), 0n);
    assert.equal(sums.collectedWon, collected);
    assert.equal(sums.feeWon, fees);
    assert.equal(
      collected + carriedIn,
      sums.feeWon + sums.vatWon + sums.payoutWon + sums.carriedOutWon,
    );
    assert.ok(sums.payoutWon >= 0n);
    assert.ok(sums.carriedOutWon <= 0n);
    assert.ok(sums.payoutWon === 0n || sums.carriedOutWon === 0n);
    assert.ok(sums.vatWon * 10n <= sums.feeWon && sums.feeWon < (sums.vatWon + 1n) * 10n);
  }));
});

Deno.test("fees beyond what was collected are carried into the next settlement, and paid off there", () => {
  const line = { itemCode: "tuition", kind: "success" } as const;
  const first = settle([{ ...line, unitFeeWon: 300n, count: 10, collectedWon: 1_000n }], 0n);
  assert.deepEqual([first.payoutWon, first.carriedOutWon], [0n, -2_300n]);
  const fees = { ...line, unitFeeWon: 300n, count: 1, collectedWon: 10_000n };
  assert.equal(settle([fees], first.carriedOutWon).payoutWon, 10_000n - 330n - 2_300n);
});

Deno.test("an invoice's VAT is parted among its lines to the won, none below zero", () => {
  const supplies = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(fc.property(supplies, fc.bigInt({ min: 0n, max: 30n }), (suppliesWon, lostWon) => {
    const totalWon = suppliesWon.reduce((sum, won) => sum + won, 0n);
    // Settlements round down, each by itself: the sum may lie some won under a tenth.
    const vatWon = totalWon / 10n > lostWon ? totalWon / 10n - lostWon : 0n;
    const parts = shareVat(vatWon, suppliesWon);
    assert.equal(parts.reduce((sum, won) => sum + won, 0n), vatWon);
    assert.ok(parts.every((won, index) => won >= 0n && won <= suppliesWon[index]! / 10n + 1n));
  }));
  assert.deepEqual(shareVat(8n, [45n, 45n]), [4n, 4n]);
  assert.deepEqual(shareVat(0n, [45n, 45n]), [0n, 0n], "ten settlements of 9 won each have none");
  assert.deepEqual(shareVat(330n, [3_000n, 300n]), [300n, 30n]);
});
