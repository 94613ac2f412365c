import {
  AccountUnknownError,
  AccountWithoutLotsError,
  BalanceTooLowError,
  PostingConflictError,
  PostingReversedError,
  PostingUnknownError,
  ReservationEndedError,
  UnitMismatchError,
} from "./errors.ts";

/** The codes that the functions of the schema raise, as `0051_ledger_posting.sql` lists them. */
const CLASS_BY_CODE: Readonly<Record<string, new (id: string) => Error>> = {
  LG001: PostingConflictError,
  LG002: BalanceTooLowError,
  LG003: AccountUnknownError,
  LG004: UnitMismatchError,
  LG005: ReservationEndedError,
  LG006: PostingUnknownError,
  LG007: PostingReversedError,
  LG008: AccountWithoutLotsError,
  // restrict_violation: an insert met its id with other content, and rows are never changed.
  "23001": PostingConflictError,
};
const INVALID_PARAMETER = "22023";

interface DatabaseError extends Error {
  readonly code: string;
  readonly detail?: string;
}

/** Runs statements of the ledger, and throws what the database says in the classes of the face. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDatabaseError(error) ? translate(error) : error;
  }
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

function translate(error: DatabaseError): Error {
  if (error.code === INVALID_PARAMETER) return new RangeError(error.message);
  const ErrorClass = CLASS_BY_CODE[error.code];
  return ErrorClass === undefined || !error.detail ? error : new ErrorClass(error.detail);
}
