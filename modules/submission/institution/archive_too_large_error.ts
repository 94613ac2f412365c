/** A submission is too large for one archive: its documents are fetched one by one (413). */
export class ArchiveTooLargeError extends Error {
  override name = "ArchiveTooLargeError";
  constructor(
    readonly submissionId: string,
    readonly sizeBytes: number,
    readonly sizeBytesMax: number,
  ) {
    super(
      `Cannot pack submission "${submissionId}": ${sizeBytes} bytes, more than ${sizeBytesMax}`,
    );
  }
}
