import { equal, notDeepEqual, notEqual, ok } from "node:assert/strict";
import type { Paper } from "./paper.ts";
import { oversizePdf, truncatePdf } from "./damage.ts";
import { createPrinter } from "./printer.ts";

const paper: Paper = {
  title: "부가가치세 과세표준증명",
  issuer: "삼성세무서장",
  issueNumber: "1234-567-890-1234",
  verificationNumber: "AB12-CD34-EF56-GH78",
  issuedOn: "2026-11-20",
  purpose: "금융기관 제출용",
  recipient: "금융기관",
  fields: [{ label: "상호(법인명)", value: "주식회사 마루상사" }],
  tables: [{
    title: "과세기간별 과세표준",
    columns: [{ label: "과세기간" }, { label: "금액", isAmount: true }],
    rows: Array.from({ length: 90 }, (_, index) => [`${2015 + index}년`, "1,234,567,890"]),
  }],
  statement: "위와 같이 신고하였음을 증명합니다.",
};

async function peer(command: string, args: string[]): Promise<string | undefined> {
  try {
    const output = await new Deno.Command(command, { args, stdout: "piped", stderr: "piped" })
      .output();
    return new TextDecoder().decode(output.stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

Deno.test("print() makes a PDF of several pages with the fonts inside", async () => {
  const pdf = await createPrinter().print(paper);
  const text = new TextDecoder("latin1").decode(pdf);
  ok(text.startsWith("%PDF-1."));
  ok(text.trimEnd().endsWith("%%EOF"));
  ok((text.match(/\/Type\s*\/Page\b/g)?.length ?? 0) >= 3, "three pages or more");
  ok(pdf.length < 200_000, "the fonts are cut down to what is used");
});

Deno.test("print() writes text that pdftotext finds and qpdf passes", async () => {
  const path = await Deno.makeTempFile({ suffix: ".pdf" });
  try {
    await Deno.writeFile(path, await createPrinter().print(paper));
    const text = await peer("pdftotext", ["-layout", path, "-"]);
    if (text !== undefined) {
      for (
        const needle of ["주식회사 마루상사", "2104년", "1,234,567,890", "AB12-CD34-EF56-GH78"]
      ) {
        ok(text.includes(needle), needle);
      }
    }
    const checked = await peer("qpdf", ["--check", path]);
    if (checked !== undefined) ok(checked.includes("No syntax or stream encoding errors"), checked);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("print() answers the same paper from its cache, and prints another one anew", async () => {
  const printer = createPrinter();
  const [first, second] = await Promise.all([printer.print(paper), printer.print({ ...paper })]);
  equal(first, second);
  const startedAt = performance.now();
  for (let round = 0; round < 100; round++) await printer.print(paper);
  ok((performance.now() - startedAt) / 100 < 5, "a cached paper costs less than 5 ms");
  notDeepEqual(await printer.print({ ...paper, issueNumber: "other" }), first);
});

Deno.test("print() forgets the oldest paper when the cache is full", async () => {
  const printer = createPrinter({ cachedBytesMax: 1 });
  notEqual(await printer.print(paper), await printer.print(paper));
});

Deno.test("truncatePdf() loses the end, oversizePdf() keeps a PDF of the size asked for", async () => {
  const pdf = await createPrinter().print(paper);
  ok(!new TextDecoder("latin1").decode(truncatePdf(pdf)).includes("%%EOF"));
  const large = oversizePdf(pdf, 1_000_000);
  equal(large.length, 1_000_000);
  equal(new TextDecoder().decode(large.slice(0, 5)), "%PDF-");
});
