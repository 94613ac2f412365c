/**
 * PDFs that are made to hurt their reader; for tests.
 *
 * @module
 */
import { deflateSync } from "node:zlib";
import { smallPdf } from "../testing/small_pdf.ts";

const MEGABYTE = 1024 * 1024;
const encode = (text: string) => new TextEncoder().encode(text);
const small = new TextDecoder().decode(smallPdf(1));

/** Each by the name that tests tell it by; made when it is asked for, because some are large. */
export const HOSTILE_PDFS: Readonly<Record<string, () => Uint8Array>> = {
  "a cross-reference that follows itself": () =>
    encode(small.replace("/Root 1 0 R", `/Root 9 0 R /Prev ${small.indexOf("xref\n")}`)),
  "a thousand revisions": thousandRevisions,
  "revisions that share one table of twenty megabytes": sharedTable,
  "a cross-reference stream of one gigabyte": () =>
    streamPdf({ extra: "/W [1 4 1]", data: gigabyte() }),
  "rows of no bytes, section after section": () =>
    streamPdf({
      extra: `/W [0 0 0] /Index [${"0 99999 ".repeat(14_000)}]`,
      data: deflateSync(new Uint8Array(16)),
    }),
  "an object stream of one gigabyte": () => packedPdf({ inside: gigabyte(), first: 16, count: 2 }),
  "twenty thousand pages that are one object": samePlace,
  "a page tree that is a circle": () => encode(small.replace("[3 0 R]", "[2 0 R]")),
  "a page tree that names one page twenty thousand times": () =>
    encode(small.replace("[3 0 R]", `[${"3 0 R ".repeat(20_000)}]`)),
  "a length that is its own object": () =>
    packedPdf({ inside: new Uint8Array(8), first: 0, count: 0, length: "4 0 R" }),
  "a negative length": () =>
    packedPdf({ inside: new Uint8Array(8), first: 0, count: 0, length: "-1" }),
  "a length beyond the file": () =>
    packedPdf({ inside: new Uint8Array(8), first: 0, count: 0, length: "999999999" }),
  "twenty megabytes of objects": () => padded("1 0 obj "),
  "twenty megabytes of brackets": () => padded("<< /A [ "),
  "twenty megabytes of open texts": () => padded("("),
  "twenty megabytes of spaces": () => padded("1        "),
  "a table of two billion objects": () => encode(small.replace("0 4\n", "0 2147483647\n")),
  "a name of a megabyte": () => encode(small.replace("/Type /Pages", `/${"A".repeat(MEGABYTE)}`)),
};

/** Files whose bytes all stand where a reader has to go through them. */
function padded(unit: string): Uint8Array {
  const filling = unit.repeat(Math.floor((19 * MEGABYTE) / unit.length));
  const head = "%PDF-1.4\n";
  return encode(`${head}${filling}\nstartxref\n${head.length}\n%%EOF\n`);
}

function gigabyte(): Uint8Array {
  // 1,024 stored-then-compressed megabytes would cost a gigabyte here too: blocks repeat instead.
  const block = deflateSync(new Uint8Array(64 * MEGABYTE), { finishFlush: 3 });
  const header = block.subarray(0, 2);
  const body = block.subarray(2);
  return join([header, ...Array.from({ length: 16 }, () => body)]);
}

function thousandRevisions(): Uint8Array {
  let text = small;
  for (let revision = 0; revision < 1_000; revision++) {
    const previous = text.lastIndexOf("xref\n0 0");
    const before = previous < 0 ? text.indexOf("xref\n0") : previous;
    const at = text.length;
    text += `xref\n0 0\ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${before} >>\n`;
    text += `startxref\n${at}\n%%EOF\n`;
  }
  return encode(text);
}

/** Comments between sections hide an entrance to the rest of the table for each revision. */
function sharedTable(): Uint8Array {
  const lines = "0000000000 65535 f \n".repeat(90_000);
  const head = "%PDF-1.4\n";
  const entrances = Array.from(
    { length: 60 },
    (_, index) => `%xref\n0 0\n% /Prev ${index}`.padEnd(40, " ") + "\n",
  );
  const table = `xref\n${entrances.join("")}${`0 90000\n${lines}`.repeat(10)}`;
  const trailer = `trailer\n<< /Size 4 /Root 1 0 R /Prev ${head.length + 6} >>\n`;
  return encode(`${head}${table}${trailer}startxref\n${head.length}\n%%EOF\n`);
}

/** All pages lie packed at one place, and that place is expensive to read. */
function samePlace(): Uint8Array {
  const count = 19_000;
  const numbers = Array.from({ length: count }, (_, index) => index + 10);
  const tree = `<< /Type /Pages /Kids [${numbers.map((each) => `${each} 0 R`).join(" ")}] >> `;
  const page = `<< /Type /Page /A [${"1 ".repeat(50_000)}] >>`;
  const index = `5 0 ${numbers.map((each) => `${each} ${tree.length} `).join("")}`;
  const inside = deflateSync(encode(index + tree + page));
  return packedPdf({ inside, first: index.length, count: count + 1, packed: [5, ...numbers] });
}

/** A catalogue (1), an object stream (4), and a cross-reference stream that says what is packed. */
function packedPdf(
  { inside, first, count, packed = [5], length = String(inside.length) }: {
    inside: Uint8Array;
    first: number;
    count: number;
    packed?: readonly number[];
    length?: string;
  },
): Uint8Array {
  const head = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 5 0 R >>\nendobj\n";
  const dictionary = `4 0 obj\n<< /Type /ObjStm /N ${count} /First ${first} /Filter /FlateDecode ` +
    `/Length ${length} >>\nstream\n`;
  const before = join([encode(head + dictionary), inside, encode("\nendstream\nendobj\n")]);
  const rows = [[1, 1, 9], [4, 1, head.length], ...packed.map((each) => [each, 2, 4])];
  const index = rows.map(([number]) => `${number} 1`).join(" ");
  const data = deflateSync(
    Uint8Array.from(rows.flatMap(([, type, second]) => [type!, 0, second! >> 8, second! & 255])),
  );
  const xref = `7 0 obj\n<< /Type /XRef /Size 30000 /Root 1 0 R /W [1 3 0] /Index [${index}] ` +
    `/Filter /FlateDecode /Length ${data.length} >>\nstream\n`;
  const tail = `\nendstream\nendobj\nstartxref\n${before.length}\n%%EOF\n`;
  return join([before, encode(xref), data, encode(tail)]);
}

/** A file that is a cross-reference stream alone. */
function streamPdf({ extra, data }: { extra: string; data: Uint8Array }): Uint8Array {
  const head = "%PDF-1.5\n";
  const dictionary = `1 0 obj\n<< /Type /XRef /Size 9 ${extra} /Root 2 0 R ` +
    `/Filter /FlateDecode /Length ${data.length} >>\nstream\n`;
  const tail = `\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`;
  return join([encode(head + dictionary), data, encode(tail)]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
