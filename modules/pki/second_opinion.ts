import { fromBER } from "asn1js";
import { Certificate as PkijsCertificate, CertificateChainValidationEngine } from "pkijs";
import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { ChainInvalidError } from "./verification_errors.ts";

/**
 * Lets pkijs check a chain that we built, for name and policy constraints (RFC 5280 §6.1), which we do not.
 * pkijs takes the last certificate for the leaf, whatever it is, so the order matters and the answer is checked.
 * @param chain Leaf first, root last.
 * @throws {ChainInvalidError} when pkijs refuses it, or checked another certificate.
 */
export async function confirmChain(chain: readonly Certificate[], at: Date): Promise<void> {
  const parsed = chain.map(toPkijs);
  const engine = new CertificateChainValidationEngine({
    trustedCerts: parsed.slice(-1),
    certs: parsed.slice(0, -1).toReversed(),
    checkDate: at,
    findIssuer: nextOf(parsed),
  });
  const result = await engine.verify();
  if (!result.result) throw new ChainInvalidError(result.resultMessage || "pkijs refuses it");
  const first = result.certificatePath?.[0];
  const leaf = chain[0];
  if (!first || !leaf || !equalBytes(new Uint8Array(first.toSchema().toBER()), leaf.der)) {
    throw new ChainInvalidError("another certificate was checked in its place");
  }
}

/**
 * Each certificate's issuer is the next one of our chain. Left to itself pkijs takes everybody with
 * the issuer's key identifier, whatever the name: where several have one key it goes in circles for ever.
 */
function nextOf(chain: readonly PkijsCertificate[]) {
  return async (certificate: PkijsCertificate): Promise<PkijsCertificate[]> => {
    const issuer = chain[chain.indexOf(certificate) + 1];
    return issuer !== undefined && await certificate.verify(issuer) ? [issuer] : [];
  };
}

export function toPkijs(certificate: Certificate): PkijsCertificate {
  return new PkijsCertificate({ schema: fromBER(certificate.der.slice().buffer).result });
}
