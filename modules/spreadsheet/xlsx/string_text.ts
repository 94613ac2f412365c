const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/**
 * Text of a workbook as it was typed: characters that XML cannot hold stand there as `_xHHHH_`
 * (ECMA-376 part 1, 22.9.2.19), and a line ends with LF alone.
 */
export function stringText(text: string): string {
  const unescaped = text.includes("_x") ? text.replace(ESCAPE, unescape) : text;
  return unescaped.includes("\r") ? unescaped.replace(/\r\n?/g, "\n") : unescaped;
}

/** A NUL or half of a pair stays escaped: no text of a person holds one. */
function unescape(whole: string, digits: string): string {
  const code = parseInt(digits, 16);
  return code === 0 || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCharCode(code);
}
