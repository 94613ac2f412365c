/** Unknown, or another merchant's: the two look alike (404). */
export class ImportNotFoundError extends Error {
  override name = "ImportNotFoundError";
  constructor(readonly importId: string) {
    super(`Cannot find import "${importId}"`);
  }
}

/** The import is not where that can be done to it (409). */
export class ImportStateError extends Error {
  override name = "ImportStateError";
  constructor(readonly importId: string, readonly state: string) {
    super(`Cannot do that to import "${importId}": it is "${state}"`);
  }
}

/** All rows were to be written, and some are bad (409). */
export class ImportHasBadRowsError extends Error {
  override name = "ImportHasBadRowsError";
  constructor(readonly importId: string, readonly badCount: number) {
    super(`Cannot write all of import "${importId}": "${badCount}" rows are bad`);
  }
}
