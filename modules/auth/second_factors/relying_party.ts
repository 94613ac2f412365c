import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL } from "@simplewebauthn/server/helpers";

/** EdDSA, ES256, RS256 (COSE, RFC 9053): what authenticators make. */
export const ALGORITHMS = [-8, -7, -257];

/** Whom passkeys are made for: the host of our pages, and the origins that may use them. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/** A new credential, as far as it is kept. */
export interface NewCredential {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly signCount: bigint;
  readonly transports: readonly string[];
}

export interface KnownCredential extends NewCredential {
  readonly id: string;
}

/**
 * The relying party of our origins. An address of digits has no passkeys (WebAuthn §5.1.2: an RP ID is
 * a domain), so the first origin with a name decides.
 */
export function relyingPartyOf(origins: readonly string[]): RelyingParty | undefined {
  const named = origins.find((origin) => !isAddress(new URL(origin).hostname));
  if (named === undefined) return undefined;
  const id = new URL(named).hostname;
  return { id, origins: origins.filter((origin) => isWithin(new URL(origin).hostname, id)) };
}

function isAddress(host: string): boolean {
  return host.startsWith("[") || /^[\d.]+$/.test(host);
}

function isWithin(host: string, id: string): boolean {
  return host === id || host.endsWith(`.${id}`);
}

/**
 * Checks what a browser answered to `navigator.credentials.create` (WebAuthn §7.1).
 *
 * @throws {Error} for whatever is wrong with it
 */
export async function readNewCredential(
  { id, origins }: RelyingParty,
  { response, challenge }: { response: unknown; challenge: string },
): Promise<NewCredential> {
  const answer = response as RegistrationResponseJSON;
  refuseCertificates(answer);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...ALGORITHMS],
  });
  if (!verified) throw new TypeError("Cannot verify the new credential");
  const { credential } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    signCount: BigInt(credential.counter),
    transports: (credential.transports ?? []).filter((each) => typeof each === "string")
      .slice(0, TRANSPORT_COUNT_MAX),
  };
}

const TRANSPORT_COUNT_MAX = 8;

/**
 * We ask for no attestation, so nobody sends certificates in good faith; checking some would fetch
 * revocation lists from addresses that the sender chose.
 */
function refuseCertificates({ response }: RegistrationResponseJSON): void {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = attestation.get("fmt");
  const hasCertificates = attestation.get("attStmt").get("x5c") !== undefined;
  if ((format !== "none" && format !== "packed") || hasCertificates) {
    throw new TypeError(`Cannot take an attestation of the format "${format}"`);
  }
}

/**
 * Checks what a browser answered to `navigator.credentials.get` (WebAuthn §7.2): signature, challenge,
 * origin, RP ID, user verification, and a counter that grew.
 *
 * @returns the new counter
 * @throws {Error} for whatever is wrong with it
 */
export async function readAssertion(
  { id, origins }: RelyingParty,
  { response, challenge, credential }: {
    response: unknown;
    challenge: string;
    credential: KnownCredential;
  },
): Promise<bigint> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: credential.credentialId,
      publicKey: new Uint8Array(credential.publicKey),
      counter: Number(credential.signCount),
    },
  });
  if (!verified) throw new TypeError("Cannot verify the signature");
  return BigInt(authenticationInfo.newCounter);
}
