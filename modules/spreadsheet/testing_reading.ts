/**
 * Reads sheets in the test's own process.
 *
 * @module
 */
import { SheetRefusedError } from "./errors.ts";
import type { RandomFile } from "./random_file.ts";
import { damaged } from "./refuse.ts";
import { readSheet, type SheetOrder } from "./read_sheet.ts";
import { DEFAULT_SHEET_LIMITS, type SheetLimits, type SheetMeta, type SheetRow } from "./sheet.ts";
import type { SheetSink } from "./sheet_sink.ts";

export function fileOf(bytes: Uint8Array<ArrayBuffer>): RandomFile {
  return {
    byteCount: bytes.length,
    readAt(offset, byteCount) {
      if (offset + byteCount > bytes.length) throw damaged("it points behind its own end");
      return bytes.slice(offset, offset + byteCount);
    },
  };
}

export interface ReadInTest {
  readonly meta: SheetMeta | undefined;
  readonly rows: readonly SheetRow[];
  /** Cells of all rows. */
  readonly cells: readonly (readonly string[])[];
}

export async function readInTest(
  content: Uint8Array<ArrayBuffer> | string,
  order: Partial<Omit<SheetOrder, "limits">> & { readonly limits?: Partial<SheetLimits> } = {},
): Promise<ReadInTest> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const limits = { ...DEFAULT_SHEET_LIMITS, ...order.limits };
  const sink = gatheringSink();
  await readSheet(fileOf(bytes), { ...order, limits }, sink);
  return { meta: sink.found.meta, rows: sink.rows, cells: sink.rows.map(({ cells }) => cells) };
}

/** Why a sheet is refused; fails where it is read. */
export async function refusalInTest(...given: Parameters<typeof readInTest>): Promise<string> {
  try {
    await readInTest(...given);
  } catch (error) {
    if (error instanceof SheetRefusedError) return error.reason;
    throw error;
  }
  return "read";
}

export function gatheringSink(): SheetSink & {
  readonly found: { meta?: SheetMeta };
  readonly rows: SheetRow[];
} {
  const found: { meta?: SheetMeta } = {};
  const rows: SheetRow[] = [];
  return {
    found,
    rows,
    meta: (meta) => void (found.meta = meta),
    row: (rowNumber, cells, problems) =>
      void rows.push({ rowNumber, cells, ...problems ? { problems } : {} }),
    ready: () => Promise.resolve(),
  };
}
