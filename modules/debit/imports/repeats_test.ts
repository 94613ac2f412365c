import assert from "node:assert/strict";
import fc from "fast-check";
import { CUSTOMER, INSTRUCTION } from "../customers/testing/customer_world.ts";
import type { ImportedRow } from "./read_row.ts";
import { createRepeats } from "./repeats.ts";

interface Line {
  readonly number: string;
  readonly name: string;
  readonly itemCode: string;
  readonly isGood: boolean;
}

function rowOf({ number, name, itemCode }: Line): ImportedRow {
  return {
    customer: { ...CUSTOMER, number, name },
    terms: { ...INSTRUCTION, itemCode, discountWon: 0n },
    account: INSTRUCTION,
  };
}

/** The same by whole texts: what the hashes stand for. */
function expectedOf(lines: readonly Line[]): string[] {
  const firsts = new Map<string, { name: string; isWritten: boolean; items: Set<string> }>();
  return lines.map(({ number, name, itemCode, isGood }) => {
    const first = firsts.get(number);
    if (first === undefined) {
      firsts.set(number, { name, isWritten: isGood, items: new Set([itemCode]) });
      return "first";
    }
    const isNewItem = !first.items.has(itemCode);
    first.items.add(itemCode);
    if (!isNewItem || first.name !== name) return "duplicate";
    if (first.isWritten) return "another";
    first.isWritten = isGood;
    return "first";
  });
}

Deno.test("rows of one customer: another item is fine, anything else is a duplicate", () => {
  const line = fc.record({
    number: fc.constantFrom("C1", "C2", "C3"),
    name: fc.constantFrom("김하늘", "이바다"),
    itemCode: fc.constantFrom("tuition", "lunch", "rent"),
    isGood: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const repeats = createRepeats();
      const found = lines.map((each) => repeats.look(rowOf(each), each.isGood));
      assert.deepEqual(found, expectedOf(lines));
    }),
    { numRuns: 500 },
  );
});
