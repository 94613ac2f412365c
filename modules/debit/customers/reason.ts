import { cleanText } from "./clean.ts";
import { ReasonMissingError } from "./errors.ts";

const REASON_LENGTH_MAX = 500;

/** Why somebody looks at what is kept closed, for the access log. @throws {ReasonMissingError} */
export function cleanReason(typed: string): string {
  const reason = cleanText(typed).slice(0, REASON_LENGTH_MAX);
  if (reason === "") throw new ReasonMissingError();
  return reason;
}
