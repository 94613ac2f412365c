import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { PdfRefusedError } from "../errors.ts";
import { smallPdf } from "../testing/small_pdf.ts";
import { checkPdf } from "./pdf_check.ts";
import { PDF_SIZE_BYTES_MAX } from "./pdf_limits.ts";

const samples = new URL("./testdata/", import.meta.url);

function refusal(bytes: Uint8Array): string {
  try {
    checkPdf(bytes);
  } catch (error) {
    if (error instanceof PdfRefusedError) return error.reason;
    throw error;
  }
  return "accepted";
}

Deno.test("checkPdf() counts the pages of files that other programs wrote", async () => {
  // qpdf's output of a plain file: as it is, with object streams, linearised, and encrypted.
  for (
    const [name, pageCount, isEncrypted] of [
      ["plain.pdf", 3, false],
      ["object-streams.pdf", 3, false],
      ["linearised.pdf", 3, false],
      ["encrypted.pdf", 3, true],
      ["encrypted-object-streams.pdf", undefined, true],
    ] as const
  ) {
    const bytes = await Deno.readFile(new URL(name, samples));
    const checked = checkPdf(bytes);
    assert.deepEqual(checked, {
      sizeBytes: bytes.length,
      pageCount,
      isEncrypted,
      runsByItself: false,
    }, name);
  }
});

Deno.test("checkPdf() does not believe /Count", () => {
  const text = new TextDecoder().decode(smallPdf(2)).replace("/Count 2", "/Count 9");
  assert.equal(checkPdf(new TextEncoder().encode(text)).pageCount, 2);
});

Deno.test("checkPdf() tells apart what is no PDF, cut off, too large and without pages", () => {
  const whole = smallPdf();
  assert.equal(refusal(new TextEncoder().encode("<html>")), "notPdf");
  assert.equal(refusal(whole.subarray(0, whole.length - 40)), "truncated");
  const large = new Uint8Array(PDF_SIZE_BYTES_MAX + 1);
  large.set(whole);
  assert.equal(refusal(large), "tooLarge");
  assert.equal(refusal(smallPdf(0)), "noPages");
});

Deno.test("checkPdf() refuses a stream that inflates without end, and a tree that is a circle", () => {
  const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024));
  assert.equal(refusal(xrefStreamPdf(bomb)), "tooComplex");
  const circle = new TextDecoder().decode(smallPdf(1)).replace("/Kids [3 0 R]", "/Kids [2 0 R]");
  assert.equal(refusal(new TextEncoder().encode(circle)), "damaged");
  const deep = new TextDecoder().decode(smallPdf(1))
    .replace("/Resources << >>", `/Resources ${"<< /A ".repeat(5_000)}`);
  assert.notEqual(refusal(new TextEncoder().encode(deep)), "accepted");
});

Deno.test("checkPdf() ends with a refusal, and never otherwise, on bytes that were changed", () => {
  const whole = smallPdf(3);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        refusal(bytes);
      },
    ),
    { numRuns: 2_000 },
  );
});

Deno.test("hostile files do not make the process grow", () => {
  const bomb = deflateSync(new Uint8Array(200 * 1024 * 1024));
  const files = [
    xrefStreamPdf(bomb),
    new TextEncoder().encode(
      new TextDecoder().decode(smallPdf(1)).replace(
        "/Resources << >>",
        `/A ${"[".repeat(200_000)}`,
      ),
    ),
    new TextEncoder().encode(
      new TextDecoder().decode(smallPdf(1)).replace(/0 4\n/, "0 999999999\n"),
    ),
  ];
  const before = Deno.memoryUsage().rss;
  for (let round = 0; round < 8; round++) {
    for (const file of files) assert.notEqual(refusal(file), "accepted");
  }
  const grownBytes = Deno.memoryUsage().rss - before;
  assert.ok(grownBytes < 50 * 1024 * 1024, `grew by ${grownBytes} bytes`);
});

/** A file whose cross-reference is the given compressed stream. */
function xrefStreamPdf(data: Uint8Array): Uint8Array {
  const head = "%PDF-1.5\n";
  const dictionary =
    `1 0 obj\n<< /Type /XRef /Size 9 /W [1 4 1] /Root 2 0 R /Filter /FlateDecode /Length ${data.length} >>\nstream\n`;
  const tail = `\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`;
  const encoder = new TextEncoder();
  return Uint8Array.from([
    ...encoder.encode(head + dictionary),
    ...data,
    ...encoder.encode(tail),
  ]);
}
