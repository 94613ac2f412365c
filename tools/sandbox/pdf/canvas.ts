import { type EmbeddedFont, PDF, type PDFPage, rgb } from "@libpdf/core";
import type { FontFiles } from "./fonts.ts";

/** A4 in points, and the paper's margins. */
export const sheetSize = { width: 595.28, height: 841.89, margin: 56, bottom: 74 } as const;

export const ink = {
  text: rgb(0.12, 0.13, 0.14),
  faint: rgb(0.43, 0.47, 0.51),
  line: rgb(0.55, 0.58, 0.62),
  head: rgb(0.93, 0.945, 0.955),
  seal: rgb(0.74, 0.13, 0.1),
  frame: rgb(0.16, 0.27, 0.42),
} as const;

export interface TextOptions {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly isBold?: boolean;
  readonly color?: ReturnType<typeof rgb>;
  readonly align?: "left" | "center" | "right";
}

/** A document being drawn from top to bottom; `y` is where the next thing goes. */
export interface Canvas {
  readonly pdf: PDF;
  page: PDFPage;
  y: number;
  addPage(): void;
  /** Begins a new page where less than this height is left. */
  ensure(height: number): void;
  text(text: string, options: TextOptions): void;
  /** The text in lines that are no wider than `width`; words break anywhere, as Korean does. */
  wrap(text: string, width: number, size: number): string[];
}

export function createCanvas(fonts: FontFiles): Canvas {
  const pdf = PDF.create();
  const regular = pdf.embedFont(fonts.regular);
  const bold = pdf.embedFont(fonts.bold);
  const canvas: Canvas = {
    pdf,
    page: pdf.addPage({ size: "a4" }),
    y: sheetSize.height - sheetSize.margin,
    addPage() {
      canvas.page = pdf.addPage({ size: "a4" });
      canvas.y = sheetSize.height - sheetSize.margin;
    },
    ensure(height) {
      if (canvas.y - height < sheetSize.bottom) canvas.addPage();
    },
    text(text, options) {
      if (text === "") return;
      const font = options.isBold ? bold : regular;
      const width = options.align === undefined || options.align === "left"
        ? 0
        : font.getTextWidth(text, options.size);
      const x = options.align === "center"
        ? options.x - width / 2
        : options.align === "right"
        ? options.x - width
        : options.x;
      canvas.page.drawText(text, {
        x,
        y: options.y,
        font,
        size: options.size,
        color: options.color ?? ink.text,
      });
    },
    wrap: (text, width, size) => wrapText(regular, text, { width, size }),
  };
  return canvas;
}

function wrapText(
  font: EmbeddedFont,
  text: string,
  options: { width: number; size: number },
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    if (font.getTextWidth(line + character, options.size) > options.width && line !== "") {
      lines.push(line.trimEnd());
      line = character === " " ? "" : character;
    } else {
      line += character;
    }
  }
  return [...lines, line];
}
