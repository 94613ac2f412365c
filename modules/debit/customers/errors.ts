import type { FieldProblem } from "./rules.ts";

/** Fields of a customer or an instruction are wrong; all of them stand together (422). */
export class CustomerInputError extends Error {
  override name = "CustomerInputError";
  constructor(readonly problems: readonly FieldProblem[]) {
    super(`Cannot take the input: ${problems.map(describe).join(", ")}`);
  }
}

/** Another customer of the merchant has that number (409). */
export class CustomerNumberTakenError extends Error {
  override name = "CustomerNumberTakenError";
  constructor(readonly number: string) {
    super("Cannot use the customer number: another customer has it");
  }
}

/** Unknown, or another merchant's: the two look alike (404). */
export class CustomerNotFoundError extends Error {
  override name = "CustomerNotFoundError";
  constructor(readonly customerId: string) {
    super(`Cannot find customer "${customerId}"`);
  }
}

/** Unknown, or another merchant's: the two look alike (404). */
export class InstructionNotFoundError extends Error {
  override name = "InstructionNotFoundError";
  constructor(readonly instructionId: string) {
    super(`Cannot find instruction "${instructionId}"`);
  }
}

/** Somebody else saved in between: what was typed is based on an older state (409). */
export class StaleVersionError extends Error {
  override name = "StaleVersionError";
  constructor(readonly subjectId: string, readonly currentVersion: number) {
    super(`Cannot save "${subjectId}": it was changed in between, now version "${currentVersion}"`);
  }
}

/** It has ended, so nothing of it can be changed (409). */
export class EndedError extends Error {
  override name = "EndedError";
  constructor(readonly subjectId: string) {
    super(`Cannot change "${subjectId}": it has ended`);
  }
}

/** Debits are asked for and not answered yet: they come first (409). */
export class DebitUnderWayError extends Error {
  override name = "DebitUnderWayError";
  constructor(readonly orderCount: number) {
    super(`Cannot go on while "${orderCount}" debits are under way`);
  }
}

/** Something sealed is shown only to somebody who says why (422). */
export class ReasonMissingError extends Error {
  override name = "ReasonMissingError";
  constructor() {
    super("Cannot show the account without a reason");
  }
}

/** A proof of consent is not of a form that the clearing house takes (422). */
export class EvidenceRefusedError extends Error {
  override name = "EvidenceRefusedError";
  constructor(readonly reason: "kind" | "extension" | "content" | "empty" | "tooLarge") {
    super(`Cannot keep the proof of consent: ${reason}`);
  }
}

/** Unknown, or another merchant's: the two look alike (404). */
export class EvidenceNotFoundError extends Error {
  override name = "EvidenceNotFoundError";
  constructor(readonly evidenceId: string) {
    super(`Cannot find proof of consent "${evidenceId}"`);
  }
}

function describe({ field, reason }: FieldProblem): string {
  return `"${field}" ${reason}`;
}
