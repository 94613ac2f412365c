import type { BusinessDate, Holiday } from "@maru/kernel";
import type { Rail } from "../parts.ts";

export type SentFileKind = "EB12" | "EB13" | "EB21" | "EC21" | "EI13";
export type ReceivedFileKind = "EB11" | "EB14" | "EB22" | "EC22";

/** A file by its rail, kind and the day in its name. */
export interface FileName<Kind extends string = SentFileKind | ReceivedFileKind> {
  readonly kind: Kind;
  readonly businessDate: BusinessDate;
  /** The bank on a direct line; '' at the clearing house. */
  readonly bankCode: string;
}

/** What the other side says of a file that was sent. */
export interface SentFileState {
  /** `absent`: it has no such file whole. `checking`: whether it takes the file is open still. */
  readonly state: "absent" | "checking" | "received" | "refused";
  /** Records that the centre refused by itself; absent until it has checked the file. */
  readonly centreErrorCount?: number;
  readonly centreErrors?: readonly CentreError[];
  /** How many records it counted, where it tells. */
  readonly recordCount?: number;
  /** For a file that was refused as a whole. */
  readonly code?: string;
  /** Bytes that lie there, where the other side tells. */
  readonly byteCount?: number;
}

/** What the other side says of a file that it gives. */
export interface ResultState {
  /** `done`: it will not change any more. A direct line knows only whether a file lies there. */
  readonly state: "absent" | "notReady" | "done";
  /** Where the other side tells: records of the answer, their sum, and records of the request. */
  readonly recordCount?: number;
  readonly totalWon?: bigint;
  readonly requestCount?: number;
  readonly centreErrorCount?: number;
}

export interface CentreError {
  readonly sequence: number;
  readonly payerNumber: string;
  readonly code: string;
}

/**
 * The way to the banks: one real adapter per rail. Every function speaks to the outside and is never
 * called inside a transaction.
 */
export interface ClearingChannel {
  readonly rail: Rail;
  /**
   * Sends a file. Only a file that lies there whole counts as sent.
   *
   * @throws {FileAlreadySentError} the other side has a file of this name
   * @throws {FileNotTakenError} it takes no such file now, e.g. because it is too late
   * @throws {ChannelUnavailableError} nothing is known: ask for the state before sending again
   */
  send(
    name: FileName<SentFileKind>,
    content: { bytes: AsyncIterable<Uint8Array>; byteCount: bigint },
  ): Promise<void>;
  /** @throws {ChannelUnavailableError} */
  state(name: FileName<SentFileKind>): Promise<SentFileState>;
  /**
   * Whether an answer is ready, and what it must hold.
   *
   * @throws {ChannelUnavailableError}
   */
  resultState(name: FileName<ReceivedFileKind>): Promise<ResultState>;
  /**
   * The file, or undefined where the other side has none (yet).
   *
   * @throws {ChannelUnavailableError}
   */
  receive(name: FileName<ReceivedFileKind>): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** The other side's own calendar; a direct line has none. @throws {ChannelUnavailableError} */
  holidays?(input: { from: BusinessDate; to: BusinessDate }): Promise<readonly Holiday[]>;
}

/** The other side has a file of that name today (B0007). */
export class FileAlreadySentError extends Error {
  override name = "FileAlreadySentError";
  constructor(readonly file: FileName) {
    super(`Cannot send "${file.kind}" of "${file.businessDate}": it is there already`);
  }
}

/** The other side does not take the file; it lies nowhere. */
export class FileNotTakenError extends Error {
  override name = "FileNotTakenError";
  constructor(readonly file: FileName, readonly code: string) {
    super(`Cannot send "${file.kind}" of "${file.businessDate}": refused with "${code}"`);
  }
}

/** The other side gave no usable answer; what it did is unknown. */
export class ChannelUnavailableError extends Error {
  override name = "ChannelUnavailableError";
  constructor(readonly rail: Rail, what: string, options?: ErrorOptions) {
    super(`Cannot reach the ${rail}: ${what}`, options);
  }
}
