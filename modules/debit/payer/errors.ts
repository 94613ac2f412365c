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

/** Nothing can be sent to the customer: there is no mobile number (409). */
export class PayerPhoneMissingError extends Error {
  override name = "PayerPhoneMissingError";
  constructor(readonly customerId: string) {
    super(`Cannot reach customer "${customerId}": it has no mobile number`);
  }
}
