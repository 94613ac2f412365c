import type { Day } from "./calendar/korean_day.ts";

const LINES_PER_WRITE = 20_000;

/** Money that a bank took from a payer's account: one line of the banks' own book. */
export interface TakenDebit {
  readonly file: string;
  readonly sequence: number;
  readonly institution: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
  readonly amountWon: number;
  readonly debitDay: Day;
}

export interface BookWriter {
  take(debit: TakenDebit): void;
  /** Puts what was taken into the book, all of it or nothing. */
  close(): void;
}

export interface BookFilter {
  readonly from?: Day;
  readonly to?: Day;
  readonly institution?: string;
  readonly payerNumber?: string;
}

/**
 * The banks' book of every debit, one file of JSON lines per file that was worked on. Such a file
 * appears whole and is never written again, so that a record is debited once whatever happens.
 */
export interface Books {
  has(file: string): boolean;
  write(file: string): BookWriter;
  entries(filter: BookFilter): Generator<TakenDebit>;
}

export function openBooks(folder: string): Books {
  Deno.mkdirSync(folder, { recursive: true });
  const pathOf = (file: string) => `${folder}/${file}.ndjson`;
  return {
    has: (file) => exists(pathOf(file)),
    write(file) {
      if (exists(pathOf(file))) throw new RangeError(`Cannot book "${file}" twice`);
      return openWriter(pathOf(file));
    },
    *entries(filter) {
      const names = [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
      for (const name of names.filter((candidate) => candidate.endsWith(".ndjson"))) {
        for (const line of Deno.readTextFileSync(`${folder}/${name}`).split("\n")) {
          if (line === "") continue;
          const debit = JSON.parse(line) as TakenDebit;
          if (fits(debit, filter)) yield debit;
        }
      }
    },
  };
}

function openWriter(path: string): BookWriter {
  const draft = `${path}.new`;
  Deno.writeTextFileSync(draft, "");
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) Deno.writeTextFileSync(draft, `${lines.join("\n")}\n`, { append: true });
    lines = [];
  };
  return {
    take(debit) {
      if (lines.push(JSON.stringify(debit)) >= LINES_PER_WRITE) flush();
    },
    close() {
      flush();
      Deno.renameSync(draft, path);
    },
  };
}

function fits(debit: TakenDebit, filter: BookFilter): boolean {
  const { from, to, institution, payerNumber } = filter;
  if (from !== undefined && debit.debitDay < from) return false;
  if (to !== undefined && debit.debitDay > to) return false;
  if (institution !== undefined && debit.institution !== institution) return false;
  return payerNumber === undefined || debit.payerNumber === payerNumber;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
