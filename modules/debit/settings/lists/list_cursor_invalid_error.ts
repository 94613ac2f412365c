/** The place to go on from is none that a list of customers, registrations or events gave (400). */
export class ListCursorInvalidError extends Error {
  override name = "ListCursorInvalidError";
  constructor() {
    super("Cannot go on from there: the cursor is not one of this list");
  }
}
