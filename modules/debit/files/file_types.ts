/** Files of mandates, 120 bytes a record: applications (EB11, EB13) and their answers (EB12, EB14). */
export type RegistrationFileKind = "EB11" | "EB12" | "EB13" | "EB14";
/** Debit requests, 150 bytes a record: for the next day (EB21) or the same day (EC21). */
export type DebitFileKind = "EB21" | "EC21";
/** Debit results, 150 bytes a record, failures only. */
export type DebitResultFileKind = "EB22" | "EC22";
/** Evidence of consent in blocks of 1024 bytes. */
export type EvidenceFileKind = "EI13";
export type FileKind =
  | RegistrationFileKind
  | DebitFileKind
  | DebitResultFileKind
  | EvidenceFileKind;

/** What tells one file from another. The date is whole ("YYYY-MM-DD"): the records hold no century. */
export interface FileIdentity<Kind extends FileKind = FileKind> {
  readonly kind: Kind;
  /** The clearing house's code of the institution (이용기관식별코드), up to 10 letters and digits. */
  readonly institutionCode: string;
  /** The day in the file's name: the debit day (출금일), or the day the applications are sent. */
  readonly date: string;
}

/** Where bytes come from: a whole file, or a stream with chunks cut anywhere. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * A file being read. It can be read once, by record or by batch; nothing of it may be applied before
 * the end, where the trailer is compared with what was read.
 */
export interface FileReading<Item, Summary> extends AsyncIterable<Item> {
  /** The records as many at a time as came together; far cheaper than one by one. */
  batches(): AsyncIterable<readonly Item[]>;
  /**
   * What header and trailer say, once the last record was read and everything agreed.
   *
   * @throws {TypeError} before the end, or after a failure
   */
  summary(): Summary;
}

/** A file being written: bytes pile up and are taken with `drain`. */
export interface FileWriter<Item, Summary> {
  /**
   * Adds a record.
   *
   * @returns its sequence number
   * @throws {FieldRefusedError} when a field cannot be sent; nothing was added then
   */
  record(item: Item): number;
  /** Ends the file. */
  trailer(): Summary;
  /**
   * The chunks that filled up since the last call, and after the trailer the rest. The caller may keep
   * them.
   */
  drain(): Uint8Array[];
}
