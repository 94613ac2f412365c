import { type KeyedFile, openKeyedFile } from "./keyed_file.ts";

/** Who allowed whom to debit which account (출금이체 신청), by the banks' book. */
export interface Mandate {
  /** {@link mandateKeyOf} its parts. */
  readonly id: string;
  readonly institution: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
  /** `pending` until the bank has answered, or the institution may no longer refuse. */
  readonly state: "pending" | "active" | "ended";
  /** Why a debit fails once it has ended: 0017, 0019, 0024. */
  readonly endCode?: string;
  /** The EB13 with which it came. */
  readonly file?: string;
}

export interface MandateParts {
  readonly institution: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
}

export interface Mandates {
  find(key: string): Mandate | undefined;
  /** Whether it stands or is about to. */
  isKnown(key: string): boolean;
  put(changes: readonly MandateChange[]): void;
  /** Ends what waits since a file that was taken back. */
  forgetPending(file: string): void;
  list(): Mandate[];
}

export type MandateChange = MandateParts & Pick<Mandate, "state" | "endCode" | "file">;

export function openMandates(folder: string): Mandates {
  const book: KeyedFile<Mandate> = openKeyedFile(`${folder}/mandates.ndjson`);
  return {
    find: (key) => book.get(key),
    isKnown: (key) => (book.get(key)?.state ?? "ended") !== "ended",
    put: (changes) => book.put(changes.map((change) => ({ ...change, id: mandateKeyOf(change) }))),
    forgetPending: (file) =>
      book.put(
        [...book.values()].filter((mandate) => mandate.file === file && mandate.state === "pending")
          .map((mandate) => ({ ...mandate, state: "ended", endCode: "0017" })),
      ),
    list: () => [...book.values()],
  };
}

/** One text for institution, payer, bank and account; fields of a record may be padded. */
export function mandateKeyOf(parts: MandateParts): string {
  const { institution, payerNumber, bank, account } = partsOf(parts);
  return `${institution}|${payerNumber}|${bank}|${account}`;
}

/** The parts without the layout's padding. */
export function partsOf({ institution, payerNumber, bank, account }: MandateParts): MandateParts {
  return {
    institution: institution.trimEnd(),
    payerNumber: payerNumber.trimEnd(),
    bank,
    account: account.trimEnd(),
  };
}
