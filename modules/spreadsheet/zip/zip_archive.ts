import { SheetRefusedError } from "../errors.ts";
import type { RandomFile } from "../random_file.ts";
import { readCentralDirectory } from "./central_directory.ts";
import { readZipEndRecord } from "./end_record.ts";
import { placeEntries } from "./local_headers.ts";
import { unpackEntry } from "./unpack_entry.ts";

/** A ZIP file whose directory has been found sound. Names are looked up without regard to case. */
export interface ZipArchive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws {SheetRefusedError} "damaged" when it is missing or does not unpack to what it says */
  unpack(name: string): AsyncIterable<Uint8Array>;
}

/** @throws {SheetRefusedError} "damaged", "encrypted", "tooLarge" */
export function openZipArchive(
  file: RandomFile,
  limits: { readonly unpackedByteCountMax: number },
): ZipArchive {
  const end = readZipEndRecord(file);
  const entries = readCentralDirectory(file, end, limits);
  const placed = placeEntries(file, entries, end.directoryOffset);
  const find = (name: string) => {
    const entry = placed.get(name.toLowerCase());
    if (entry !== undefined) return entry;
    throw new SheetRefusedError({ reason: "damaged", detail: "a part of the workbook is missing" });
  };
  return {
    names: entries.map(({ name }) => name),
    has: (name) => placed.has(name.toLowerCase()),
    unpack: (name) => unpackEntry(file, find(name)),
  };
}
