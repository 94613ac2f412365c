import type { FieldReader } from "./field_reader.ts";
import {
  ACCOUNT_NUMBER,
  ANY_PAYER_NUMBER,
  BANK_BRANCH,
  CHANNEL,
  HANDLING_BRANCH,
  HOLDER_IDENTIFIER,
  HOLDER_IDENTIFIER_OR_NONE,
  type Layout,
  OWN_PAYER_NUMBER,
  PRINTABLE,
} from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { institutionField } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { FileIdentity, RegistrationFileKind } from "./file_types.ts";
import { REGISTRATION_RECORD_BYTES } from "./registration_header.ts";
import type {
  ApplicationKind,
  RegistrationApplication,
  RegistrationOutcome,
  RegistrationRecord,
} from "./registration_types.ts";
import { ANSWER_CODES, FAILURE_CODES, type ResultCode } from "./result_codes.ts";

/** A data record of EB11, EB12, EB13 and EB14 (Data Record). */
export const REGISTRATION_RECORD = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  applyDate: [19, 25],
  applicationKind: [25, 26],
  payerNumber: [26, 46],
  bankBranchCode: [46, 53],
  accountNumber: [53, 69],
  holderIdentifier: [69, 85],
  handlingBranch: [85, 89],
  fundKind: [89, 91],
  resultFlag: [91, 92],
  resultCode: [92, 96],
  filler: [96, 97],
  institutionArea: [97, 109],
  channel: [109, 110],
  lastFiller: [110, 120],
} as const satisfies Layout;

/** The kinds of applications (신청구분). */
export const APPLICATION_KINDS: Readonly<Record<string, ApplicationKind>> = {
  // A new mandate, also the second half of an account move.
  "1": "new",
  // The payer's cancellation, also the first half of an account move.
  "3": "cancel",
  // A cancellation that bank or centre forced.
  "7": "forced-cancel",
};

const CODE_WANTED = "the code of a failure in such a file";

/** An application with its place in the file, and its outcome in a file of answers. */
export interface NumberedRecord extends RegistrationApplication {
  readonly recordNumber: number;
  readonly sequence: number;
  readonly outcome: RegistrationOutcome | undefined;
}

/**
 * The record of one application, to be answered or with its answer.
 *
 * @throws {FieldRefusedError} when a field cannot be sent
 */
export function writeRegistrationRecord(
  identity: FileIdentity<RegistrationFileKind>,
  record: NumberedRecord,
): Uint8Array<ArrayBuffer> {
  const { recordNumber, applicationKind, applyDate, outcome } = record;
  const fields = new FieldWriter(REGISTRATION_RECORD, {
    recordBytes: REGISTRATION_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber,
  });
  const isOwn = identity.kind === "EB13";
  const needsHolder = isOwn && applicationKind === "new";
  if (isOwn && applyDate > identity.date) {
    fields.refuse("applyDate", applyDate, `a day up to ${identity.date}, when it is sent`);
  }
  fields.constant("recordKind", "R");
  fields.number("sequence", record.sequence);
  fields.constant("institutionCode", identity.institutionCode);
  fields.date("applyDate", applyDate);
  fields.constant("applicationKind", digitOf(applicationKind));
  fields.text("payerNumber", record.payerNumber, isOwn ? OWN_PAYER_NUMBER : ANY_PAYER_NUMBER);
  fields.text("bankBranchCode", record.bankBranchCode, BANK_BRANCH);
  fields.text("accountNumber", record.accountNumber, ACCOUNT_NUMBER);
  const holderRule = needsHolder ? HOLDER_IDENTIFIER : HOLDER_IDENTIFIER_OR_NONE;
  fields.text("holderIdentifier", record.holderIdentifier, holderRule);
  fields.text("handlingBranch", record.handlingBranch ?? "", HANDLING_BRANCH);
  fields.text("fundKind", record.fundKind ?? "", PRINTABLE);
  if (outcome !== undefined) writeOutcome(fields, identity.kind, outcome);
  fields.text("institutionArea", record.institutionArea ?? "", PRINTABLE);
  fields.text("channel", record.channel ?? "", CHANNEL);
  return fields.bytes;
}

/** @throws {FileFormatError} when a field holds something else than it should */
export function readRegistrationRecord(
  fields: FieldReader<typeof REGISTRATION_RECORD>,
  identity: FileIdentity<RegistrationFileKind>,
): RegistrationRecord {
  fields.constant("institutionCode", institutionField(identity));
  fields.spaces("filler");
  fields.spaces("lastFiller");
  return {
    sequence: fields.number("sequence"),
    applyDate: fields.date("applyDate"),
    applicationKind: fields.choice("applicationKind", APPLICATION_KINDS, '"1", "3" or "7"'),
    payerNumber: fields.text("payerNumber", ANY_PAYER_NUMBER),
    bankBranchCode: fields.text("bankBranchCode", BANK_BRANCH),
    accountNumber: fields.text("accountNumber", ACCOUNT_NUMBER),
    holderIdentifier: fields.text("holderIdentifier", HOLDER_IDENTIFIER_OR_NONE),
    handlingBranch: fields.text("handlingBranch", HANDLING_BRANCH),
    fundKind: fields.text("fundKind", PRINTABLE),
    outcome: isAnswer(identity.kind) ? readOutcome(fields, identity.kind) : readNoOutcome(fields),
    institutionArea: fields.text("institutionArea", PRINTABLE),
    channel: fields.text("channel", CHANNEL),
  };
}

function writeOutcome(
  fields: FieldWriter<typeof REGISTRATION_RECORD>,
  kind: RegistrationFileKind,
  { accepted, code }: RegistrationOutcome,
): void {
  if (accepted && code !== "0000") fields.refuse("resultCode", code, '"0000" where accepted');
  if (!accepted && !Object.hasOwn(codesOf(kind), code)) {
    fields.refuse("resultCode", code, CODE_WANTED);
  }
  fields.constant("resultFlag", accepted ? "Y" : "N");
  fields.constant("resultCode", code);
}

/** Whether files of this kind answer applications. */
export function isAnswer(kind: RegistrationFileKind): boolean {
  return kind === "EB12" || kind === "EB14";
}

/** In EB14 a reason is the bank's or the centre's; in EB12 it is the institution's. */
function codesOf(kind: RegistrationFileKind): Readonly<Record<string, ResultCode>> {
  return kind === "EB14" ? ANSWER_CODES : FAILURE_CODES;
}

function readOutcome(
  fields: FieldReader<typeof REGISTRATION_RECORD>,
  kind: RegistrationFileKind,
): RegistrationOutcome {
  const accepted = fields.choice("resultFlag", { Y: "yes", N: "no" }, '"Y" or "N"') === "yes";
  if (!accepted) {
    return {
      accepted,
      code: fields.choice("resultCode", codesOf(kind), CODE_WANTED),
    };
  }
  fields.constant("resultCode", "0000");
  return { accepted, code: "0000" };
}

function readNoOutcome(fields: FieldReader<typeof REGISTRATION_RECORD>): undefined {
  fields.spaces("resultFlag");
  fields.spaces("resultCode");
}

function digitOf(applicationKind: ApplicationKind): string {
  return Object.keys(APPLICATION_KINDS).find((digit) =>
    APPLICATION_KINDS[digit] === applicationKind
  )!;
}
