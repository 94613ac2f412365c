import { damaged } from "../refuse.ts";
import type { ZipArchive } from "../zip/zip_archive.ts";
import { XmlScanner, type XmlVisitor } from "./xml_scanner.ts";

/**
 * Scans one part of a workbook as it unpacks. Every spreadsheet program writes UTF-8.
 *
 * @param ready Resolves when the next piece may be scanned
 * @throws {SheetRefusedError} "damaged", "doctype", and what the visitor throws
 */
export async function scanPart(
  archive: ZipArchive,
  name: string,
  visitor: XmlVisitor,
  ready: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const scanner = new XmlScanner(visitor);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw damaged("its XML is not UTF-8");
    }
  };
  for await (const piece of archive.unpack(name)) {
    scanner.push(decode(piece));
    await ready();
  }
  scanner.push(decode());
  scanner.end();
}

/** A visitor that is told of opening tags alone. */
export function tagVisitor(open: (name: string, attributes: string) => void): XmlVisitor {
  return { open, close: () => {}, text: () => {}, wantsText: () => false };
}
