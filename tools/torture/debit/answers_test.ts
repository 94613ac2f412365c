import assert from "node:assert/strict";
import { refusalsIn } from "./answers.ts";

const LAYOUT = {
  request: "EB21",
  recordLength: 150,
  payerNumber: [91, 111],
  code: [69, 73],
} as const;

function record(kind: string, sequence: string, payerNumber: string, code: string): string {
  return `${kind}${sequence}`.padEnd(68) + `N${code}`.padEnd(23) + payerNumber.padEnd(59);
}

Deno.test("refusalsIn() names each record between header and trailer", () => {
  const text = [
    record("H", "00000000", "", ""),
    record("R", "00000002", "10203040000000000002", "0021"),
    record("R", "00000017", "10203040000000000001", "0012"),
    record("T", "99999999", "", ""),
  ].join("");
  assert.deepEqual(refusalsIn(new TextEncoder().encode(text), LAYOUT), [
    "2 10203040000000000002 0021",
    "17 10203040000000000001 0012",
  ]);
  assert.deepEqual(refusalsIn(new Uint8Array(), LAYOUT), []);
});
