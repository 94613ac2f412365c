/** The id or the code is open with other properties. */
export class AccountConflictError extends Error {
  override name = "AccountConflictError";
  constructor(readonly accountId: string, readonly code: string) {
    super(`Cannot open account "${accountId}": it or its code is open with other properties`);
  }
}

/** There is no account with this id. */
export class AccountUnknownError extends Error {
  override name = "AccountUnknownError";
  constructor(readonly accountId: string) {
    super(`Cannot use account "${accountId}": it is not open`);
  }
}

/** The account keeps no lots: it was opened without them. */
export class AccountWithoutLotsError extends Error {
  override name = "AccountWithoutLotsError";
  constructor(readonly accountId: string) {
    super(`Cannot use lots of account "${accountId}": it was opened without them`);
  }
}

/** What is available in the account, or in its lots, is less than what was to leave it. */
export class BalanceTooLowError extends Error {
  override name = "BalanceTooLowError";
  constructor(readonly accountId: string) {
    super(`Cannot take so much out of account "${accountId}": less is available`);
  }
}

/** The id was used for other content; nothing was changed. */
export class PostingConflictError extends Error {
  override name = "PostingConflictError";
  constructor(readonly postingId: string) {
    super(`Cannot post "${postingId}": the id is taken by other content`);
  }
}

/** There is no posting, or no reservation, with this id. */
export class PostingUnknownError extends Error {
  override name = "PostingUnknownError";
  constructor(readonly postingId: string) {
    super(`Cannot find posting or reservation "${postingId}"`);
  }
}

/** Each posting can be taken back once, and this one was. */
export class PostingReversedError extends Error {
  override name = "PostingReversedError";
  constructor(readonly postingId: string) {
    super(`Cannot reverse posting "${postingId}": it was reversed before`);
  }
}

/** The reservation was voided, has expired, or was posted where it was to be voided. */
export class ReservationEndedError extends Error {
  override name = "ReservationEndedError";
  constructor(readonly reservationId: string) {
    super(`Cannot use reservation "${reservationId}": it has ended`);
  }
}

/** The two accounts of the posting count different units. */
export class UnitMismatchError extends Error {
  override name = "UnitMismatchError";
  constructor(readonly postingId: string) {
    super(`Cannot post "${postingId}": its accounts count different units`);
  }
}
