/** Whether a field is Hangul and other characters of KS X 1001 alone, or ASCII alone (한글 오류, 0087). */
export function isWholeText(text: string): boolean {
  const content = text.replace(/ +$/, "");
  let wide = 0;
  for (let index = 0; index < content.length;) {
    if (content.charCodeAt(index) < 0x80) {
      index++;
      continue;
    }
    if (!isWide(content.charCodeAt(index), content.charCodeAt(index + 1))) return false;
    wide += 2;
    index += 2;
  }
  return wide === 0 || wide === content.length;
}

/** Both bytes lie in the table of KS X 1001; the extension of CP949 does not. */
function isWide(lead: number, trail: number): boolean {
  return lead >= 0xa1 && lead <= 0xfe && trail >= 0xa1 && trail <= 0xfe;
}
