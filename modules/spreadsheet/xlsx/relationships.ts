import { damaged } from "../refuse.ts";
import type { ZipArchive } from "../zip/zip_archive.ts";
import { scanPart, tagVisitor } from "./scan_part.ts";
import { attributesOf } from "./xml_attributes.ts";

const RELATIONSHIP_COUNT_MAX = 10_000;

/** Where a part leads to (ECMA-376 part 2, 6.5). */
export interface Relationship {
  readonly id: string;
  /** Last word of the type, e.g. `worksheet`: transitional and strict workbooks differ in the rest. */
  readonly type: string;
  /** Name of the part it leads to. */
  readonly part: string;
}

/**
 * Relationships of a part, or of the whole package for the empty name; none where it has no file
 * for them. What lies outside the package is left out: nothing is ever fetched.
 *
 * @throws {SheetRefusedError} "damaged", "doctype"
 */
export async function readRelationships(
  archive: ZipArchive,
  part: string,
): Promise<Relationship[]> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const file = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const found: Relationship[] = [];
  if (!archive.has(file)) return found;
  await scanPart(
    archive,
    file,
    tagVisitor((name, text) => {
      if (name !== "Relationship") return;
      const { Id: id, Type: type, Target: target, TargetMode: mode } = attributesOf(text);
      if (mode === "External" || id === undefined || !type || !target) return;
      if (found.length === RELATIONSHIP_COUNT_MAX) throw damaged("too many relationships");
      found.push({ id, type: type.slice(type.lastIndexOf("/") + 1), part: partAt(folder, target) });
    }),
  );
  return found;
}

function partAt(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
