import { damaged } from "../refuse.ts";

/**
 * The name of a ZIP entry, such as `xl/workbook.xml`. Nothing is ever unpacked into a folder, but a
 * name that tries to lead out of one comes with a file that was made to harm.
 *
 * @throws {SheetRefusedError} "damaged"
 */
export function partNameOf(bytes: Uint8Array): string {
  const name = decoded(bytes);
  const parts = name.replace(/\/$/, "").split("/");
  const isOdd = name === "" || name.length > NAME_LENGTH_MAX || CONTROL_OR_BACKSLASH.test(name) ||
    /^[A-Za-z]:/.test(name) || parts.some((part) => part === "" || part === "." || part === "..");
  if (isOdd) throw damaged("a ZIP entry has a name that leads elsewhere");
  return name;
}

const NAME_LENGTH_MAX = 260;
const CONTROL_OR_BACKSLASH = /[\p{Cc}\\]/u;

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Old packers write names in the code page of their country; no name we look for has such.
    return new TextDecoder("latin1").decode(bytes);
  }
}
