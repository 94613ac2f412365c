export { ListCursorInvalidError } from "../settings/lists/list_cursor_invalid_error.ts";

/** It lies in a file that went out, so it cannot be taken back (409). */
export class AlreadySentError extends Error {
  override name = "AlreadySentError";
  constructor(readonly subjectId: string) {
    super(`Cannot take back "${subjectId}": it was sent already`);
  }
}

/** Unknown, or another merchant's: the two look alike (404). */
export class RegistrationNotFoundError extends Error {
  override name = "RegistrationNotFoundError";
  constructor(readonly registrationId: string) {
    super(`Cannot find registration "${registrationId}"`);
  }
}

/** The bank has not answered the last application yet; another one must wait for it (409). */
export class RegistrationUnderWayError extends Error {
  override name = "RegistrationUnderWayError";
  constructor(readonly instructionId: string, readonly resultDueAt: Date) {
    super(
      `Cannot change the account of "${instructionId}" before its registration is answered at "${resultDueAt.toISOString()}"`,
    );
  }
}
