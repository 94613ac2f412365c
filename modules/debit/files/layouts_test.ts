import assert from "node:assert/strict";
import { DEBIT_HEADER } from "./debit_header.ts";
import { DEBIT_RECORD } from "./debit_record.ts";
import { DEBIT_REQUEST_TRAILER } from "./debit_request_trailer.ts";
import { DEBIT_RESULT_TRAILER } from "./debit_result_trailer.ts";
import { EVIDENCE_HEADER } from "./evidence_header.ts";
import { EVIDENCE_RECORD } from "./evidence_record.ts";
import { EVIDENCE_TRAILER } from "./evidence_trailer.ts";
import type { Layout } from "./field_rules.ts";
import { REGISTRATION_HEADER } from "./registration_header.ts";
import { REGISTRATION_RECORD } from "./registration_record.ts";
import { REGISTRATION_TRAILER } from "./registration_trailer.ts";

const LAYOUTS: readonly (readonly [string, Layout, number])[] = [
  ["registration header", REGISTRATION_HEADER, 120],
  ["registration record", REGISTRATION_RECORD, 120],
  ["registration trailer", REGISTRATION_TRAILER, 120],
  ["debit header", DEBIT_HEADER, 150],
  ["debit record", DEBIT_RECORD, 150],
  ["debit request trailer", DEBIT_REQUEST_TRAILER, 150],
  ["debit result trailer", DEBIT_RESULT_TRAILER, 150],
  ["evidence header", EVIDENCE_HEADER, 1024],
  ["evidence record", EVIDENCE_RECORD, 119],
  ["evidence trailer", EVIDENCE_TRAILER, 1024],
];

for (const [name, layout, recordBytes] of LAYOUTS) {
  Deno.test(`the fields of a ${name} fill its ${recordBytes} bytes without gap or overlap`, () => {
    let next = 0;
    for (const [field, [start, end]] of Object.entries(layout)) {
      assert.equal(start, next, field);
      assert.ok(end > start, field);
      next = end;
    }
    assert.equal(next, recordBytes);
  });
}
