import { csvStream, type SheetColumn, type SheetValue, xlsxStream } from "@maru/spreadsheet";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { begunStream } from "../begun_stream.ts";
import { attachmentOf } from "../file_response.ts";

export type SheetFormat = "xlsx" | "csv";

const TYPES: Readonly<Record<SheetFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=UTF-8",
};

/** A table to save, written while it is read: a hundred thousand rows need no more memory than ten. */
export async function sheetResponse(
  c: Context<WebEnv>,
  { name, format, columns, rows }: {
    /** Of the sheet and the file, without an ending. */
    readonly name: string;
    readonly format: SheetFormat;
    readonly columns: readonly SheetColumn[];
    readonly rows: AsyncIterable<readonly SheetValue[]>;
  },
): Promise<Response> {
  const titles = columns.map(({ title }) => title);
  const content = await begunStream(
    c,
    rows,
    (begun) =>
      format === "xlsx"
        ? xlsxStream({ sheetName: name, columns, rows: begun })
        : csvStream({ columns: titles, rows: texts(begun) }),
  );
  return answerWith(c, { name, format, content });
}

/** A sheet that is written elsewhere. */
export async function sheetStream(
  c: Context<WebEnv>,
  sheet: {
    readonly name: string;
    readonly format: SheetFormat;
    readonly content: ReadableStream<Uint8Array>;
  },
): Promise<Response> {
  const content = await begunStream(c, sheet.content, (chunks) => ReadableStream.from(chunks));
  return answerWith(c, { ...sheet, content });
}

function answerWith(
  c: Context<WebEnv>,
  { name, format, content }: {
    readonly name: string;
    readonly format: SheetFormat;
    readonly content: ReadableStream<Uint8Array<ArrayBuffer>>;
  },
): Response {
  return c.body(content, 200, {
    "Content-Type": TYPES[format],
    "Content-Disposition": attachmentOf(`${name}.${format}`),
    "Cache-Control": "private, no-store",
  });
}

async function* texts(rows: AsyncIterable<readonly SheetValue[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map((value) => value === null ? "" : String(value));
}
