import type { FieldPlace } from "./file_errors.ts";
import type { RegistrationApplication } from "./registration_types.ts";

/** What the handling branch (취급점) holds in both halves of an account move. */
export const ACCOUNT_MOVE_BRANCH = "CHNG";

/**
 * Watches that every account move (계좌변경) in a file is whole: the cancellation of the old account and
 * the application for the new one, for the same payer number. The centre refuses halves as 0079.
 */
export class AccountMoves {
  /** Halves without the other one: where they stand, by payer number and kind. */
  readonly #halves = new Map<string, Omit<FieldPlace, "file">>();

  add(application: RegistrationApplication, recordNumber: number): void {
    const { handlingBranch, applicationKind, payerNumber } = application;
    if (handlingBranch !== ACCOUNT_MOVE_BRANCH) return;
    const other = applicationKind === "new" ? "cancel" : "new";
    if (this.#halves.delete(`${payerNumber} ${other}`)) return;
    this.#halves.set(`${payerNumber} ${applicationKind}`, {
      recordNumber,
      field: "handlingBranch",
      value: ACCOUNT_MOVE_BRANCH,
      wanted: `the ${other} half of the account move in the same file`,
    });
  }

  /** The first half that has no other one. */
  firstHalf(): Omit<FieldPlace, "file"> | undefined {
    const [first] = this.#halves.values();
    return first;
  }
}
