import assert from "node:assert/strict";
import { documentFileName } from "./file_name.ts";

Deno.test("documentFileName() keeps Korean and drops what a file system or a header would not take", () => {
  assert.equal(
    documentFileName({
      name: "납세증명서(국세)",
      subject: "가온상사 주식회사",
      date: "2026-11-20",
    }),
    "납세증명서(국세)_가온상사 주식회사_20261120.pdf",
  );
  const hostile = documentFileName({
    name: "../../etc/passwd",
    subject: 'a"\r\nSet-Cookie: b\u202egpj',
    date: "2026-11-20",
  });
  assert.match(hostile, /^[^\\/:*?"<>|\p{Cc}\p{Cf}]+\.pdf$/u);
});
