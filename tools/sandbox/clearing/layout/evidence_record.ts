import { isDigits } from "./fields.ts";

export const BLOCK_BYTES = 1024;
const IDENTIFICATION_BYTES = 119;

/** The first 119 bytes of a piece of evidence (EI13). */
export interface EvidenceFields {
  readonly sequence: string;
  readonly institution: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
  readonly date: string;
  readonly kind: string;
  readonly extension: string;
  readonly length: string;
}

export function evidenceFields(text: string): EvidenceFields {
  return {
    sequence: text.slice(8, 15),
    institution: text.slice(25, 45),
    payerNumber: text.slice(45, 75),
    bank: text.slice(75, 78),
    account: text.slice(78, 98),
    date: text.slice(98, 106),
    kind: text.slice(106, 107),
    extension: text.slice(107, 112),
    length: text.slice(112, 119),
  };
}

/** How many blocks the evidence takes, or undefined where its length is no number. */
export function blocksOf({ length }: EvidenceFields): number | undefined {
  if (!isDigits(length)) return undefined;
  return Math.ceil((IDENTIFICATION_BYTES + Number(length)) / BLOCK_BYTES);
}
