/** Files as an institution would make them, from the table of offsets alone. */
export const INSTITUTION = "9912345678";

export interface MadeDebit {
  readonly bank?: string;
  readonly account?: string;
  readonly amountWon?: number | string;
  readonly holderNumber?: string;
  readonly payerNumber: string;
  readonly debitForm?: string;
  /** Two-byte characters as EUC-KR bytes, one character per byte. */
  readonly passbookText?: string;
  readonly branch?: string;
}

export interface MadeApplication {
  readonly kind?: string;
  readonly bank?: string;
  readonly account?: string;
  readonly payerNumber: string;
  readonly holderNumber?: string;
  readonly applyDate?: string;
  readonly handlingBranch?: string;
}

export interface MadeEvidence {
  readonly bank?: string;
  readonly account?: string;
  readonly payerNumber: string;
  readonly kind?: string;
  readonly extension?: string;
  readonly sizeBytes?: number;
}

const space = (text: string, width: number) => text.padEnd(width, " ");
const zero = (value: number | string, width: number) => String(value).padStart(width, "0");
const monthDay = (day: string) => day.slice(5).replace("-", "");
const short = (day: string) => day.slice(2).replaceAll("-", "");

export const ACCOUNT = "110123456789";
export const BANK = "088";

export function debitFile(
  kind: "EB21" | "EC21",
  day: string,
  debits: readonly MadeDebit[],
): Uint8Array {
  const name = `${kind}${monthDay(day)}`;
  const won = (debit: MadeDebit) => Number(debit.amountWon ?? 10_000) || 0;
  const full = debits.filter((debit) => (debit.debitForm ?? "1") === "1");
  const partial = debits.filter((debit) => (debit.debitForm ?? "1") !== "1");
  const sum = (list: readonly MadeDebit[]) => list.reduce((total, debit) => total + won(debit), 0);
  const header = space(
    `H00000000${INSTITUTION}${name}${short(day)}${space("0880000", 7)}${space("110000000000", 16)}`,
    150,
  );
  const records = debits.map((debit, index) =>
    space(
      `R${zero(index + 1, 8)}${INSTITUTION}${debit.bank ?? BANK}${debit.branch ?? "0000"}` +
        space(debit.account ?? ACCOUNT, 16) + zero(debit.amountWon ?? 10_000, 13) +
        space(debit.holderNumber ?? "900101", 13) + space("", 5) +
        space(debit.passbookText ?? "", 16) + space("", 2) + space(debit.payerNumber, 20) +
        space("", 5) + (debit.debitForm ?? "1") + space("01000000000", 12),
      150,
    )
  );
  const trailer = space(
    `T99999999${INSTITUTION}${name}${zero(debits.length, 8)}${zero(full.length, 8)}` +
      `${zero(sum(full), 13)}${zero(partial.length, 8)}${zero(sum(partial), 13)}`,
    150,
  );
  return bytesOf([header, ...records, trailer].join(""));
}

export function registrationFile(
  day: string,
  applications: readonly MadeApplication[],
): Uint8Array {
  const name = `EB13${monthDay(day)}`;
  const count = (kind: string) =>
    zero(applications.filter((each) => (each.kind ?? "1") === kind).length, 8);
  const header = space(`H00000000${INSTITUTION}${name}${short(day)}`, 120);
  const records = applications.map((each, index) =>
    space(
      `R${zero(index + 1, 8)}${INSTITUTION}${each.applyDate ?? short(day)}${each.kind ?? "1"}` +
        space(each.payerNumber, 20) + `${each.bank ?? BANK}0000` +
        space(each.account ?? ACCOUNT, 16) + space(each.holderNumber ?? "900101", 16) +
        space(each.handlingBranch ?? "", 4),
      120,
    )
  );
  const trailer = space(
    `T99999999${INSTITUTION}${name}${zero(applications.length, 8)}${count("1")}00000000` +
      `${count("3")}${count("7")}`,
    120,
  );
  return bytesOf([header, ...records, trailer].join(""));
}

/** EB12: which records of EB11 the institution refuses. */
export function answerFile(
  day: string,
  answers: readonly { sequence: number; payerNumber: string; code: string; kind?: string }[],
): Uint8Array {
  const name = `EB12${monthDay(day)}`;
  const count = (kind: string) =>
    zero(answers.filter((each) => (each.kind ?? "1") === kind).length, 8);
  const header = space(`H00000000${INSTITUTION}${name}${short(day)}`, 120);
  const records = answers.map((each) =>
    space(
      `R${zero(each.sequence, 8)}${INSTITUTION}${short(day)}${each.kind ?? "1"}` +
        space(each.payerNumber, 20) + `${BANK}0000${space(ACCOUNT, 16)}${space("900101", 16)}` +
        `${space("", 4)}${space("", 2)}N${each.code}`,
      120,
    )
  );
  const trailer = space(
    `T99999999${INSTITUTION}${name}${zero(answers.length, 8)}${count("1")}00000000` +
      `${count("3")}${count("7")}`,
    120,
  );
  return bytesOf([header, ...records, trailer].join(""));
}

export function evidenceFile(day: string, pieces: readonly MadeEvidence[]): Uint8Array {
  const date = day.replaceAll("-", "");
  const institution = space(INSTITUTION, 20);
  const header = space(`AE1112110000000${date}${institution}${zero(pieces.length, 7)}`, 1024);
  const blocks = pieces.map((piece, index) => {
    const sizeBytes = piece.sizeBytes ?? 2_000;
    const identification = `AE111222${zero(index + 1, 7)}${space("", 10)}${institution}` +
      space(piece.payerNumber, 30) + (piece.bank ?? BANK) + space(piece.account ?? ACCOUNT, 20) +
      date + (piece.kind ?? "1") + space(piece.extension ?? "pdf", 5) + zero(sizeBytes, 7);
    const text = identification + "x".repeat(sizeBytes);
    return space(text, Math.ceil(text.length / 1024) * 1024);
  }).join("");
  const trailer = space(
    `AE1112339999999${institution}${zero(pieces.length, 7)}${zero(blocks.length / 1024, 10)}`,
    1024,
  );
  return bytesOf(header + blocks + trailer);
}

/** R records of a file as text, one character per byte. */
export function recordsOf(bytes: Uint8Array, width: number): string[] {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const records: string[] = [];
  for (let offset = width; offset < text.length - width; offset += width) {
    records.push(text.slice(offset, offset + width));
  }
  return records;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
