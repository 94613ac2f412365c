import { type Certificate, textDocument, type Verifier, verifySignedText } from "@maru/pki";
import { createHash } from "node:crypto";
import { cleanText } from "../customers/clean.ts";
import { PayerSignerError } from "./errors.ts";
import type { Signing } from "./signings.ts";

export const CONSENT_TITLE = "자동이체 출금 동의서";

export interface SignedConsent {
  /** CMS SignedData over the text, DER. */
  readonly cms: Uint8Array;
  readonly body: string;
  readonly signing: Signing;
  readonly origin: string;
  readonly holder: string;
}

/**
 * The signature must cover exactly this consent, by a certificate of the account's holder that is good
 * for signing now: chain, dates, key usage, policy and revocation.
 *
 * @throws {PayerSignerError} somebody else's certificate
 * @throws the classes of `verifySignedText` and `Verifier.check` of `@maru/pki`
 */
export async function verifyConsent(
  verifier: Pick<Verifier, "check">,
  { cms, body, signing, origin, holder }: SignedConsent,
): Promise<Certificate> {
  const text = textDocument({
    origin,
    documentSha256: createHash("sha256").update(body).digest("hex"),
    title: CONSENT_TITLE,
    nonce: signing.nonce,
    at: signing.askedAt,
  }, body);
  const signer = await verifySignedText({ cms, text });
  const { certificate } = await verifier.check({ ...signer, purpose: "sign" });
  if (plainName(certificate.displayName) !== plainName(holder)) throw new PayerSignerError();
  return certificate;
}

/** Names of companies are written with and without their form, and with spaces here or there. */
function plainName(name: string): string {
  return cleanText(name).normalize("NFKC").replace(/주식회사|\(주\)|\s/g, "").toLowerCase();
}
