import type { DebitRequest, DebitResult } from "../debit_types.ts";
import type { Evidence, EvidenceKind } from "../evidence_types.ts";
import type {
  ApplicationKind,
  RegistrationApplication,
  RegistrationOutcome,
} from "../registration_types.ts";

/** A record as the peer prints it, by its own names. */
export type PeerRecord = Readonly<Record<string, string | number>>;

export interface PeerFile {
  readonly header: PeerRecord;
  readonly records: readonly PeerRecord[];
  readonly trailer: PeerRecord;
}

/** What the peer wrote at random. */
export interface PeerContent extends PeerFile {
  readonly kind: string;
}

const APPLICATION_DIGITS: Readonly<Record<ApplicationKind, string>> = {
  "new": "1",
  "cancel": "3",
  "forced-cancel": "7",
};
const EVIDENCE_DIGITS: Readonly<Record<EvidenceKind, string>> = {
  "paper": "1",
  "certificate-signature": "2",
  "general-signature": "3",
  "recording": "4",
  "ars": "5",
};

type Numbered<Item> = Item & { readonly sequence: number };

export function registrationForPeer(
  record: Numbered<RegistrationApplication> & {
    readonly outcome?: RegistrationOutcome | undefined;
  },
): PeerRecord {
  const { outcome } = record;
  return {
    sequence: record.sequence,
    apply_date: record.applyDate.slice(2).replaceAll("-", ""),
    application: APPLICATION_DIGITS[record.applicationKind],
    payer_no: record.payerNumber,
    bank_branch: record.bankBranchCode,
    account: record.accountNumber,
    holder: record.holderIdentifier,
    handling_branch: record.handlingBranch ?? "",
    fund_kind: record.fundKind ?? "",
    result: outcome === undefined ? "" : outcome.accepted ? "Y" : "N",
    fail_code: outcome?.code ?? "",
    institution_area: record.institutionArea ?? "",
    channel: record.channel ?? "",
  };
}

export function requestForPeer(record: Numbered<DebitRequest>): PeerRecord {
  return {
    ...payerForPeer(record),
    amount: Number(record.amountWon),
    flag: "",
    fail_code: "",
  };
}

export function resultForPeer(record: DebitResult): PeerRecord {
  return {
    ...payerForPeer(record),
    amount: Number(record.failedAmountWon),
    flag: record.outcome === "failed" ? "N" : "P",
    fail_code: record.code,
  };
}

export function evidenceForPeer(record: Numbered<Evidence>): PeerRecord {
  return {
    sequence: record.sequence,
    payer_no: record.payerNumber,
    bank: record.bankCode,
    account: record.accountNumber,
    evidence_kind: EVIDENCE_DIGITS[record.evidenceKind],
    extension: record.extension,
    content: btoa(String.fromCharCode(...record.content)),
  };
}

function payerForPeer(record: Numbered<Omit<DebitRequest, "amountWon">>): PeerRecord {
  return {
    sequence: record.sequence,
    bank_branch: record.bankBranchCode,
    account: record.accountNumber,
    holder: record.holderIdentifier,
    passbook: record.passbookText,
    fund_kind: record.fundKind ?? "",
    payer_no: record.payerNumber,
    institution_area: record.institutionArea ?? "",
    form: record.debitForm,
    phone: record.phone ?? "",
  };
}
