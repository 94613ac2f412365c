import type { Right, SubmitterType } from "./auth.ts";

/** The challenge is not known: never opened, or long gone. */
export class NonceUnknownError extends Error {
  override name = "NonceUnknownError";
  constructor() {
    super("Cannot log in: the challenge is not known");
  }
}

/** The challenge was used already; whoever sent it first has had his answer. */
export class NonceReplayedError extends Error {
  override name = "NonceReplayedError";
  constructor() {
    super("Cannot log in: the challenge was used already");
  }
}

/** More than three minutes went by since the challenge was opened. */
export class NonceExpiredError extends Error {
  override name = "NonceExpiredError";
  constructor(readonly expiredAt: Date) {
    super(`Cannot log in: the challenge expired at "${expiredAt.toISOString()}"`);
  }
}

/** The page that asked is not one of ours. */
export class OriginNotAllowedError extends Error {
  override name = "OriginNotAllowedError";
  constructor(readonly origin: string) {
    super(`Cannot log in from "${origin}": it is not one of the allowed origins`);
  }
}

export type LoginField =
  | "businessNumber"
  | "residentNumber"
  | "submitterName"
  | "phone"
  | "cms"
  | "sealed";

/** A field of the login is missing or wrong. Its value is not repeated. */
export class LoginInputError extends Error {
  override name = "LoginInputError";
  constructor(readonly field: LoginField, readonly problem: "missing" | "invalid") {
    super(`Cannot log in: "${field}" is ${problem}`);
  }
}

/** A right certificate, but for another kind of submitter. */
export class CertificateTypeError extends Error {
  override name = "CertificateTypeError";
  constructor(
    readonly submitterType: SubmitterType,
    readonly policyOids: readonly string[],
    /** The kinds that this certificate may log in as. */
    readonly fittingTypes: readonly SubmitterType[],
  ) {
    super(
      `Cannot log in as "${submitterType}": the certificate's policy "${policyOids.join(", ")}" ` +
        `is for "${fittingTypes.join(", ")}"`,
    );
  }
}

/** A certificate whose policy stands in no rule. */
export class CertificatePolicyUnknownError extends Error {
  override name = "CertificatePolicyUnknownError";
  constructor(readonly policyOids: readonly string[]) {
    super(`Cannot log in: no rule knows the certificate's policy "${policyOids.join(", ")}"`);
  }
}

/** A newer login with the same certificate ended the session: LOGIN-999. */
export class DuplicateLoginError extends Error {
  override name = "DuplicateLoginError";
  constructor(readonly sessionId: string) {
    super(`Cannot go on with session "${sessionId}": a newer login superseded it`);
  }
}

/** The session was logged out, has expired, or never was. */
export class SessionEndedError extends Error {
  override name = "SessionEndedError";
  constructor(readonly sessionId: string) {
    super(`Cannot go on with session "${sessionId}": it has ended`);
  }
}

/** A client was confirmed already in this session; another one needs a new login. */
export class ClientAlreadySetError extends Error {
  override name = "ClientAlreadySetError";
  constructor(readonly sessionId: string) {
    super(`Cannot change the client of session "${sessionId}": log in again for another one`);
  }
}

/** Only a tax agent has clients. */
export class ClientNotAllowedError extends Error {
  override name = "ClientNotAllowedError";
  constructor(readonly submitterType: SubmitterType) {
    super(`Cannot set a client for a session of "${submitterType}"`);
  }
}

/** Unknown, taken or expired: the three cannot be told apart from outside. */
export class TransferNotFoundError extends Error {
  override name = "TransferNotFoundError";
  constructor() {
    super("Cannot take the transfer: there is none under this word");
  }
}

/** Someone else's transfer waits under the same word: make a new code. */
export class TransferLookupTakenError extends Error {
  override name = "TransferLookupTakenError";
  constructor() {
    super("Cannot put the transfer: the look-up word is in use");
  }
}

export class TransferTooLargeError extends Error {
  override name = "TransferTooLargeError";
  constructor(readonly byteCount: number, readonly byteCountMax: number) {
    super(`Cannot put the transfer: it has ${byteCount} bytes, ${byteCountMax} are allowed`);
  }
}

/** A consent names a document version that is not the current one. */
export class ConsentVersionError extends Error {
  override name = "ConsentVersionError";
  constructor(readonly kind: string, readonly version: number) {
    super(`Cannot record the consent "${kind}" in version ${version}: it is not the current one`);
  }
}

/** The provider of cloud certificates gave no usable answer. */
export class CloudCertificateUnavailableError extends Error {
  override name = "CloudCertificateUnavailableError";
}

export class CloudRequestNotFoundError extends Error {
  override name = "CloudRequestNotFoundError";
  constructor(readonly requestId: string) {
    super(`Cannot find the request "${requestId}" for a cloud certificate`);
  }
}

/** Wrong ID or password. Known and unknown IDs answer alike. */
export class StaffLoginError extends Error {
  override name = "StaffLoginError";
  constructor(readonly triesLeft: number) {
    super(`Cannot log in: the ID or the password is wrong, ${triesLeft} tries are left`);
  }
}

/** Five wrong passwords in a row: somebody who may unlocks it. */
export class StaffLockedError extends Error {
  override name = "StaffLockedError";
  /** @param endsByItself half an hour opens it too; never so for an ID of eight digits */
  constructor(readonly endsByItself: boolean) {
    super("Cannot log in: the account is locked after too many wrong passwords");
  }
}

export type PasswordProblem = "tooShort" | "tooLong" | "common" | "containsLoginId" | "reused";

/** The new password is not good enough. */
export class PasswordRefusedError extends Error {
  override name = "PasswordRefusedError";
  constructor(readonly problem: PasswordProblem) {
    super(`Cannot take the password: ${problem}`);
  }
}

export class LoginIdTakenError extends Error {
  override name = "LoginIdTakenError";
  constructor(readonly loginId: string) {
    super(`Cannot create the account "${loginId}": the ID is in use`);
  }
}

/** A member of a merchant lacks a right; an administrator of the organisation gives it. */
export class RightMissingError extends Error {
  override name = "RightMissingError";
  constructor(readonly right: Right) {
    super(`Cannot go on without the right "${right}"`);
  }
}

/** The organisation has no such member. */
export class MemberNotFoundError extends Error {
  override name = "MemberNotFoundError";
  constructor(readonly memberId: string) {
    super(`Cannot find the member "${memberId}"`);
  }
}

/** The organisation has no such role. */
export class RoleNotFoundError extends Error {
  override name = "RoleNotFoundError";
  constructor(readonly roleId: string) {
    super(`Cannot find the role "${roleId}"`);
  }
}

export class RoleNameTakenError extends Error {
  override name = "RoleNameTakenError";
  constructor(readonly roleName: string) {
    super(`Cannot name the role "${roleName}": the organisation has one of this name`);
  }
}

/** Oneself; an administrator; the last administrator; a right that the manager has not. */
export type MemberRule = "oneself" | "administrator" | "lastAdministrator" | "rights";

/** The manager may manage members, but not in this way. */
export class MemberRuleError extends Error {
  override name = "MemberRuleError";
  constructor(readonly rule: MemberRule) {
    super(`Cannot change the member: the rule "${rule}" forbids it`);
  }
}

/** The session did not prove a second factor within the last ten minutes. */
export class SecondFactorNeededError extends Error {
  override name = "SecondFactorNeededError";
  constructor() {
    super("Cannot go on before a second factor is confirmed");
  }
}

/** A wrong, used or late code, or a passkey that is not the account's. Not told apart. */
export class SecondFactorRefusedError extends Error {
  override name = "SecondFactorRefusedError";
  constructor(readonly triesLeft?: number, options?: ErrorOptions) {
    super("Cannot confirm the second factor", options);
  }
}

/** Five wrong tries at the second factor within five minutes. */
export class SecondFactorLockedError extends Error {
  override name = "SecondFactorLockedError";
  constructor(readonly lockedUntil: Date, readonly retryAfterSeconds: number) {
    super(`Cannot confirm the second factor before "${lockedUntil.toISOString()}"`);
  }
}

export class PasskeyNotFoundError extends Error {
  override name = "PasskeyNotFoundError";
  constructor(readonly id: string) {
    super(`Cannot find the passkey "${id}"`);
  }
}

/** An account keeps so many passkeys at most. */
export class TooManyPasskeysError extends Error {
  override name = "TooManyPasskeysError";
  constructor(readonly countMax: number) {
    super(`Cannot add another passkey: ${countMax} are allowed`);
  }
}

/** Our pages stand on bare addresses alone, and a passkey needs a name of a host. */
export class PasskeysUnavailableError extends Error {
  override name = "PasskeysUnavailableError";
  constructor() {
    super("Cannot use passkeys: no origin of ours has a host name");
  }
}

/** The account has an app for codes already; it is removed before another one is enrolled. */
export class CodeAppExistsError extends Error {
  override name = "CodeAppExistsError";
  constructor() {
    super("Cannot enrol a second app for codes");
  }
}
