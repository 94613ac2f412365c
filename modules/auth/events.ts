/**
 * Facts that `auth` tells others.
 *
 * @module
 */

/** A newer login with the same certificate ended a session (통합인증 중복 로그인). */
export const SESSION_SUPERSEDED = "auth.sessionSuperseded";
export interface SessionSuperseded {
  readonly sessionId: string;
  readonly certificateFingerprint: string;
  readonly by: "login" | "agency";
}
