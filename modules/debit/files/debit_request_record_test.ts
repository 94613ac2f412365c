import assert from "node:assert/strict";
import fc from "fast-check";
import { DEBIT_RECORD } from "./debit_record.ts";
import { debitRequestTemplate, putDebitRequest, REFUSED } from "./debit_request_quick.ts";
import {
  DEBIT_AMOUNT_MIN_WON,
  readDebitRequest,
  writeDebitRequest,
} from "./debit_request_record.ts";
import type { DebitForm, DebitRequest } from "./debit_types.ts";
import { encodeEucKr } from "./euc_kr.ts";
import { FieldReader } from "./field_reader.ts";
import { FieldRefusedError, FileFormatError } from "./file_errors.ts";
import { DATE, INSTITUTION, REQUEST, requests } from "./testing_values.ts";

const IDENTITY = { kind: "EB21", institutionCode: INSTITUTION, date: DATE } as const;

function read(record: Uint8Array, sequence: number) {
  const fields = new FieldReader(DEBIT_RECORD, "EB211120");
  fields.move(record, 0, sequence);
  return readDebitRequest(fields, IDENTITY, sequence);
}

/** The record by the quick writer, or undefined where it refuses. */
function writeQuickly(sequence: number, request: DebitRequest): Uint8Array | undefined {
  const bytes = debitRequestTemplate(IDENTITY).slice();
  const amountMinWon = DEBIT_AMOUNT_MIN_WON.EB21;
  const amountWon = putDebitRequest({ bytes, offset: 0, sequence, amountMinWon }, request);
  return amountWon === REFUSED ? undefined : bytes;
}

Deno.test("writeDebitRequest makes the record byte for byte", () => {
  const record = writeDebitRequest(IDENTITY, 7, { ...REQUEST, institutionArea: "A-1" });
  const expected = "R000000079912345678" + "0880000" + "110123456789    " + "0000000055000" +
    "900131       " + "     " + "마루학원비　　　" + "  " + "STUDENT0001         " + "A-1  " + "1" +
    "01000001234 " + " ".repeat(21);
  assert.deepEqual(record, encodeEucKr(expected));
  assert.equal(record.length, 150);
});

const REFUSALS: readonly (readonly [keyof DebitRequest, string | bigint])[] = [
  ["bankBranchCode", "088"],
  ["bankBranchCode", "088000A"],
  ["accountNumber", "110-123-456789"],
  ["accountNumber", ""],
  ["accountNumber", "12345678901234567"],
  ["amountWon", 0n],
  ["amountWon", 139n],
  ["amountWon", -55_000n],
  ["amountWon", 10_000_000_000_000n],
  ["holderIdentifier", "9001311234567"],
  ["holderIdentifier", "90013"],
  ["passbookText", "똠양꿍집"],
  ["passbookText", "마루 학원"],
  ["passbookText", "가나다라마바사아자"],
  ["passbookText", "마루\u0001"],
  ["payerNumber", ""],
  ["payerNumber", "학생1"],
  ["payerNumber", "STUDENT 1"],
  ["payerNumber", "123456789012345678901"],
  ["debitForm", "7"],
  ["debitForm", ""],
  ["fundKind", "123"],
  ["institutionArea", "가"],
  ["phone", "010-1234"],
];

for (const [field, value] of REFUSALS) {
  Deno.test(`a request with ${JSON.stringify(String(value))} as ${field} is refused`, () => {
    const change = { [field]: value };
    const request = { ...REQUEST, ...change } as DebitRequest;
    assert.equal(writeQuickly(3, request), undefined);
    assert.throws(
      () => writeDebitRequest(IDENTITY, 3, request),
      (error) =>
        error instanceof FieldRefusedError && error.field === field && error.recordNumber === 3 &&
        error.file === "EB211120",
    );
  });
}

Deno.test("a refusal shows the value, but never an account, birth date, business number or phone", () => {
  const valueOf = (change: Partial<DebitRequest>) => {
    try {
      writeDebitRequest(IDENTITY, 1, { ...REQUEST, ...change });
    } catch (error) {
      return (error as FieldRefusedError).value;
    }
  };
  assert.equal(valueOf({ passbookText: "똠양꿍집" }), "똠양꿍집");
  assert.equal(valueOf({ payerNumber: "학생1" }), "학생1");
  assert.equal(valueOf({ accountNumber: "110-1" }), undefined);
  assert.equal(valueOf({ holderIdentifier: "9001311234567" }), undefined);
  assert.equal(valueOf({ phone: "010-1" }), undefined);
});

Deno.test("EC21 wants 300 won at least", () => {
  const identity = { ...IDENTITY, kind: "EC21" } as const;
  assert.throws(() => writeDebitRequest(identity, 1, { ...REQUEST, amountWon: 299n }), {
    field: "amountWon",
  });
  writeDebitRequest(identity, 1, { ...REQUEST, amountWon: 300n });
});

Deno.test("the sequence number never becomes the trailer's", () => {
  assert.equal(writeQuickly(99_999_999, REQUEST), undefined);
  assert.throws(() => writeDebitRequest(IDENTITY, 99_999_999, REQUEST), { field: "sequence" });
});

Deno.test("readDebitRequest gives back what writeDebitRequest was given", () => {
  fc.assert(fc.property(requests, fc.integer({ min: 1, max: 99_999_998 }), (request, sequence) => {
    const record = writeDebitRequest(IDENTITY, sequence, request);
    assert.deepEqual(read(record, sequence), { ...request, sequence });
  }));
});

Deno.test("the quick writer makes the same bytes as the thorough one and refuses the same", () => {
  const texts = fc.oneof(fc.string({ maxLength: 22 }), fc.constantFrom("1", "900131", "마루", "7"));
  const fields = fc.constantFrom(...Object.keys(REQUEST) as (keyof DebitRequest)[]);
  fc.assert(
    fc.property(requests, fields, texts, fc.boolean(), (sound, field, text, isSpoilt) => {
      const spoilt = field === "amountWon"
        ? { ...sound, amountWon: BigInt(text.length) * 20n }
        : { ...sound, [field]: text as DebitForm };
      const request = isSpoilt ? spoilt : sound;
      let thorough: Uint8Array | undefined;
      try {
        thorough = writeDebitRequest(IDENTITY, 12, request);
      } catch (error) {
        assert.ok(error instanceof FieldRefusedError);
      }
      assert.deepEqual(writeQuickly(12, request), thorough);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("readDebitRequest refuses a result in a request and a sequence out of turn", () => {
  const record = writeDebitRequest(IDENTITY, 2, REQUEST);
  assert.throws(() => read(record, 3), { field: "sequence", value: "00000002" });
  record.set(new TextEncoder().encode("N0021"), 68);
  assert.throws(
    () => read(record, 2),
    (error) => error instanceof FileFormatError && error.field === "resultFlag",
  );
});
