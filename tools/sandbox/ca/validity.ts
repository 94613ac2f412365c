import type { CertificateState, IssuedCertificate } from "./demo_certificate.ts";

const DAY_MS = 86_400_000;
const MARGIN_MS = DAY_MS;
const EXPIRED_FOR_MAX_MS = 400 * DAY_MS;

/** Whether a certificate still shows what it is made to show: a valid one holds, an expired one does not. */
export function fitsTime(
  issued: Pick<IssuedCertificate, "notBefore" | "notAfter">,
  { state, now }: { readonly state: CertificateState; readonly now: Date },
): boolean {
  const notBeforeMs = new Date(issued.notBefore).getTime();
  const notAfterMs = new Date(issued.notAfter).getTime();
  const nowMs = now.getTime();
  if (state === "expired") {
    return notAfterMs + MARGIN_MS <= nowMs && nowMs <= notAfterMs + EXPIRED_FOR_MAX_MS;
  }
  return notBeforeMs <= nowMs && nowMs <= notAfterMs - MARGIN_MS;
}

/** The dates for a certificate that is issued now: a year as real ones have, some of it gone. */
export function datesFor(
  { state, now }: { readonly state: CertificateState; readonly now: Date },
): { readonly notBefore: Date; readonly notAfter: Date } {
  const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const endDay = state === "expired" ? day - 30 * DAY_MS : day + 335 * DAY_MS;
  return { notBefore: new Date(endDay - 365 * DAY_MS), notAfter: new Date(endDay - 1_000) };
}
