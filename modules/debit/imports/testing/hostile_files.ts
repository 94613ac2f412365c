import { FIELD_COLUMNS } from "../columns.ts";

/** Files that nobody sends by mistake, and the word that they are refused with. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  const csv = (text: string) => new TextEncoder().encode(text);
  return [
    { refusal: "tooLarge", content: await bomb(500) },
    { refusal: "doctype", content: workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>') },
    { refusal: "damaged", content: workbook("<worksheet><sheetData><row>") },
    { refusal: "otherWorkbook", content: Uint8Array.fromHex("d0cf11e0a1b11ae10000000000000000") },
    { refusal: "notASpreadsheet", content: csv("고객번호,고객명\n\0,가\n") },
    { refusal: "brokenQuote", content: csv('고객번호,고객명\n"가') },
    { refusal: "tooManyColumns", content: csv(`${",".repeat(500)}x\n`) },
    { refusal: "cellTooLong", content: csv(`고객번호\n${"가".repeat(5_000)}\n`) },
    { refusal: "columns", content: csv("고객번호,비고\nC1,가\n") },
  ];
}

export interface HostileFile {
  readonly refusal: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** A workbook of a few kilobytes: rows under the template's headings, all cells one long string. */
export async function heavyWorkbook(
  { rowCount, textLength }: { rowCount: number; textLength: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const strings = [...FIELD_COLUMNS.map(({ title }) => title), "가".repeat(textLength)];
  const cell = (index: number) => `<c t="s"><v>${index}</v></c>`;
  const headings = `<row>${FIELD_COLUMNS.map((_, index) => cell(index)).join("")}</row>`;
  const row = `<row>${cell(FIELD_COLUMNS.length).repeat(FIELD_COLUMNS.length)}</row>`;
  const sheet = `<worksheet><sheetData>${headings}${row.repeat(rowCount)}</sheetData></worksheet>`;
  const text = strings.map((each) => `<si><t>${each}</t></si>`).join("");
  return zip([
    ...PARTS,
    stored("xl/sharedStrings.xml", `<sst>${text}</sst>`),
    await deflated("xl/worksheets/sheet1.xml", sheet),
  ]);
}

const MEGABYTE = 1_048_576;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly bytes: Uint8Array;
  readonly unpackedLength: number;
  readonly crc: number;
}

/** A workbook of half a megabyte whose sheet unpacks to so many of spaces. */
async function bomb(megabytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunk = new Uint8Array(MEGABYTE).fill(0x20);
  let left = megabytes;
  const spaces = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (left-- === 0) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const packed = spaces.pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return zip([...PARTS, {
    name: "xl/worksheets/sheet1.xml",
    method: DEFLATED,
    bytes,
    unpackedLength: megabytes * MEGABYTE,
    // Nobody gets as far as to compare it.
    crc: 0,
  }]);
}

function workbook(sheet: string): Uint8Array<ArrayBuffer> {
  return zip([...PARTS, stored("xl/worksheets/sheet1.xml", sheet)]);
}

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PARTS: readonly Entry[] = [
  stored(
    "[Content_Types].xml",
    '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-' +
      'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  ),
  stored(
    "_rels/.rels",
    `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="/xl/workbook.xml"/>` +
      "</Relationships>",
  ),
  stored(
    "xl/workbook.xml",
    `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>`,
  ),
  stored(
    "xl/_rels/workbook.xml.rels",
    `<Relationships><Relationship Id="r" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="s" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>` +
      "</Relationships>",
  ),
];

function stored(name: string, text: string): Entry {
  const bytes = new TextEncoder().encode(text);
  return { name, method: STORED, bytes, unpackedLength: bytes.length, crc: crc32(bytes) };
}

async function deflated(name: string, text: string): Promise<Entry> {
  const plain = new TextEncoder().encode(text);
  const packed = new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return { name, method: DEFLATED, bytes, unpackedLength: plain.length, crc: crc32(plain) };
}

/** A ZIP archive (PKWARE APPNOTE): local headers with content, central directory, its end. */
function zip(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const sizes = [entry.crc, entry.bytes.length, entry.unpackedLength].map((n) => word(n, 4));
    const shared = [word(20, 2), word(0, 2), word(entry.method, 2), word(0, 4), ...sizes];
    const local = [word(0x04034b50, 4), ...shared, word(name.length, 2), word(0, 2), name];
    directory.push(
      ...[word(0x02014b50, 4), word(20, 2), ...shared, word(name.length, 2), word(0, 8)],
      ...[word(0, 4), word(at, 4), name],
    );
    parts.push(...local, entry.bytes);
    at += lengthOf(local) + entry.bytes.length;
  }
  const end = [word(0x06054b50, 4), word(0, 4), word(entries.length, 2), word(entries.length, 2)];
  const all = [
    ...parts,
    ...directory,
    ...end,
    word(lengthOf(directory), 4),
    word(at, 4),
    word(0, 2),
  ];
  const bytes = new Uint8Array(lengthOf(all));
  let filled = 0;
  for (const part of all) {
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
}

/** CRC-32 as ZIP has it, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** A number in so many bytes, the lowest first. */
function word(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Math.floor(value / 256 ** index) % 256);
}
