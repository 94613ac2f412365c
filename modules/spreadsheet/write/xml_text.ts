export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** Text for XML; what XML cannot hold becomes `_xHHHH_` (ECMA-376 part 1, 22.9.2.19). */
export function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.toWellFormed().replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(MARKUP, (character) => REFERENCES[character] ?? "")
    .replace(
      UNWRITABLE,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    );
}

const SPECIAL = /[^\t\n -%'-;=?-\ud7ff\ue000-\ufffd]|_x/;
const MARKUP = /[&<>"]/g;
const UNWRITABLE = /[^\t\n -\uffff]|[\ufffe\uffff]/g;
const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
