/** The code is wrong, expired or used up, or the link is none: which, is not told (422). */
export class PayerCodeError extends Error {
  override name = "PayerCodeError";
  constructor() {
    super("Cannot take the code");
  }
}

/** The payer came in too long ago, or never did (401). */
export class PayerSessionEndedError extends Error {
  override name = "PayerSessionEndedError";
  constructor() {
    super("Cannot go on: the payer's session has ended");
  }
}

/** The text to sign was asked for too long ago, was signed already, or is another one (422). */
export class PayerSigningEndedError extends Error {
  override name = "PayerSigningEndedError";
  constructor() {
    super("Cannot take the signature: what was asked to be signed does not hold any more");
  }
}

/** The certificate is good, but not that of the account's holder (422). */
export class PayerSignerError extends Error {
  override name = "PayerSignerError";
  constructor() {
    super("Cannot take the signature: the certificate names somebody else than the holder");
  }
}

/** Nothing can be sent to the customer: there is no mobile number (409). */
export class PayerPhoneMissingError extends Error {
  override name = "PayerPhoneMissingError";
  constructor(readonly customerId: string) {
    super(`Cannot reach customer "${customerId}": it has no mobile number`);
  }
}
