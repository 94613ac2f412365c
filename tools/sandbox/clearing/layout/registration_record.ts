import type { Day } from "../calendar/korean_day.ts";
import { asciiRecord, digits, writeAscii } from "./fields.ts";

const REGISTRATION_BYTES = 120;

/** A registration record (EB11–EB14) as its bytes say, fields untrimmed. */
export interface RegistrationFields {
  readonly kind: string;
  readonly sequence: string;
  readonly institution: string;
  readonly applyDate: string;
  /** 1 new, 3 cancel, 7 forced cancel. */
  readonly application: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly branch: string;
  readonly account: string;
  readonly holderNumber: string;
  /** `CHNG` marks one half of an account move. */
  readonly handlingBranch: string;
  readonly result: string;
  readonly code: string;
}

export function registrationFields(text: string): RegistrationFields {
  return {
    kind: text.slice(0, 1),
    sequence: text.slice(1, 9),
    institution: text.slice(9, 19),
    applyDate: text.slice(19, 25),
    application: text.slice(25, 26),
    payerNumber: text.slice(26, 46),
    bank: text.slice(46, 49),
    branch: text.slice(49, 53),
    account: text.slice(53, 69),
    holderNumber: text.slice(69, 85),
    handlingBranch: text.slice(85, 89),
    result: text.slice(91, 92),
    code: text.slice(92, 96),
  };
}

export interface RegistrationTotals {
  count: number;
  newCount: number;
  cancelCount: number;
  forcedCount: number;
}

export function emptyRegistrationTotals(): RegistrationTotals {
  return { count: 0, newCount: 0, cancelCount: 0, forcedCount: 0 };
}

export function addRegistration(totals: RegistrationTotals, application: string): void {
  totals.count++;
  if (application === "1") totals.newCount++;
  if (application === "3") totals.cancelCount++;
  if (application === "7") totals.forcedCount++;
}

/** Bytes 27–67 of a trailer; the count of changes is not used. */
export function registrationTotalsText(totals: RegistrationTotals): string {
  return digits(totals.count, 8) + digits(totals.newCount, 8) + digits(0, 8) +
    digits(totals.cancelCount, 8) + digits(totals.forcedCount, 8);
}

/** The request's record with the reason why it was refused. */
export function refusedRecord(record: Uint8Array, code: string): Uint8Array {
  const refused = record.slice();
  writeAscii(refused, 91, `N${code}`);
  return refused;
}

interface FileHead {
  readonly institution: string;
  /** "EB141123". */
  readonly name: string;
}

export function registrationHeader(file: FileHead & { readonly day: Day }): Uint8Array {
  return asciiRecord(REGISTRATION_BYTES, [
    [0, "H00000000"],
    [9, file.institution],
    [19, file.name],
    [27, shortDate(file.day)],
  ]);
}

export function registrationTrailer(
  file: FileHead & { readonly totals: RegistrationTotals },
): Uint8Array {
  return asciiRecord(REGISTRATION_BYTES, [
    [0, "T99999999"],
    [9, file.institution],
    [19, file.name],
    [27, registrationTotalsText(file.totals)],
  ]);
}

/** A person's application at a bank, as a record of EB11. */
export function bankApplicationRecord(application: {
  readonly sequence: number;
  readonly institution: string;
  readonly day: Day;
  readonly kind: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
  readonly holderNumber: string;
  readonly isMove: boolean;
}): Uint8Array {
  return asciiRecord(REGISTRATION_BYTES, [
    [0, `R${digits(application.sequence, 8)}`],
    [9, application.institution],
    [19, shortDate(application.day)],
    [25, application.kind],
    [26, application.payerNumber],
    [46, `${application.bank}0000`],
    [53, application.account],
    [69, application.holderNumber],
    [85, application.isMove ? "CHNG" : ""],
  ]);
}

/** "261123". */
export function shortDate(day: Day): string {
  return day.replaceAll("-", "").slice(2);
}
