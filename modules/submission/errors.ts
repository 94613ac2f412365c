/**
 * One class per condition that a caller acts on.
 *
 * @module
 */
import type { FailureClass } from "./submission.ts";

/** There is no such product, or it is not offered any more (404). */
export class ProductNotFoundError extends Error {
  override name = "ProductNotFoundError";
  constructor(readonly product: string) {
    super(`Cannot find product "${product}"`);
  }
}

/** Unknown, or another person's or institution's: the two look alike (404). */
export class SubmissionNotFoundError extends Error {
  override name = "SubmissionNotFoundError";
  constructor(readonly submissionId: string) {
    super(`Cannot find submission "${submissionId}"`);
  }
}

/** Unknown, or of another submission (404). */
export class ItemNotFoundError extends Error {
  override name = "ItemNotFoundError";
  constructor(readonly itemId: string) {
    super(`Cannot find item "${itemId}"`);
  }
}

/** Unknown, or another institution's (404). */
export class DocumentNotFoundError extends Error {
  override name = "DocumentNotFoundError";
  constructor(readonly documentId: string) {
    super(`Cannot find document "${documentId}"`);
  }
}

/** Its retention ended and its bytes were destroyed (410). */
export class DocumentDestroyedError extends Error {
  override name = "DocumentDestroyedError";
  constructor(readonly documentId: string, readonly destroyedAt: Date) {
    super(`Cannot open document "${documentId}": it was destroyed at ${destroyedAt.toISOString()}`);
  }
}

/** The document exists as data alone: there is no PDF to open (404). */
export class PdfNotProvidedError extends Error {
  override name = "PdfNotProvidedError";
  constructor(readonly documentId: string) {
    super(`Cannot open the PDF of document "${documentId}": the agency provides data alone`);
  }
}

/** Unknown, or another institution's (404). */
export class DeliveryNotFoundError extends Error {
  override name = "DeliveryNotFoundError";
  constructor(readonly deliveryId: string) {
    super(`Cannot find delivery "${deliveryId}"`);
  }
}

/** A delivery without a webhook to send it to (409). */
export class WebhookMissingError extends Error {
  override name = "WebhookMissingError";
  constructor(readonly institutionId: string) {
    super(`Cannot send to institution "${institutionId}": it has no active webhook`);
  }
}

export class InstitutionNotFoundError extends Error {
  override name = "InstitutionNotFoundError";
  constructor(readonly institutionId: string) {
    super(`Cannot find institution "${institutionId}"`);
  }
}

export interface MissingInput {
  readonly documentCode: string;
  readonly documentName: string;
  readonly field: string;
  readonly label: string;
  readonly problem: "missing" | "invalid";
}

/** Inputs that documents need are missing or wrong; all of them stand together (422). */
export class MissingInputError extends Error {
  override name = "MissingInputError";
  constructor(readonly fields: readonly MissingInput[]) {
    super(
      `Cannot submit: inputs are missing or wrong: ${
        fields.map(({ documentCode, field }) => `"${documentCode}.${field}"`).join(", ")
      }`,
    );
  }
}

/** A required consent was not given in its current version (422). */
export class ConsentMissingError extends Error {
  override name = "ConsentMissingError";
  constructor(readonly kinds: readonly string[]) {
    super(`Cannot submit without consent to ${kinds.map((kind) => `"${kind}"`).join(", ")}`);
  }
}

/** A chosen period is not one that the agency answers (422). */
export class PeriodOutOfRangeError extends Error {
  override name = "PeriodOutOfRangeError";
  readonly documentCode: string;
  readonly reason: "form" | "order" | "tooOld" | "notOpenYet" | "tooLong" | "notChangeable";
  /** The first and the last value that may be chosen. */
  readonly earliest?: string;
  readonly latest?: string;
  constructor(
    details: {
      documentCode: string;
      from: string;
      to: string;
      reason: PeriodOutOfRangeError["reason"];
      earliest?: string;
      latest?: string;
    },
  ) {
    super(
      `Cannot ask for "${details.documentCode}" from "${details.from}" to "${details.to}": ${details.reason}`,
    );
    this.documentCode = details.documentCode;
    this.reason = details.reason;
    this.earliest = details.earliest;
    this.latest = details.latest;
  }
}

/** The chosen documents are not the product's, or this certificate may not request them (422). */
export class DocumentUnavailableError extends Error {
  override name = "DocumentUnavailableError";
  constructor(readonly documentCode: string, readonly reason: string) {
    super(`Cannot request document "${documentCode}": ${reason}`);
  }
}

/** What the agencies need was not sealed for this session, or is not in its form (422). */
export class BundleInvalidError extends Error {
  override name = "BundleInvalidError";
  constructor(why: string) {
    super(`Cannot use the sealed bundle: ${why}`);
  }
}

/** The sealed bundle has ended, so the person must confirm once more (409). */
export class BundleNeededError extends Error {
  override name = "BundleNeededError";
  constructor(readonly submissionId: string) {
    super(`Cannot go on with submission "${submissionId}": its sealed bundle has ended`);
  }
}

/** The agency does not know the client as the tax agent's (수임업체 아님, 422). */
export class ClientNotOursError extends Error {
  override name = "ClientNotOursError";
  constructor(readonly text: string) {
    super("Cannot go on: the agency does not know the client as the tax agent's");
  }
}

/** A tax agent submits for a client, and none is confirmed yet (409). */
export class ClientMissingError extends Error {
  override name = "ClientMissingError";
  constructor() {
    super("Cannot submit as a tax agent before a client is confirmed");
  }
}

/** The agency gave another answer than yes or no (502), with what the person can do. */
export class ClientCheckFailedError extends Error {
  override name = "ClientCheckFailedError";
  constructor(readonly failureClass: FailureClass, readonly text: string) {
    super(`Cannot check the client: ${failureClass}`);
  }
}

/** The item's state does not allow it, e.g. a delivered one cannot be re-issued (409). */
export class ItemStateError extends Error {
  override name = "ItemStateError";
  constructor(readonly itemId: string, readonly state: string, action: string) {
    super(`Cannot ${action} item "${itemId}": it is ${state}`);
  }
}

/** An uploaded or issued PDF is refused. */
export class PdfRefusedError extends Error {
  override name = "PdfRefusedError";
  constructor(
    readonly reason:
      | "notPdf"
      | "tooLarge"
      | "truncated"
      | "damaged"
      | "tooComplex"
      | "noPages"
      | "active",
    detail: string,
  ) {
    super(`Cannot accept the PDF: ${detail}`);
  }
}

/** An upload without a usable verification number (422). */
export class VerificationNumberError extends Error {
  override name = "VerificationNumberError";
  constructor() {
    super("Cannot accept the upload: its verification number is missing or too long");
  }
}

/** A product cannot be saved; `problems` by field (422). */
export class ProductInvalidError extends Error {
  override name = "ProductInvalidError";
  constructor(
    readonly problems: readonly { readonly field: string; readonly problem: string }[],
  ) {
    super(`Cannot save the product: ${problems.map(({ field }) => `"${field}"`).join(", ")}`);
  }
}

/** A webhook's address may not be called (422). */
export class WebhookAddressError extends Error {
  override name = "WebhookAddressError";
  constructor(readonly url: string, why: string) {
    super(`Cannot use webhook address "${url}": ${why}`);
  }
}

/** A setting of the desk is outside its limits (422). */
export class SettingOutOfRangeError extends Error {
  override name = "SettingOutOfRangeError";
  constructor(readonly field: string, readonly min: number, readonly max: number) {
    super(`Cannot set "${field}": want a whole number from ${min} to ${max}`);
  }
}

/** Opening hours are not two times of one day, the first one earlier (422). */
export class AgencyHoursError extends Error {
  override name = "AgencyHoursError";
  constructor(readonly opensAt: string, readonly closesAt: string) {
    super(`Cannot set hours from "${opensAt}" to "${closesAt}": want HH:MM, 00:00 to 24:00`);
  }
}

/** A page cursor that we did not make (400). */
export class CursorInvalidError extends Error {
  override name = "CursorInvalidError";
  constructor() {
    super("Cannot read the page cursor");
  }
}
