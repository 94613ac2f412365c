/** There is no such notice (404). */
export class NoticeNotFoundError extends Error {
  override name = "NoticeNotFoundError";
  constructor(readonly noticeId: string) {
    super(`Cannot find notice "${noticeId}"`);
  }
}

/** A notice's text is missing or too long (422). */
export class NoticeInputError extends Error {
  override name = "NoticeInputError";
  constructor(
    readonly problems: readonly {
      readonly field: "title" | "body";
      readonly reason: "missing" | "tooLong";
    }[],
  ) {
    super(`Cannot save the notice: ${problems.map(({ field }) => `"${field}"`).join(", ")}`);
  }
}
