/** The password does not open the file, in whatever way that shows (padding, garbage, MAC). */
export class WrongPasswordError extends Error {
  override readonly name = "WrongPasswordError";
  constructor() {
    super("Cannot open the file: the password is wrong");
  }
}

/** The bytes are not what they claim to be: broken, cut short or tampered with. */
export class DamagedFileError extends Error {
  override readonly name = "DamagedFileError";
  constructor(readonly reason: string) {
    super(`Cannot read the file: ${reason}`);
  }
}

/** The file is well formed, but uses something that is not supported. */
export class UnsupportedFormatError extends Error {
  override readonly name = "UnsupportedFormatError";
  /** @param what The object identifier or the feature that is not supported. */
  constructor(readonly what: string) {
    super(`Cannot read the file: "${what}" is not supported`);
  }
}

/** The file asks for more than a well-meant file ever would (iterations, size, depth, count). */
export class LimitExceededError extends Error {
  override readonly name = "LimitExceededError";
  constructor(readonly limit: string, readonly allowed: number, readonly found: number) {
    super(`Cannot read the file: ${limit} is "${found}", ${allowed} is allowed`);
  }
}

/** A sealed or wrapped text was changed, or was made for another key, purpose or context. */
export class SealBrokenError extends Error {
  override readonly name = "SealBrokenError";
  constructor(reason: string) {
    super(`Cannot open the sealed text: ${reason}`);
  }
}
