import type { FieldError } from "../../forms/mod.ts";
import type { StaffContext } from "../context.ts";

export const ROLE_MISSING: FieldError = { field: "role", message: "역할을 선택해 주십시오." };

/** What the rules among members forbid, at the field that it belongs to; all else goes on. */
export function errorAtRole(context: StaffContext, error: unknown): FieldError {
  if (!(error instanceof Error) || error.name !== "MemberRuleError") throw error;
  const told = context.errors.tell(error);
  return { field: "role", message: `${told.title} ${told.next}` };
}
