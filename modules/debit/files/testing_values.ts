import fc from "fast-check";
import type { DebitRequest, DebitResult } from "./debit_types.ts";
import type { Evidence, EvidenceKind } from "./evidence_types.ts";
import { eucKrTables } from "./euc_kr.ts";
import type { FileWriter } from "./file_types.ts";
import { EVIDENCE_EXTENSIONS } from "./evidence_record.ts";
import type { ApplicationKind, RegistrationApplication } from "./registration_types.ts";
import { ANSWER_CODES, type ResultCode } from "./result_codes.ts";

export const INSTITUTION = "9912345678";
export const DATE = "2026-11-20";
export const COLLECTING = { collectingBank: "0040000", collectingAccount: "40410101234567" };

/** A request that is right in every field; all people are made up. */
export const REQUEST: DebitRequest = {
  bankBranchCode: "0880000",
  accountNumber: "110123456789",
  amountWon: 55_000n,
  holderIdentifier: "900131",
  passbookText: "마루학원비",
  payerNumber: "STUDENT0001",
  debitForm: "1",
  fundKind: "",
  institutionArea: "",
  phone: "01000001234",
};

export const RESULT: DebitResult = {
  sequence: 1,
  bankBranchCode: "0880000",
  accountNumber: "110123456789",
  failedAmountWon: 55_000n,
  holderIdentifier: "900131",
  outcome: "failed",
  code: "0021",
  passbookText: "마루학원비",
  fundKind: "",
  payerNumber: "STUDENT0001",
  institutionArea: "",
  debitForm: "1",
  phone: "01000001234",
};

export const APPLICATION: RegistrationApplication = {
  applyDate: "2026-11-19",
  applicationKind: "new",
  payerNumber: "STUDENT0001",
  bankBranchCode: "0880000",
  accountNumber: "110123456789",
  holderIdentifier: "900131",
};

export const EVIDENCE: Evidence = {
  payerNumber: "STUDENT0001",
  bankCode: "088",
  accountNumber: "110123456789",
  evidenceKind: "paper",
  extension: "pdf",
  content: new TextEncoder().encode("%PDF-1.7 consent"),
};

/** The whole file of a writer that was given its records. */
export function finish<Item, Summary>(
  writer: FileWriter<Item, Summary>,
  items: Iterable<Item>,
): Uint8Array<ArrayBuffer> {
  for (const item of items) writer.record(item);
  writer.trailer();
  return joined(writer.drain());
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** The bytes in chunks of these lengths, again and again, all in one buffer that is overwritten. */
export async function* inChunks(
  bytes: Uint8Array,
  lengths: readonly number[],
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.max(...lengths));
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const length = Math.min(lengths[turn % lengths.length]!, bytes.length - start);
    buffer.set(bytes.subarray(start, start + length));
    yield await Promise.resolve(buffer.subarray(0, length));
    start += length;
  }
}

/** The bytes with other text from an offset on. */
export function altered(bytes: Uint8Array, offset: number, text: string): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy.set(new TextEncoder().encode(text), offset);
  return copy;
}

export const chunkLengths = fc.array(fc.integer({ min: 1, max: 400 }), {
  minLength: 1,
  maxLength: 5,
});

/** Full-width characters of KS X 1001, of every row. */
const wideCharacter = fc.constantFrom(
  ...Array.from(eucKrTables().codeOfUnit.keys())
    .filter((unit) => eucKrTables().codeOfUnit[unit] !== 0 && unit !== 0x3000)
    .map((unit) => String.fromCharCode(unit)),
);
export const passbookTexts = fc.array(wideCharacter, { maxLength: 8 })
  .map((characters) => characters.join(""));

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

function textOf(characters: string, minLength: number, maxLength: number) {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
}

const holderIdentifiers = fc.oneof(
  fc.constant(""),
  textOf(DIGITS, 6, 6),
  textOf(DIGITS, 10, 10),
);
const answerCodes = fc.constantFrom(...Object.keys(ANSWER_CODES) as ResultCode[]);

const payer = {
  bankBranchCode: textOf(DIGITS, 7, 7),
  accountNumber: textOf(DIGITS, 1, 16),
  holderIdentifier: holderIdentifiers,
  payerNumber: textOf(DIGITS + LETTERS, 1, 20),
  passbookText: passbookTexts,
  fundKind: textOf(DIGITS, 0, 2),
  institutionArea: textOf(DIGITS + LETTERS + SIGNS, 0, 5),
  phone: textOf(DIGITS, 0, 12),
};

export const requests: fc.Arbitrary<DebitRequest> = fc.record({
  ...payer,
  amountWon: fc.bigInt({ min: 300n, max: 99_999_999_999n }),
  debitForm: fc.constantFrom("0", "1", "2", "3", "4", "5", "6"),
});

/** Results whose sequence numbers rise. */
export const resultLists: fc.Arbitrary<DebitResult[]> = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.record({
      ...payer,
      failedAmountWon: fc.bigInt({ min: 1n, max: 99_999_999_999n }),
      code: answerCodes,
      isPartial: fc.boolean(),
    }),
  ),
  { maxLength: 12 },
).map((steps) => {
  let sequence = 0;
  return steps.map(([step, { isPartial, ...result }]) => ({
    ...result,
    sequence: sequence += step,
    outcome: isPartial ? "partial" : "failed",
    debitForm: isPartial ? "0" : "1",
  }));
});

export const applications: fc.Arbitrary<RegistrationApplication> = fc.record({
  applyDate: fc.integer({ min: 0, max: 700 }).map((days) =>
    new Date(Date.UTC(2026, 10, 20) - days * 86_400_000).toISOString().slice(0, 10)
  ),
  applicationKind: fc.constantFrom<ApplicationKind[]>("new", "cancel", "forced-cancel"),
  payerNumber: payer.payerNumber,
  bankBranchCode: payer.bankBranchCode,
  accountNumber: payer.accountNumber,
  holderIdentifier: fc.oneof(textOf(DIGITS, 6, 6), textOf(DIGITS, 10, 10)),
  handlingBranch: fc.oneof(fc.constant(""), textOf(DIGITS, 4, 4)),
  fundKind: payer.fundKind,
  institutionArea: textOf(DIGITS + LETTERS + SIGNS, 0, 12),
  channel: textOf(DIGITS + LETTERS, 0, 1),
});

export const evidences: fc.Arbitrary<Evidence> = fc.record({
  payerNumber: payer.payerNumber,
  bankCode: textOf(DIGITS, 3, 3),
  accountNumber: payer.accountNumber,
  evidenceKind: fc.constantFrom<EvidenceKind[]>(
    "paper",
    "certificate-signature",
    "general-signature",
    "recording",
    "ars",
  ),
  extension: fc.constantFrom(...EVIDENCE_EXTENSIONS),
  content: fc.uint8Array({ minLength: 1, maxLength: 3000 }),
});
