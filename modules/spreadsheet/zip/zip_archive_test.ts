import { deepEqual, equal, match } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import { SheetRefusedError } from "../errors.ts";
import { fileOf } from "../testing_reading.ts";
import { type TestEnd, type TestEntry, zipOf } from "../testing_zip.ts";
import { openZipArchive, type ZipArchive } from "./zip_archive.ts";

const LIMITS = { unpackedByteCountMax: 1_000_000 };
const entry: TestEntry = { name: "a.xml", content: "가나다 abc".repeat(100) };
const other: TestEntry = { name: "b/c.xml", content: "other" };

/** Opens a ZIP and unpacks all of it; says why it is refused: reason and detail. */
async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const archive = openZipArchive(fileOf(bytes), LIMITS);
    for (const name of archive.names) await contentOf(archive, name);
  } catch (error) {
    if (error instanceof SheetRefusedError) return `${error.reason}, ${error.detail}`;
    throw error;
  }
  return "read";
}

async function contentOf(archive: ZipArchive, name: string): Promise<string> {
  return Buffer.concat(await Array.fromAsync(archive.unpack(name))).toString();
}

const wide = (...values: bigint[]) => {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1);
  field.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => field.writeBigUInt64LE(value, 4 + index * 8));
  return field;
};

Deno.test("openZipArchive() unpacks what was packed, names in any case", async () => {
  const archive = openZipArchive(fileOf(zipOf([entry, other])), LIMITS);
  deepEqual(archive.names, ["a.xml", "b/c.xml"]);
  equal(await contentOf(archive, "A.XML"), entry.content);
  equal(archive.has("B/C.xml"), true);
  equal(archive.has("d.xml"), false);
});

Deno.test("openZipArchive() takes stored entries and small sizes in ZIP64 fields", async () => {
  const stored = { ...other, packed: Buffer.from("other"), lie: { method: 0 } };
  const packed = deflateRawSync(Buffer.from("other"));
  const zip64 = {
    ...other,
    packed,
    lie: { packedByteCount: 0xffffffff, unpackedByteCount: 0xffffffff },
    extra: wide(5n, BigInt(packed.length)),
  };
  equal(await refusal(zipOf([stored])), "read");
  equal(await refusal(zipOf([zip64])), "read");
});

/** The second entry is the content of the first, header and all. */
function overlapping(): TestEntry[] {
  const inner = zipOf([other]);
  const outer = { name: "a.xml", content: inner, packed: inner, lie: { method: 0 } };
  return [outer, { ...other, packed: new Uint8Array(0), lie: lieOf(inner) }];
}

function lieOf(inner: Uint8Array): TestEntry["lie"] {
  const view = new DataView(inner.buffer);
  return {
    headerOffset: 30 + "a.xml".length,
    crc32: view.getUint32(14, true),
    packedByteCount: view.getUint32(18, true),
    unpackedByteCount: view.getUint32(22, true),
  };
}

const ATTACKS: readonly [what: string, why: RegExp, TestEntry[], TestEnd?][] = [
  ["a size that lies below", /more than it says/, [{ ...entry, lie: { unpackedByteCount: 10 } }]],
  ["a size that lies above", /less than it says/, [{
    ...entry,
    lie: { unpackedByteCount: 5_000 },
  }]],
  ["another checksum", /checksum/, [{ ...entry, lie: { crc32: 1 } }]],
  ["sizes beyond the limit", /tooLarge/, [{ ...entry, lie: { unpackedByteCount: 2_000_000 } }]],
  ["many sizes beyond the limit together", /tooLarge/, [
    { ...entry, lie: { unpackedByteCount: 600_000 } },
    { ...other, lie: { unpackedByteCount: 600_000 } },
  ]],
  ["ZIP64 sizes beyond any file", /larger than the file|points behind/, [
    { ...other, lie: { packedByteCount: 0xffffffff }, extra: wide(2n ** 63n) },
  ]],
  ["ZIP64 sizes that are missing", /ZIP64 sizes are missing/, [{
    ...other,
    lie: { headerOffset: 0xffffffff },
  }]],
  ["a header that says another size", /contradicts/, [{
    ...entry,
    localLie: { unpackedByteCount: 10 },
  }]],
  ["a header that says another name", /contradicts/, [{ ...entry, localLie: { name: "z.xml" } }]],
  ["a header that says another method", /contradicts/, [{ ...entry, localLie: { method: 0 } }]],
  ["encryption", /^encrypted/, [{ ...entry, lie: { flags: 1 } }]],
  ["encryption in the header alone", /contradicts/, [{ ...entry, localLie: { flags: 1 } }]],
  ["an unknown method", /method 14/, [{ ...entry, lie: { method: 14 } }]],
  ["one name twice", /stands twice/, [entry, entry]],
  ["one name twice in another case", /stands twice/, [entry, { ...entry, name: "A.XML" }]],
  ["entries that overlap", /overlap/, overlapping()],
  ["an entry behind the end", /points behind/, [{ ...entry, lie: { headerOffset: 90_000_000 } }]],
  ["a size that reaches into the directory", /overlap/, [
    { ...entry, lie: { packedByteCount: 60 }, localLie: { packedByteCount: 60 } },
  ]],
  ["data that is no deflate", /cannot be unpacked/, [{ ...entry, packed: Buffer.alloc(50, 0xff) }]],
  ["data that goes on after its end", /goes on after/, [
    { ...other, packed: Buffer.concat([deflateRawSync(Buffer.from("other")), Buffer.alloc(9)]) },
  ]],
  ["too few entries in the count", /too many entries/, [entry, other], { entryCount: 1 }],
  ["too many entries in the count", /lacks entries/, [entry], { entryCount: 2 }],
  ["a directory elsewhere", /does not end where/, [entry], { directoryOffset: 0 }],
  ["something behind the end", /no end/, [entry], { tail: Buffer.from("more") }],
  ...["../a", "/a", "a/../../b", "a\\b", "C:/a", "a//b", "./a", "", "a\0b"].map((
    name,
  ): [string, RegExp, TestEntry[]] => [`the name "${name}"`, /leads elsewhere/, [{
    ...other,
    name,
  }]]),
];

for (const [what, why, entries, end] of ATTACKS) {
  Deno.test(`openZipArchive() refuses ${what.replaceAll("\0", "NUL")}`, async () => {
    match(await refusal(zipOf(entries, end)), why);
  });
}

Deno.test("openZipArchive() refuses a hundred thousand entries, whatever the count says", async () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}`, content: "" }));
  const packed = deflateRawSync(new Uint8Array(0));
  const entries = many.map((each) => ({ ...each, packed }));
  for (const entryCount of [100_000, 60_000, 1_000, 65_535]) {
    match(await refusal(zipOf(entries, { entryCount })), /^damaged, .*(entries|directory)/);
  }
});

Deno.test("openZipArchive() refuses every cut of a file", async () => {
  const whole = zipOf([entry, other]);
  for (let length = 0; length < whole.length; length++) {
    match(await refusal(whole.slice(0, length)), /^damaged/, `at ${length}`);
  }
});
