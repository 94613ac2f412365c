import { rowsOf } from "../rows.ts";
import type { ListedFile } from "./books.ts";
import type { DebitWorld } from "./debit_world.ts";

export interface RefusalFacts {
  /** What the banks' own answers refuse, by file, sequence, payer and code. */
  readonly refused: readonly string[];
  /** The same of the orders and applications that failed here. */
  readonly failed: readonly string[];
}

interface Layout {
  readonly request: string;
  readonly recordLength: number;
  /** First byte and the one after the last. */
  readonly payerNumber: readonly [number, number];
  readonly code: readonly [number, number];
}

/** Read here by the layouts' own numbers, not by the house's readers. */
const DEBITS = { recordLength: 150, payerNumber: [91, 111], code: [69, 73] } as const;
const LAYOUTS: Readonly<Record<string, Layout>> = {
  EB14: { request: "EB13", recordLength: 120, payerNumber: [26, 46], code: [92, 96] },
  EB22: { request: "EB21", ...DEBITS },
  EC22: { request: "EC21", ...DEBITS },
};

/** Holds the banks' answers as they made them against what we made of them, record by record. */
export async function readRefusals(
  { app, outside }: DebitWorld,
  { files, fileName }: { files: readonly ListedFile[]; fileName: string },
): Promise<RefusalFacts> {
  const refused: string[] = [];
  for (const file of files.filter(({ direction }) => direction === "result")) {
    const layout = LAYOUTS[file.kind];
    if (layout === undefined) continue;
    const name = `${file.place} ${layout.request} ${file.transactionDate}`;
    const address = `${outside.url}/sandbox/clearing/files/${encodeURIComponent(file.name)}`;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`Cannot read the banks' answer "${file.name}"`);
    refused.push(...refusalsIn(await answer.bytes(), layout).map((line) => `${name} ${line}`));
  }
  const failed = await rowsOf<{ line: string }>(
    app,
    `select ${fileName} || ' ' || r.sequence || ' ' || r.payer_number || ' ' || r.code as line
     from (
       select file_id, sequence, payer_number, code from debit.debit_order where state = 'failed'
       union all
       select file_id, sequence, payer_number, code from debit.registration where state = 'failed'
     ) r join debit.file f on f.id = r.file_id`,
  );
  return { refused, failed: failed.map(({ line }) => line) };
}

/** Sequence, payer and code of each record between header and trailer. */
export function refusalsIn(bytes: Uint8Array, { recordLength, payerNumber, code }: Layout) {
  // Names in it are EUC-KR; the places that are read hold ASCII.
  const text = new TextDecoder("latin1").decode(bytes);
  return Array.from(
    { length: Math.max(0, text.length / recordLength - 2) },
    (_, index) => {
      const record = text.slice((index + 1) * recordLength, (index + 2) * recordLength);
      return `${Number(record.slice(1, 9))} ${record.slice(...payerNumber).trim()} ${
        record.slice(...code)
      }`;
    },
  );
}
