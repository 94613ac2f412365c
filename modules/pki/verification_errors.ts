/** The signed text does not verify: not one signer, other content, missing attributes, bad signature. */
export class SignatureInvalidError extends Error {
  override readonly name = "SignatureInvalidError";
  constructor(readonly reason: string) {
    super(`Cannot accept the signature: ${reason}`);
  }
}

/** The certificate does not lead to a trusted root. */
export class ChainInvalidError extends Error {
  override readonly name = "ChainInvalidError";
  constructor(readonly reason: string) {
    super(`Cannot trust the certificate: ${reason}`);
  }
}

export class CertificateExpiredError extends Error {
  override readonly name = "CertificateExpiredError";
  constructor(readonly expiredAt: Date) {
    super(`Cannot accept the certificate: it expired at "${expiredAt.toISOString()}"`);
  }
}

export class CertificateNotYetValidError extends Error {
  override readonly name = "CertificateNotYetValidError";
  constructor(readonly validFrom: Date) {
    super(`Cannot accept the certificate: it is valid from "${validFrom.toISOString()}"`);
  }
}

export class CertificateRevokedError extends Error {
  override readonly name = "CertificateRevokedError";
  /** @param reason Name of RFC 5280 §5.3.1, "unspecified" where the list gives none. */
  constructor(readonly revokedAt: Date, readonly reason: string) {
    super(`Cannot accept the certificate: it was revoked at "${revokedAt.toISOString()}"`);
  }
}

/** Nobody could tell whether the certificate is revoked, and the configuration requires it. */
export class RevocationUnknownError extends Error {
  override readonly name = "RevocationUnknownError";
  constructor(readonly reason: string) {
    super(`Cannot tell whether the certificate is revoked: ${reason}`);
  }
}

export class KeyUsageError extends Error {
  override readonly name = "KeyUsageError";
  constructor(readonly missing: string) {
    super(`Cannot accept the certificate: its key usage lacks "${missing}"`);
  }
}

export class WeakKeyError extends Error {
  override readonly name = "WeakKeyError";
  constructor(readonly reason: string) {
    super(`Cannot accept the key: ${reason}`);
  }
}

export class VidMissingError extends Error {
  override readonly name = "VidMissingError";
  constructor() {
    super("Cannot check the number: the certificate has no virtual id");
  }
}

export class VidMismatchError extends Error {
  override readonly name = "VidMismatchError";
  constructor() {
    super("Cannot confirm the number: it does not belong to the certificate");
  }
}

export class PolicyNotAllowedError extends Error {
  override readonly name = "PolicyNotAllowedError";
  constructor(readonly policyOids: readonly string[]) {
    super(`Cannot accept the certificate: its policy "${policyOids.join(", ")}" is not allowed`);
  }
}
