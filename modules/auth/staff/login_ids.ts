const MEMBER_ID_COUNT = 100_000_000;
const MEMBER_ID_LENGTH = 8;
/** The largest multiple of the count that four bytes hold: above it a draw is drawn again. */
const DRAW_MAX = Math.floor(2 ** 32 / MEMBER_ID_COUNT) * MEMBER_ID_COUNT;

export function normaliseLoginId(loginId: string): string {
  return loginId.normalize("NFKC").trim().toLowerCase();
}

/** Whether an ID has the form of a member's: eight digits (업체 아이디). */
export function isMemberLoginId(loginId: string): boolean {
  return /^[0-9]{8}$/.test(loginId);
}

/** Eight random digits, all equally likely; the caller sees whether it is free. */
export function drawMemberLoginId(): string {
  const draw = crypto.getRandomValues(new Uint32Array(1))[0] ?? DRAW_MAX;
  if (draw >= DRAW_MAX) return drawMemberLoginId();
  return String(draw % MEMBER_ID_COUNT).padStart(MEMBER_ID_LENGTH, "0");
}
