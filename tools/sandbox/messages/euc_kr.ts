/** What a carrier counts: one byte for ASCII, two for Hangul and the other characters of EUC-KR. */
export function eucKrByteLength(text: string): number | undefined {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) length += 1;
    else if (encodable().has(character)) length += 2;
    else return undefined;
  }
  return length;
}

let known: ReadonlySet<string> | undefined;

/** All two-byte characters that the platform's decoder knows under this label (KS X 1001 and CP949). */
function encodable(): ReadonlySet<string> {
  if (known !== undefined) return known;
  const decoder = new TextDecoder("euc-kr");
  const characters = new Set<string>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x41; trail <= 0xfe; trail++) {
      const text = decoder.decode(new Uint8Array([lead, trail]));
      if ([...text].length === 1 && text !== "\ufffd") characters.add(text);
    }
  }
  return known = characters;
}
