import assert from "node:assert/strict";
import fc from "fast-check";
import { AMOUNT_WON_MAX, formatWon, parseWon, requireAmountWon } from "./money.ts";

const anyAmount = fc.bigInt({ min: -AMOUNT_WON_MAX, max: AMOUNT_WON_MAX });

Deno.test("parseWon() reads every amount that formatWon() writes", () => {
  fc.assert(fc.property(anyAmount, (amountWon) => {
    assert.equal(parseWon(formatWon(amountWon)), amountWon);
    assert.equal(parseWon(amountWon.toString()), amountWon);
  }));
});

Deno.test("formatWon() agrees with Intl", () => {
  fc.assert(fc.property(anyAmount, (amountWon) => {
    assert.equal(formatWon(amountWon), `${new Intl.NumberFormat("ko-KR").format(amountWon)}원`);
  }));
});

Deno.test("parseWon() reads what people write", () => {
  assert.equal(parseWon(" 1,234원 "), 1234n);
  assert.equal(parseWon("₩1,234"), 1234n);
  assert.equal(parseWon("１２３４"), 1234n);
  assert.equal(parseWon("-5 원"), -5n);
  assert.equal(parseWon("0"), 0n);
});

Deno.test("parseWon() refuses what is no whole amount", () => {
  for (
    const wrong of ["", "원", "1.5", "1,23", "12,34,567", "1e3", "0x10", "1 000", "--1", "NaN"]
  ) {
    assert.throws(() => parseWon(wrong), RangeError, wrong);
  }
});

Deno.test("requireAmountWon() holds the limit on both sides", () => {
  assert.equal(requireAmountWon(AMOUNT_WON_MAX), AMOUNT_WON_MAX);
  assert.throws(() => requireAmountWon(AMOUNT_WON_MAX + 1n), RangeError);
  assert.throws(() => requireAmountWon(-AMOUNT_WON_MAX - 1n), RangeError);
  assert.throws(() => parseWon("1,000,000,000,000,001"), RangeError);
});
