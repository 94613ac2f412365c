import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { type CborValue, encodeCbor, join } from "./cbor.ts";

/** What a forged or old answer changes. */
export interface AnswerChange {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Without it the answer says that nobody was verified. */
  readonly isVerified?: boolean;
  readonly signCount?: number;
  readonly type?: string;
  /** Attestation statement and its format, in the place of none. */
  readonly attestation?: { readonly format: string; readonly statement: CborValue };
}

/** Browser and authenticator in one: makes a P-256 credential and signs with it (WebAuthn §6). */
export interface SoftwareAuthenticator {
  readonly credentialId: string;
  /** The answer to creation options. */
  create(options: Readonly<Record<string, unknown>>, change?: AnswerChange): unknown;
  /** The answer to request options. */
  get(options: Readonly<Record<string, unknown>>, change?: AnswerChange): unknown;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export function createSoftwareAuthenticator(
  { origin, countsUses = true }: { origin: string; countsUses?: boolean },
): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(16);
  let useCount = 0;
  const authenticatorData = (change: AnswerChange, rpId: string, tail: Uint8Array[]) => {
    const verified = change.isVerified ?? true ? USER_VERIFIED : 0;
    const flags = USER_PRESENT | verified | (tail.length > 0 ? HAS_CREDENTIAL : 0);
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, change.signCount ?? useCount);
    return join([sha256(change.rpId ?? rpId), Uint8Array.of(flags), count, ...tail]);
  };
  const clientData = (change: AnswerChange, type: string, challenge: unknown) =>
    new TextEncoder().encode(JSON.stringify({
      type: change.type ?? type,
      challenge: change.challenge ?? challenge,
      origin: change.origin ?? origin,
      crossOrigin: false,
    }));
  const answer = (response: Record<string, unknown>) => ({
    id: toBase64url(credentialId),
    rawId: toBase64url(credentialId),
    type: "public-key",
    clientExtensionResults: {},
    response,
  });
  return {
    credentialId: toBase64url(credentialId),
    create(options, change = {}) {
      const { id: rpId } = options["rp"] as { id: string };
      const length = Uint8Array.of(credentialId.length >> 8, credentialId.length & 0xff);
      const tail = [new Uint8Array(16), length, credentialId, coseKey(publicKey)];
      const attestationObject = encodeCbor(
        new Map<string, CborValue>([
          ["fmt", change.attestation?.format ?? "none"],
          ["attStmt", change.attestation?.statement ?? new Map()],
          ["authData", authenticatorData(change, rpId, tail)],
        ]),
      );
      return answer({
        clientDataJSON: toBase64url(clientData(change, "webauthn.create", options["challenge"])),
        attestationObject: toBase64url(attestationObject),
        transports: ["internal"],
      });
    },
    get(options, change = {}) {
      if (countsUses) useCount++;
      const data = authenticatorData(change, options["rpId"] as string, []);
      const client = clientData(change, "webauthn.get", options["challenge"]);
      const signature = sign("sha256", join([data, sha256(client)]), privateKey);
      return answer({
        clientDataJSON: toBase64url(client),
        authenticatorData: toBase64url(data),
        signature: toBase64url(signature),
      });
    },
  };
}

/** A COSE key: EC2, ES256, P-256 (RFC 9053 §7.1). */
function coseKey(publicKey: KeyObject): Uint8Array {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return encodeCbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, fromBase64url(x)],
      [-3, fromBase64url(y)],
    ]),
  );
}

function sha256(data: string | Uint8Array): Uint8Array {
  return createHash("sha256").update(data).digest();
}

function toBase64url(bytes: Uint8Array): string {
  return new Uint8Array(bytes).toBase64({ alphabet: "base64url", omitPadding: true });
}

function fromBase64url(text: string): Uint8Array {
  return Uint8Array.fromBase64(text, { alphabet: "base64url" });
}
