import { SheetRefusedError } from "../errors.ts";
import type { CellProblem, SheetMeta } from "../sheet.ts";
import type { SheetSink } from "../sheet_sink.ts";
import type { ByteQueue } from "./byte_queue.ts";
import {
  BATCH_LENGTH,
  BATCH_ROW_COUNT,
  CELL_OVERHEAD,
  LENGTH_BYTE_COUNT,
  type ParserMessage,
  PROBLEM_LENGTH,
} from "./messages.ts";

/** Gathers rows and writes them as messages; whoever reads slowly slows the parser down. */
export class MessageWriter implements SheetSink {
  #cells: (readonly string[])[] = [];
  #numbers: number[] = [];
  #problems: [number, number, CellProblem][] = [];
  #length = 0;
  #rowCount = 0;
  readonly #encoder = new TextEncoder();
  #room = new Uint8Array(0);

  constructor(private readonly output: ByteQueue) {}

  ready(): Promise<void> {
    return this.output.ready();
  }

  meta(meta: SheetMeta): void {
    this.#send({ meta });
  }

  row(
    rowNumber: number,
    cells: readonly string[],
    problems?: ReadonlyMap<number, CellProblem>,
  ): void {
    for (const [column, problem] of problems ?? []) {
      this.#problems.push([this.#cells.length, column, problem]);
      this.#length += PROBLEM_LENGTH;
    }
    this.#cells.push(cells);
    this.#numbers.push(rowNumber);
    for (let column = 0; column < cells.length; column++) {
      this.#length += (cells[column]?.length ?? 0) + CELL_OVERHEAD;
    }
    if (this.#cells.length === BATCH_ROW_COUNT || this.#length >= BATCH_LENGTH) this.#flush();
  }

  end(): void {
    this.#flush();
    this.#send({ end: { rowCount: this.#rowCount } });
  }

  /** Rows that were not sent yet are dropped: nobody acts on a sheet that is refused. */
  refuse(error: SheetRefusedError): void {
    const { reason, detail, rowNumber } = error;
    this.#send({ refused: { reason, detail, rowNumber } });
  }

  #flush(): void {
    if (this.#cells.length === 0) return;
    const first = this.#numbers[0] ?? 0;
    const follow = this.#numbers.at(-1) === first + this.#numbers.length - 1;
    const problems = this.#problems.length === 0 ? undefined : this.#problems;
    this.#send({ rows: { numbers: follow ? first : this.#numbers, cells: this.#cells, problems } });
    this.#rowCount += this.#cells.length;
    this.#cells = [];
    this.#numbers = [];
    this.#problems = [];
    this.#length = 0;
  }

  #send(message: ParserMessage): void {
    const text = JSON.stringify(message);
    const byteCountMax = LENGTH_BYTE_COUNT + text.length * BYTES_PER_UNIT_MAX;
    if (this.#room.length < byteCountMax) this.#room = new Uint8Array(byteCountMax);
    const { written } = this.#encoder.encodeInto(text, this.#room.subarray(LENGTH_BYTE_COUNT));
    new DataView(this.#room.buffer).setUint32(0, written);
    this.output.push(this.#room.slice(0, LENGTH_BYTE_COUNT + written));
  }
}

/** UTF-8 takes at most three bytes for a UTF-16 code unit. */
const BYTES_PER_UNIT_MAX = 3;
