/**
 * Files that were made to harm, each with the reason for which it must be refused. They are made
 * anew by every run: none is kept.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { constants, deflateRawSync } from "node:zlib";
import type { SheetRefusal } from "./errors.ts";
import { entriesOf, sheetOf, workbookOf } from "./testing_workbook.ts";
import { type TestEntry, zipOf } from "./testing_zip.ts";
import { checksum } from "./zip/checksum.ts";

export interface Bomb {
  readonly name: string;
  readonly reason: SheetRefusal | "read";
  readonly bytes: () => Uint8Array;
}

const THREE_GIGABYTES = 3_000_000_000;
const SHEET = "xl/worksheets/sheet1.xml";

export const BOMBS: readonly Bomb[] = [
  {
    name: "A1 and XFD1048576",
    reason: "tooManyRows",
    bytes: () => workbookOf({ rows: corners() }),
  },
  {
    name: "3 MB that are 3 GB of spaces",
    reason: "tooLarge",
    bytes: () => zipOf(withSheet(spaces(THREE_GIGABYTES))),
  },
  {
    name: "the same with a size that lies",
    reason: "damaged",
    bytes: () => zipOf(withSheet(spaces(THREE_GIGABYTES, { unpackedByteCount: 5_000 }))),
  },
  {
    name: "spaces just within the limit",
    reason: "read",
    bytes: () => zipOf(withSheet(spaces(390_000_000))),
  },
  { name: "1,048,576 rows", reason: "tooManyRows", bytes: manyRows },
  {
    name: "elements nested a million deep",
    reason: "damaged",
    bytes: () => sheet("<a>".repeat(1e6)),
  },
  { name: "an entity bomb", reason: "doctype", bytes: () => sheet(entityBomb()) },
  { name: "an outer entity", reason: "doctype", bytes: () => sheet(outerEntity()) },
  {
    name: "a tag of ten megabytes",
    reason: "damaged",
    bytes: () => sheet(`<a b="${"x".repeat(1e7)}"/>`),
  },
  {
    name: "a cell of ten megabytes",
    reason: "cellTooLong",
    bytes: () => workbookOf({ rows: longCell() }),
  },
  { name: "one string in a million cells", reason: "tooLarge", bytes: oneString },
  { name: "six million shared strings", reason: "tooLarge", bytes: manyStrings },
  { name: "a hundred thousand entries", reason: "damaged", bytes: manyEntries },
  {
    name: "a name that leads out",
    reason: "damaged",
    bytes: () => zipOf([...entriesOf({}), { name: "../../etc/passwd", content: "x" }]),
  },
  { name: "entries that share their bytes", reason: "damaged", bytes: sharedBytes },
  {
    name: "a shared string that is not there",
    reason: "damaged",
    bytes: () => workbookOf({ rows: '<row><c t="s"><v>4294967295</v></c></row>' }),
  },
  {
    name: "an old workbook",
    reason: "otherWorkbook",
    bytes: () => compoundFile("Workbook"),
  },
  {
    name: "a workbook behind a password",
    reason: "encrypted",
    bytes: () => compoundFile("EncryptedPackage"),
  },
  {
    name: "a workbook with macros",
    reason: "macros",
    bytes: () => workbookOf({ parts: { "xl/vbaProject.bin": "x" } }),
  },
  {
    name: "a quote that never ends",
    reason: "brokenQuote",
    bytes: () => Buffer.from('a,"' + "b,c\n".repeat(7_000_000)),
  },
  {
    name: "separators that never end",
    reason: "tooManyColumns",
    bytes: () => Buffer.from("a,b\n" + ",".repeat(25_000_000)),
  },
  {
    name: "empty quotes that never end",
    reason: "tooManyColumns",
    bytes: () => Buffer.from("a,b\n" + '"",'.repeat(8_000_000)),
  },
  {
    name: "a line that never ends",
    reason: "cellTooLong",
    bytes: () => Buffer.alloc(29_000_000, "x"),
  },
  { name: "UTF-16", reason: "unknownEncoding", bytes: () => Buffer.from("\ufeffa,b\n", "utf16le") },
  {
    name: "a file beyond the limit",
    reason: "tooLarge",
    bytes: () => Buffer.alloc(31_000_000, "a\n"),
  },
];

function corners(): string {
  return '<row r="1"><c r="A1"><v>1</v></c></row>' +
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
}

function withSheet(sheet: Omit<TestEntry, "name">): TestEntry[] {
  return entriesOf({}).map((each) => each.name === SHEET ? { ...sheet, name: SHEET } : each);
}

function sheet(content: string): Uint8Array {
  return workbookOf({ parts: { [SHEET]: content } });
}

function spaces(byteCount: number, lie: TestEntry["lie"] = {}): Omit<TestEntry, "name"> {
  const [head = "", tail = ""] = sheetOf(" ").split(" ");
  const sheet = repeated({ head, unit: " ".repeat(1_000), tail, count: byteCount / 1_000 });
  return { ...sheet, lie: { ...sheet.lie, ...lie } };
}

const UNITS_PER_BLOCK = 10_000;

/** Blocks that end with a full flush stand for themselves, so one is packed and then repeated. */
function repeated(text: {
  readonly head: string;
  readonly unit: string;
  readonly tail: string;
  readonly count: number;
}): Omit<TestEntry, "name"> {
  const [head, tail] = [Buffer.from(text.head), Buffer.from(text.tail)];
  const block = Buffer.from(text.unit.repeat(UNITS_PER_BLOCK));
  const count = text.count / UNITS_PER_BLOCK;
  const flush = { finishFlush: constants.Z_FULL_FLUSH, level: 9 };
  const packedBlock = deflateRawSync(block, flush);
  let crc32 = checksum(head, 0);
  for (let done = 0; done < count; done++) crc32 = checksum(block, crc32);
  const packed = [
    deflateRawSync(head, flush),
    ...Array.from({ length: count }, () => packedBlock),
    deflateRawSync(tail),
  ];
  return {
    content: "",
    packed: Buffer.concat(packed),
    lie: {
      crc32: checksum(tail, crc32),
      unpackedByteCount: head.length + block.length * count + tail.length,
    },
  };
}

function manyRows(): Uint8Array {
  const rows = Array.from(
    { length: 1_048_576 },
    (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index * 7_919}</v></c></row>`,
  );
  return workbookOf({ rows: rows.join("") });
}

function entityBomb(): string {
  const entities = Array.from(
    { length: 30 },
    (_, index) => `<!ENTITY e${index + 1} "&e${index};&e${index};">`,
  );
  return `<!DOCTYPE a [<!ENTITY e0 "ha">${entities.join("")}]>${
    sheetOf(
      '<row><c t="str"><v>&e30;</v></c></row>',
    )
  }`;
}

function outerEntity(): string {
  return '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' +
    sheetOf('<row><c t="str"><v>&b;</v></c></row>');
}

function longCell(): string {
  return `<row><c t="inlineStr"><is><t>${"가".repeat(3_300_000)}</t></is></c></row>`;
}

/** Seven gigabytes of text in a few kilobytes. */
function oneString(): Uint8Array {
  const unit = `<row>${'<c t="s"><v>0</v></c>'.repeat(28)}</row>`;
  const rows = repeated({
    head: "<worksheet><sheetData>",
    unit,
    tail: "</sheetData></worksheet>",
    count: 30_000,
  });
  const sharedStrings = `<si><t>${"가".repeat(3_900)}</t></si>`;
  return zipOf(
    entriesOf({ sharedStrings }).map((each) =>
      each.name === SHEET ? { ...rows, name: SHEET } : each
    ),
  );
}

function manyStrings(): Uint8Array {
  const unit = "<si><t>x</t></si>";
  const strings = repeated({ head: "<sst>", unit, tail: "</sst>", count: 6_010_000 });
  const name = "xl/sharedStrings.xml";
  return zipOf([...entriesOf({}), { ...strings, name }]);
}

function manyEntries(): Uint8Array {
  const packed = deflateRawSync(new Uint8Array(0));
  return zipOf(
    Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}.png`, content: "", packed })),
  );
}

/** Every entry after the first points at the bytes of the one before it. */
function sharedBytes(): Uint8Array {
  return zipOf([
    ...entriesOf({}),
    ...Array.from({ length: 1_000 }, (_, index) => ({
      name: `xl/media/${index}.xml`,
      content: "x".repeat(100_000),
      packed: index === 0 ? deflateRawSync(Buffer.alloc(100_000, "x")) : new Uint8Array(0),
      lie: { packedByteCount: 120 },
    })),
  ]);
}

/** The head of a compound file (MS-CFB) and a directory with one stream. */
function compoundFile(streamName: string): Uint8Array {
  const file = Buffer.alloc(4_096);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.write("Root Entry", 1_024, "utf16le");
  file.write(streamName, 1_024 + 128, "utf16le");
  return file;
}
