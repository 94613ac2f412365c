import { type Canvas, ink, sheetSize } from "./canvas.ts";
import type { Paper, PaperTable } from "./paper.ts";

const size = 9.5;
const lineHeight = 13;
const padding = 5;
const left = sheetSize.margin;
const fullWidth = sheetSize.width - 2 * sheetSize.margin;

/** The labelled values as a two-column box. */
export function drawFields(canvas: Canvas, fields: Paper["fields"]): void {
  const labelWidth = 128;
  for (const { label, value } of fields) {
    const lines = canvas.wrap(value, fullWidth - labelWidth - 2 * padding, size + 0.5);
    const height = lines.length * lineHeight + 2 * padding;
    canvas.ensure(height);
    drawCell(canvas, { x: left, width: labelWidth, height, isHead: true });
    drawCell(canvas, { x: left + labelWidth, width: fullWidth - labelWidth, height });
    const baseline = canvas.y - padding - size;
    canvas.text(label, { x: left + padding + 2, y: baseline, size, isBold: true });
    lines.forEach((line, index) =>
      canvas.text(line, {
        x: left + labelWidth + padding + 2,
        y: baseline - index * lineHeight,
        size: size + 0.5,
      })
    );
    canvas.y -= height;
  }
}

/** A table with its head repeated on every page that it reaches. */
export function drawTable(canvas: Canvas, table: PaperTable): void {
  const weights = table.columns.map((column) => column.weight ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => fullWidth * weight / total);
  canvas.ensure(70);
  canvas.text(table.title, { x: left, y: canvas.y - 12, size: 10.5, isBold: true });
  canvas.y -= 20;
  drawRow(canvas, {
    table,
    widths,
    cells: table.columns.map((column) => column.label),
    isHead: true,
  });
  for (const cells of table.rows) {
    const pageBefore = canvas.page;
    canvas.ensure(rowHeight(canvas, widths, cells));
    if (canvas.page !== pageBefore) {
      drawRow(canvas, {
        table,
        widths,
        cells: table.columns.map((column) => column.label),
        isHead: true,
      });
    }
    drawRow(canvas, { table, widths, cells });
  }
  canvas.y -= 14;
}

interface RowOptions {
  readonly table: PaperTable;
  readonly widths: readonly number[];
  readonly cells: readonly string[];
  readonly isHead?: boolean;
}

/** Tables of many columns are set smaller, so that amounts and dates stay on one line. */
function sizeOf(columnCount: number): number {
  return columnCount > 5 ? 7.8 : size;
}

function drawRow(canvas: Canvas, options: RowOptions): void {
  const size = sizeOf(options.widths.length);
  const height = rowHeight(canvas, options.widths, options.cells);
  let x = left;
  options.widths.forEach((width, index) => {
    drawCell(canvas, { x, width, height, isHead: options.isHead });
    const isAmount = options.table.columns[index]?.isAmount === true && !options.isHead;
    const lines = canvas.wrap(options.cells[index] ?? "", width - 2 * padding, size);
    lines.forEach((line, lineIndex) =>
      canvas.text(line, {
        x: isAmount ? x + width - padding : options.isHead ? x + width / 2 : x + padding,
        y: canvas.y - padding - size - lineIndex * lineHeight,
        size,
        isBold: options.isHead,
        align: isAmount ? "right" : options.isHead ? "center" : "left",
      })
    );
    x += width;
  });
  canvas.y -= height;
}

function rowHeight(canvas: Canvas, widths: readonly number[], cells: readonly string[]): number {
  const size = sizeOf(widths.length);
  const lineCounts = widths.map((width, index) =>
    canvas.wrap(cells[index] ?? "", width - 2 * padding, size).length
  );
  return Math.max(...lineCounts) * lineHeight + 2 * padding;
}

function drawCell(
  canvas: Canvas,
  cell: { x: number; width: number; height: number; isHead?: boolean },
): void {
  canvas.page.drawRectangle({
    x: cell.x,
    y: canvas.y - cell.height,
    width: cell.width,
    height: cell.height,
    ...(cell.isHead ? { color: ink.head } : {}),
    borderColor: ink.line,
    borderWidth: 0.6,
  });
}
