/**
 * The sealed hand-over to the agencies' gateway, held as ciphertext in this tab between the login
 * and the press of the button. Nobody but the server's sealing key opens it, and in it the password
 * is encrypted once more, to the gateway alone.
 *
 * @module
 */

/** What the login leaves; `heldAt` is this browser's clock. */
interface HeldBundle {
  readonly sealed: string;
  readonly heldAt: number;
}

const HELD_MS_MAX = 25 * 60_000;

export function holdBundle(sessionId: string, sealed: string): void {
  const held: HeldBundle = { sealed, heldAt: Date.now() };
  sessionStorage.setItem(keyOf(sessionId), JSON.stringify(held));
}

/** The bundle of this session, unless it is too old to be of use. */
export function heldBundle(sessionId: string): string | undefined {
  const text = sessionStorage.getItem(keyOf(sessionId));
  if (text === null) return undefined;
  const held: HeldBundle = JSON.parse(text);
  if (Date.now() - held.heldAt < HELD_MS_MAX) return held.sealed;
  sessionStorage.removeItem(keyOf(sessionId));
  return undefined;
}

function keyOf(sessionId: string): string {
  return `maru.bundle.${sessionId}`;
}
