import { SheetParserError } from "./errors.ts";
import { createParserGate, type ParserGate } from "./parser/parser_gate.ts";
import { type ParserProcess, startParser } from "./parser/parser_process.ts";
import { rowsOf } from "./parser/rows.ts";
import { watchParser } from "./parser/watch_parser.ts";
import { receiveUpload } from "./receive_upload.ts";
import {
  type CsvEncoding,
  DEFAULT_SHEET_LIMITS,
  type SheetFormat,
  type SheetLimits,
  type SheetMeta,
  type SheetRow,
} from "./sheet.ts";

export type ReadSheetInput =
  & {
    /** Read out of the content where it is left out. */
    readonly format?: SheetFormat;
    /** Of a CSV file; found where it is left out: byte order mark, then UTF-8, then EUC-KR. */
    readonly encoding?: CsvEncoding;
    readonly limits?: Partial<SheetLimits>;
  }
  & (
    | { readonly path: string }
    /** Kept in a file of `directory` while it is read. */
    | { readonly stream: ReadableStream<Uint8Array>; readonly directory: string }
  );

/**
 * The rows of a sheet in order, up to about a thousand at a time. Rows without any text are left
 * out. To be iterated once; leaving the loop, or disposing, ends the parser.
 */
export interface SheetReading extends AsyncIterable<readonly SheetRow[]>, AsyncDisposable {
  readonly meta: SheetMeta;
}

/**
 * How long one reading may keep us waiting, all waits taken together: time in which the caller works
 * on the rows does not count.
 */
const WAITING_MS_MAX = 90_000;

/** For the whole process, as processors and memory are: two parse, some wait, others are told. */
const processGate = createParserGate({
  runningCountMax: 2,
  waitingCountMax: 20,
  waitingPerOwnerMax: 10,
});

/**
 * Reads an uploaded XLSX or CSV file in a process of its own that may read that file and nothing
 * else. Resolves once the file is found to be a sheet; a refusal may still come with any batch, so
 * act on nothing before the last.
 *
 * @throws {SheetRefusedError} here or out of the iteration: the file is at fault
 * @throws {SheetParserBusyError} when too many others wait, or too many of the same owner
 * @throws {SheetParserError} when the parser does not run
 * @throws {UploadTooLargeError} when a stream has more bytes than the limits allow
 */
export async function readSheetInSubprocess(
  input: ReadSheetInput,
  options: {
    readonly signal?: AbortSignal;
    /** Whose file it is: of one owner one file is read at a time, so that others get their turn. */
    readonly owner?: string;
    readonly gate?: ParserGate;
    readonly waitingMsMax?: number;
  } = {},
): Promise<SheetReading> {
  const { signal, owner, gate = processGate, waitingMsMax = WAITING_MS_MAX } = options;
  const limits = { ...DEFAULT_SHEET_LIMITS, ...input.limits };
  await using resources = new AsyncDisposableStack();
  const path = "path" in input ? input.path : resources.use(
    await receiveUpload(input.stream, {
      byteCountMax: limits.byteCountMax,
      directory: input.directory,
      signal,
    }),
  ).path;
  resources.defer(await gate.enter({ signal, owner }));
  const order = { format: input.format, encoding: input.encoding, limits };
  const parser = startParser(absolute(path), order);
  resources.defer(() => parser.stop());
  const watched = watchParser(parser, { signal, waitingMsMax });
  const first = await watched.next();
  if (first === undefined || !("meta" in first)) throw new SheetParserError("it tells no format");
  const kept = resources.move();
  return {
    meta: first.meta,
    [Symbol.asyncIterator]: () => batches(watched, kept),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function* batches(
  parser: Pick<ParserProcess, "next">,
  kept: AsyncDisposableStack,
): AsyncGenerator<readonly SheetRow[]> {
  try {
    for (let message = await parser.next(); message; message = await parser.next()) {
      if ("rows" in message) yield rowsOf(message.rows);
    }
  } finally {
    await kept.disposeAsync();
  }
}

function absolute(path: string): string {
  return path.startsWith("/") ? path : `${Deno.cwd()}/${path}`;
}
