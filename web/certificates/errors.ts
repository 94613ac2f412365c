/** The key file belongs to another certificate. */
export class PairMismatchError extends Error {
  override name = "PairMismatchError";
  constructor() {
    super("Cannot use the pair: the key does not belong to the certificate");
  }
}

/** The tool that exported the file lost R, without which nobody can prove whose certificate it is. */
export class RandomNumberMissingError extends Error {
  override name = "RandomNumberMissingError";
  constructor() {
    super("Cannot log in with the key: its random number is missing");
  }
}

/** Work in the certificate worker failed; `reason` is the class name of the error there. */
export class WorkFailedError extends Error {
  override name = "WorkFailedError";
  constructor(readonly reason: string) {
    super(`Cannot finish the work: "${reason}"`);
  }
}
