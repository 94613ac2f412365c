import { hash, verify } from "@node-rs/argon2";
import { PasswordRefusedError } from "../errors.ts";
import { drawText } from "../draw_text.ts";
import { newToken } from "../tokens.ts";
import { COMMON_PASSWORDS } from "./common_passwords.ts";

/** argon2id by the library's default; OWASP's parameters: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const LENGTH_MIN = 8;
const LENGTH_MAX = 128;
/** A handed-over password may be as short as the 000000 that merchants know. */
const FIRST_LENGTH_MIN = 6;

const NEW_PASSWORD_LENGTH = 12;

export async function hashPassword(password: string): Promise<string> {
  return await hash(normalise(password), ARGON2);
}

/** Checks passwords; an unknown account costs the same time as a known one. */
export function createPasswordCheck(): (
  passwordHash: string | undefined,
  password: string,
) => Promise<boolean> {
  let dummy: Promise<string> | undefined;
  return async (passwordHash, password) => {
    if (passwordHash !== undefined) return await verify(passwordHash, normalise(password));
    dummy ??= hashPassword(newToken());
    await verify(await dummy, normalise(password));
    return false;
  };
}

/**
 * Length and well-known passwords, no rules on kinds of characters (NIST SP 800-63B §5.1.1.2).
 *
 * @throws {PasswordRefusedError}
 */
export function checkNewPassword(password: string, loginId: string): void {
  const text = normalise(password);
  const length = [...text].length;
  if (length < LENGTH_MIN) throw new PasswordRefusedError("tooShort");
  if (length > LENGTH_MAX) throw new PasswordRefusedError("tooLong");
  const lower = text.toLowerCase();
  if (lower.includes(loginId.toLowerCase())) throw new PasswordRefusedError("containsLoginId");
  if (isCommon(lower)) throw new PasswordRefusedError("common");
}

/** A password that opens nothing but the page where it is changed. @throws {PasswordRefusedError} */
export function checkFirstPassword(password: string): void {
  const length = [...normalise(password)].length;
  if (length < FIRST_LENGTH_MIN) throw new PasswordRefusedError("tooShort");
  if (length > LENGTH_MAX) throw new PasswordRefusedError("tooLong");
}

/** A random password of 59 bits, to be handed over and changed at the first login. */
export function newPassword(): string {
  return drawText(NEW_PASSWORD_LENGTH);
}

/** One character over and over, a run along the alphabet or the digits, or a well-known word. */
function isCommon(lower: string): boolean {
  const codes = [...lower].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const isRun = steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 2);
  const word = lower.replace(/[\d!@#$%^&*._-]+$/, "");
  return isRun || COMMON_PASSWORDS.has(lower) || COMMON_PASSWORDS.has(word);
}

/** The same typed password gives the same bytes on every keyboard and system. */
function normalise(password: string): string {
  return password.normalize("NFKC");
}
