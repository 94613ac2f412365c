import type { FileIdentity } from "./file_types.ts";

/**
 * How the payer consented (동의자료구분): on paper, signed with a certificate, signed in another way
 * electronically, in a recorded call, or by keys pressed in one (ARS).
 */
export type EvidenceKind =
  | "paper"
  | "certificate-signature"
  | "general-signature"
  | "recording"
  | "ars";

/** What proves the consent to one application for a mandate (출금동의 증빙자료). */
export interface Evidence {
  /** The payer's number at the institution (납부자번호): up to 20 letters and digits. */
  readonly payerNumber: string;
  /** Three digits. */
  readonly bankCode: string;
  /** Digits only, up to 16. */
  readonly accountNumber: string;
  readonly evidenceKind: EvidenceKind;
  /** Lower case and without a dot, one of `EVIDENCE_EXTENSIONS`. */
  readonly extension: string;
  /** 1 to `EVIDENCE_BYTES_MAX` bytes. */
  readonly content: Uint8Array;
}

export interface EvidenceRecord extends Evidence {
  readonly sequence: number;
}

export interface EvidenceSummary extends FileIdentity<"EI13"> {
  readonly evidenceCount: number;
  /** Blocks of the evidence, without those of header and trailer. */
  readonly blockCount: number;
}
