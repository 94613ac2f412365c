import type { BusinessDate } from "@maru/kernel";
import type { Actor, Page, PageQuery, Rail } from "../parts.ts";
import type { ReceivedFileKind, SentFileKind } from "./channel.ts";

/** Files and counts of a bank on a day (이체송수신현황); not of one merchant. */
export interface ExchangeLine {
  readonly date: BusinessDate;
  readonly rail: Rail;
  readonly bankCode: string;
  readonly bankName: string;
  readonly registrationsSent: number;
  readonly registrationsAnswered: number;
  readonly debitsSent: number;
  readonly debitsSentWon: bigint;
  readonly debitsAnswered: number;
  readonly debitsCollectedWon: bigint;
}

export interface FileRow {
  readonly id: string;
  readonly rail: Rail;
  readonly bankCode: string;
  readonly kind: SentFileKind;
  readonly name: string;
  readonly businessDate: BusinessDate;
  readonly state: "built" | "sending" | "sent" | "resulted" | "rejected" | "cancelled";
  readonly recordCount: number;
  readonly totalWon: bigint;
  readonly sendBy: Date;
  readonly resultDueAt?: Date;
  readonly sentAt?: Date;
  readonly resultedAt?: Date;
  readonly attemptCount: number;
  readonly rejectionCode?: string;
  readonly received: readonly {
    kind: ReceivedFileKind;
    state: "applied" | "refused";
    refusal?: string;
    recordCount: number;
    receivedAt: Date;
  }[];
}

/** By the day in the file's name, both ends included. */
export interface FileFilter {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly rail?: Rail;
  /** Of a direct line: files of the clearing house hold all banks. */
  readonly bankCode?: string;
  readonly state?: FileRow["state"];
}

export interface Alert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly rail?: Rail;
  readonly bankCode?: string;
  readonly fileId?: string;
  readonly at: Date;
  readonly details: Readonly<Record<string, string>>;
  readonly acknowledgedAt?: Date;
}

export const ALERT_KINDS = [
  "resultTruncated",
  "resultAltered",
  "resultRepeated",
  "resultEarly",
  "resultLate",
  "resultMismatch",
  "resultEmpty",
  "fileRejected",
  "fileLate",
  "unexpectedRecord",
  "calendarDiffers",
  "ledgerDiffers",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Sending and receiving; runs by ticks and jobs, and can be asked what it did. */
export interface ExchangeDesk {
  lines(query: { from: BusinessDate; to: BusinessDate; rail?: Rail; bankCode?: string }): Promise<
    readonly ExchangeLine[]
  >;
  files(query: FileFilter & Pick<PageQuery, "after" | "limit">): Promise<Page<FileRow>>;
  /** @throws {FileNotFoundError} */
  file(id: string): Promise<FileRow>;
  /** All of them. */
  fileStream(filter: FileFilter): AsyncIterable<FileRow>;
  /** Operators, with a reason in the access log: the bytes as they were sent. */
  content(
    input: { fileId: string; actor: Actor; reason: string; address?: string },
  ): Promise<{ name: string; bytes: AsyncIterable<Uint8Array> }>;
  alerts(query: { openOnly: boolean; limit: number }): Promise<readonly Alert[]>;
  /**
   * One that was acknowledged before stays as it is.
   *
   * @throws {AlertNotFoundError}
   */
  acknowledge(input: { id: string; actor: Actor }): Promise<void>;
  /** Operators: looks for files to send and to receive now instead of at the next tick. */
  run(): Promise<void>;
}
