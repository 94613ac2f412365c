import { type EmbeddedFont, PDF } from "@libpdf/core";

/** A4 in points. */
const PAGE_WIDTH = 595.28;
const PAGE_HEIGHT = 841.89;
const MARGIN = 60;
const FONT_SIZE = 11;
const LINE_HEIGHT = 20;

/**
 * These lines on A4. The font's glyphs in use are in the file, so that it reads the same wherever the
 * bank opens it.
 */
export async function consentPdf(lines: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = PDF.create();
  pdf.setTitle("자동이체 출금 동의서");
  const font = pdf.embedFont(await readFont());
  let page = pdf.addPage({ size: "a4" });
  let y = PAGE_HEIGHT - MARGIN;
  for (const line of lines.flatMap((each) => wrap(font, each))) {
    if (y < MARGIN) {
      page = pdf.addPage({ size: "a4" });
      y = PAGE_HEIGHT - MARGIN;
    }
    if (line !== "") page.drawText(line, { x: MARGIN, y, font, size: FONT_SIZE });
    y -= LINE_HEIGHT;
  }
  return new Uint8Array(await pdf.save({ subsetFonts: true }));
}

/** TrueType, from the installed package: the PDF library takes no woff2. */
async function readFont(): Promise<Uint8Array> {
  const file = "@expo-google-fonts/nanum-gothic/400Regular/NanumGothic_400Regular.ttf";
  return await Deno.readFile(new URL(import.meta.resolve(file)));
}

/** Lines that are no wider than the page; words break anywhere, as Korean does. */
function wrap(font: EmbeddedFont, text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    const isTooWide = font.getTextWidth(line + character, FONT_SIZE) > PAGE_WIDTH - 2 * MARGIN;
    if (isTooWide && line !== "") {
      lines.push(line.trimEnd());
      line = character === " " ? "" : character;
    } else line += character;
  }
  return [...lines, line];
}
