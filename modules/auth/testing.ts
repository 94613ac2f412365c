/**
 * What tests, demos and browser tests need to prove a second factor: codes as an app makes them, and an
 * authenticator in software.
 *
 * @module
 */
import type { SecondFactors } from "./auth.ts";
import { fromBase32, stepAt, totpCode } from "./second_factors/totp.ts";

export {
  type AnswerChange,
  createSoftwareAuthenticator,
  type SoftwareAuthenticator,
} from "./testing/software_authenticator.ts";

/** The six digits that an app shows; `at` is the machine's time, whatever the business clock says. */
export function codeAt({ secret, at }: { secret: string; at: Date }): string {
  return totpCode({ secret: fromBase32(secret), step: stepAt(at) });
}

/** Enrols an app for codes, so that the session counts as proved; gives its secret in base32. */
export async function enrolCodeApp(
  secondFactors: SecondFactors,
  { sessionId, at }: { sessionId: string; at: Date },
): Promise<{ secret: string }> {
  await secondFactors.beginCodeApp(sessionId);
  const waiting = await secondFactors.waitingCodeApp(sessionId);
  if (waiting === undefined) throw new TypeError("Cannot enrol the app: no secret waits");
  const code = codeAt({ secret: waiting.secret, at });
  await secondFactors.addCodeApp({ sessionId, address: "192.0.2.1", code });
  return { secret: waiting.secret };
}
