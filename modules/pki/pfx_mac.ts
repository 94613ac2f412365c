import { hmac } from "@noble/hashes/hmac.js";
import { type Bytes, equalBytes, owned } from "./bytes.ts";
import { type DerElement, TAG } from "./der_reader.ts";
import { childAt, expectTag, numberOf, objectIdentifierOf } from "./der_values.ts";
import { algorithmIdentifier, integer, nullValue, octetString, sequence } from "./der_writer.ts";
import { DamagedFileError, UnsupportedFormatError, WrongPasswordError } from "./errors.ts";
import {
  digestFunction,
  type DigestName,
  pbkdf2,
  PKCS12_PURPOSE,
  pkcs12Derive,
  type SpendRounds,
} from "./key_derivation.ts";
import { DIGEST, PKCS } from "./oids.ts";
import { hmacDigest, readPbkdf2 } from "./password_cipher.ts";

const MAC_DIGESTS: Readonly<Record<string, DigestName>> = {
  [DIGEST.sha1]: "SHA-1",
  [DIGEST.sha224]: "SHA-224",
  [DIGEST.sha256]: "SHA-256",
  [DIGEST.sha384]: "SHA-384",
  [DIGEST.sha512]: "SHA-512",
};

/**
 * Checks the MacData of a PFX (RFC 7292 appendix A, RFC 9579 for PBMAC1).
 * @throws {WrongPasswordError} when the MAC is another one.
 */
export async function checkPfxMac(
  macData: DerElement,
  { safe, password, spendRounds }: {
    safe: Uint8Array;
    password: string;
    spendRounds: SpendRounds;
  },
): Promise<void> {
  const digestInfo = childAt(expectTag(macData, TAG.sequence), 0, TAG.sequence);
  const algorithm = childAt(digestInfo, 0, TAG.sequence);
  const expected = childAt(digestInfo, 1, TAG.octetString).content;
  const oid = objectIdentifierOf(childAt(algorithm, 0));
  const iterationCount = macData.children[2] ? numberOf(macData.children[2]) : 1;
  if (oid !== PKCS.pbmac1) spendRounds(iterationCount);
  const mac = oid === PKCS.pbmac1
    ? await pbmac1(childAt(algorithm, 1, TAG.sequence), { safe, password, spendRounds })
    : pkcs12Mac({
      safe,
      password,
      digest: macDigest(oid),
      salt: childAt(macData, 1, TAG.octetString).content,
      iterationCount,
    });
  if (!equalBytes(mac, expected)) throw new WrongPasswordError();
}

function macDigest(oid: string): DigestName {
  const digest = MAC_DIGESTS[oid];
  if (!digest) throw new UnsupportedFormatError(oid);
  return digest;
}

interface MacInput {
  readonly safe: Uint8Array;
  readonly password: string;
  readonly digest: DigestName;
  readonly salt: Uint8Array;
  readonly iterationCount: number;
}

function pkcs12Mac({ safe, digest, password, ...derivation }: MacInput): Bytes {
  const byteCount = digestFunction(digest).outputLen;
  const purpose = PKCS12_PURPOSE.mac;
  const key = pkcs12Derive(password, { ...derivation, digest, purpose, byteCount });
  return owned(hmac(digestFunction(digest), key, safe));
}

async function pbmac1(
  parameters: DerElement,
  { safe, password, spendRounds }: {
    safe: Uint8Array;
    password: string;
    spendRounds: SpendRounds;
  },
): Promise<Bytes> {
  const { keyBytes, ...derivation } = readPbkdf2(childAt(parameters, 0, TAG.sequence));
  spendRounds(derivation.iterationCount);
  const digest = hmacDigest(childAt(parameters, 1));
  if (keyBytes === undefined || keyBytes < 20 || keyBytes > 64) {
    throw new DamagedFileError("the MAC has no fitting key length");
  }
  const key = await pbkdf2(password, { ...derivation, keyBytes });
  return owned(hmac(digestFunction(digest), key, safe));
}

/** MacData with PKCS #12 derivation. */
export function writePfxMac(input: MacInput): Bytes {
  const oid = input.digest === "SHA-1" ? DIGEST.sha1 : DIGEST.sha256;
  return sequence(
    sequence(algorithmIdentifier(oid, nullValue()), octetString(pkcs12Mac(input))),
    octetString(input.salt),
    integer(input.iterationCount),
  );
}
