import type { StaffSession } from "./staff_auth.ts";

/** A second factor that was proved in a session opens money actions for so long. */
export const SECOND_FACTOR_LASTS_MS = 10 * 60_000;

/** Whether the session proved a second factor recently enough for a money action. */
export function isSecondFactorRecent(
  { secondFactor: { isEnrolled, confirmedAt } }: Pick<StaffSession, "secondFactor">,
  now: Date,
): boolean {
  if (!isEnrolled || confirmedAt === undefined) return false;
  const ageMs = now.getTime() - confirmedAt.getTime();
  // A moved clock of a demo may have been set back: what lies ahead proves nothing.
  return ageMs >= 0 && ageMs < SECOND_FACTOR_LASTS_MS;
}

/** A passkey (WebAuthn credential) of an account. */
export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt?: Date;
}

/** What an account proves itself with beside the password. */
export interface SecondFactorState {
  readonly passkeys: readonly Passkey[];
  /** The host whose pages can use passkeys; absent where all our pages stand on bare addresses. */
  readonly passkeyHost?: string;
  /** When the app that makes codes was enrolled; absent where there is none. */
  readonly codeAppSince?: Date;
  /** Unused recovery codes. */
  readonly recoveryCodeCount: number;
  /**
   * Factors may be enrolled and removed now: the session proved one within ten minutes or, where the
   * account has none yet, the password.
   */
  readonly mayChange: boolean;
}

/** Who asks: the session that the answer counts for. */
export interface FactorRequest {
  readonly sessionId: string;
  readonly address: string;
}

/** Options in the JSON form of WebAuthn Level 3, for the browser. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

/**
 * Second factors of staff: passkeys (WebAuthn), codes of an app (TOTP, RFC 6238), recovery codes. Five
 * wrong tries within five minutes lock the second factor, not the account, for fifteen minutes.
 */
export interface SecondFactors {
  /** @throws {SessionEndedError} */
  of(sessionId: string): Promise<SecondFactorState>;
  /**
   * Proves the password anew, for enrolling the first factor.
   *
   * @throws {StaffLoginError | StaffLockedError | SessionEndedError}
   */
  confirmPassword(input: FactorRequest & { password: string }): Promise<void>;
  /**
   * A code of the app. It counts once.
   *
   * @throws {SecondFactorRefusedError | SecondFactorLockedError | SessionEndedError}
   */
  confirmCode(input: FactorRequest & { code: string }): Promise<void>;
  /** @throws {SecondFactorRefusedError | SecondFactorLockedError | SessionEndedError} */
  confirmRecoveryCode(input: FactorRequest & { code: string }): Promise<void>;
  /** What the browser must sign, within three minutes. @throws {SessionEndedError | PasskeysUnavailableError} */
  passkeyChallenge(sessionId: string): Promise<PasskeyOptions>;
  /** @throws {SecondFactorRefusedError | SecondFactorLockedError | SessionEndedError} */
  confirmPasskey(input: FactorRequest & { response: unknown }): Promise<void>;

  /** @throws {SecondFactorNeededError | SessionEndedError | PasskeysUnavailableError} */
  passkeyCreation(sessionId: string): Promise<PasskeyOptions>;
  /**
   * @throws {SecondFactorNeededError | SecondFactorRefusedError | TooManyPasskeysError}
   * @throws {SessionEndedError}
   */
  addPasskey(input: FactorRequest & { name: string; response: unknown }): Promise<{ id: string }>;
  /** @throws {PasskeyNotFoundError | SessionEndedError} */
  renamePasskey(input: FactorRequest & { id: string; name: string }): Promise<void>;
  /** @throws {PasskeyNotFoundError | SecondFactorNeededError | SessionEndedError} */
  removePasskey(input: FactorRequest & { id: string }): Promise<void>;

  /** Makes a new secret that waits for its first code. @throws {SecondFactorNeededError | CodeAppExistsError} */
  beginCodeApp(sessionId: string): Promise<void>;
  /** The secret that waits, for the app; `uri` is what its QR code says. */
  waitingCodeApp(sessionId: string): Promise<{ secret: string; uri: string } | undefined>;
  /** @throws {SecondFactorNeededError | SecondFactorRefusedError | SessionEndedError} */
  addCodeApp(input: FactorRequest & { code: string }): Promise<void>;
  /** @throws {SecondFactorNeededError | SessionEndedError} */
  removeCodeApp(input: FactorRequest): Promise<void>;
  /**
   * Eight new codes, for showing once; the earlier ones are void.
   *
   * @throws {SecondFactorNeededError | SessionEndedError}
   */
  renewRecoveryCodes(input: FactorRequest): Promise<{ codes: readonly string[] }>;
}
