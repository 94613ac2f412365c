/** Without the letters and digits that look alike on paper or sound alike on the telephone. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const DRAW_MAX = 256 - 256 % ALPHABET.length;

/** Random text that people read out and type: almost five bits a character. */
export function drawText(length: number): string {
  let text = "";
  while (text.length < length) {
    const [draw = DRAW_MAX] = crypto.getRandomValues(new Uint8Array(1));
    if (draw < DRAW_MAX) text += ALPHABET[draw % ALPHABET.length];
  }
  return text;
}
