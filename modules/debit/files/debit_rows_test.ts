import assert from "node:assert/strict";
import fc from "fast-check";
import { createDebitFileWriter } from "./debit_file_writer.ts";
import { DEBIT_ROW_COLUMNS } from "./debit_rows.ts";
import type { DebitRequest } from "./debit_types.ts";
import {
  chunkLengths,
  COLLECTING,
  DATE,
  finish,
  INSTITUTION,
  joined,
  REQUEST,
  requests,
} from "./testing_values.ts";

const OPTIONS = {
  kind: "EB21",
  institutionCode: INSTITUTION,
  debitDate: DATE,
  ...COLLECTING,
} as const;

/** The row that PostgreSQL would send, with null for what is empty. */
function rowOf(request: DebitRequest): string {
  return DEBIT_ROW_COLUMNS.map((column, index) => {
    const value = String(request[column] ?? "");
    return value === "" && index > 6 ? "\\N" : value;
  }).join("\t") + "\n";
}

function writeRows(text: string, cuts: readonly number[]): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const writer = createDebitFileWriter(OPTIONS);
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const end = start + cuts[turn % cuts.length]!;
    writer.rows(bytes.subarray(start, end));
    start = end;
  }
  writer.trailer();
  return joined(writer.drain());
}

Deno.test("rows of a database make the same file as objects do, cut anywhere", () => {
  // PostgreSQL doubles a backslash, which no request needs.
  const sound = requests.filter(({ institutionArea }) => !institutionArea?.includes("\\"));
  fc.assert(fc.property(fc.array(sound, { maxLength: 12 }), chunkLengths, (all, cuts) => {
    const expected = finish(createDebitFileWriter(OPTIONS), all);
    assert.deepEqual(writeRows(all.map(rowOf).join(""), cuts), expected);
  }));
});

const REFUSED: readonly (readonly [string, Partial<DebitRequest>])[] = [
  ["bankBranchCode", { bankBranchCode: "088" }],
  ["accountNumber", { accountNumber: "" }],
  ["amountWon", { amountWon: 139n }],
  ["amountWon", { amountWon: 10_000_000_000_000n }],
  ["holderIdentifier", { holderIdentifier: "9001311234567" }],
  ["passbookText", { passbookText: "똠양꿍집" }],
  ["passbookText", { passbookText: "😀" }],
  ["passbookText", { passbookText: "마루 A" }],
  ["passbookText", { passbookText: "가나다라마바사아자" }],
  ["payerNumber", { payerNumber: "" }],
  ["debitForm", { debitForm: "9" as "1" }],
  ["phone", { phone: "010-1" }],
];

for (const [field, change] of REFUSED) {
  Deno.test(`a row with "${Object.values(change)}" is refused by its ${field}`, () => {
    const text = rowOf(REQUEST) + rowOf({ ...REQUEST, ...change }) + rowOf(REQUEST);
    assert.throws(() => writeRows(text, [10_000]), {
      name: "FieldRefusedError",
      field,
      recordNumber: 2,
    });
  });
}

Deno.test("rows with other columns, or the last one unfinished, are no rows", () => {
  const row = rowOf(REQUEST);
  assert.throws(() => writeRows(row.replace("\t", ""), [10_000]), TypeError);
  assert.throws(() => writeRows(row.replace("\n", "\tmore\n"), [10_000]), TypeError);
  assert.throws(() => writeRows(row + row.slice(0, -1), [10_000]), TypeError);
  assert.throws(
    () => writeRows(rowOf({ ...REQUEST, institutionArea: "\\\\" }), [10_000]),
    TypeError,
  );
});
