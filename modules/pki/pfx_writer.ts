import { sha1 } from "@noble/hashes/legacy.js";
import type { Bytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import {
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from "./der_writer.ts";
import { PKCS } from "./oids.ts";
import { type OpenedKey, privateKeyInfo } from "./opened_key.ts";
import { encryptWithPassword, type PasswordEncryption } from "./password_encryption.ts";
import { writePfxMac } from "./pfx_mac.ts";

export type PfxEncryption = "3des" | "aes256" | "rc2-40cert";

interface PfxProfile {
  readonly keyEncryption: PasswordEncryption;
  /** Certificates lie in the clear where there is none, as banks export them. */
  readonly certificateEncryption?: PasswordEncryption;
  readonly macDigest: "SHA-1" | "SHA-256";
  readonly macIterationCount: number;
}

const PROFILES: Readonly<Record<PfxEncryption, PfxProfile>> = {
  "3des": { keyEncryption: "pkcs12-3des", macDigest: "SHA-1", macIterationCount: 2048 },
  "rc2-40cert": {
    keyEncryption: "pkcs12-3des",
    certificateEncryption: "pkcs12-rc2-40",
    macDigest: "SHA-1",
    macIterationCount: 2048,
  },
  aes256: {
    keyEncryption: "pbes2-aes256",
    certificateEncryption: "pbes2-aes256",
    macDigest: "SHA-256",
    macIterationCount: 50_000,
  },
};

/** Writes a PFX that keeps R: "3des" as banks export it, "aes256" as today's tools, "rc2-40cert" as old Windows. */
export async function writePfx(
  { certificate, key, password, encryption, otherCertificates = [] }: {
    certificate: Certificate;
    key: OpenedKey;
    password: string;
    encryption: PfxEncryption;
    otherCertificates?: readonly Certificate[];
  },
): Promise<Bytes> {
  const profile = PROFILES[encryption];
  const attributes = bagAttributes(certificate);
  const certificateBags = [
    certificateBag(certificate, attributes),
    ...otherCertificates.map((other) => certificateBag(other)),
  ];
  const keyBag = await shroudedKeyBag(key, password, profile.keyEncryption, attributes);
  const parts = profile.certificateEncryption
    ? [
      await encryptedPart(sequence(...certificateBags), password, profile.certificateEncryption),
      dataPart(sequence(keyBag)),
    ]
    : [dataPart(sequence(...certificateBags, keyBag))];
  const safe = sequence(...parts);
  const mac = writePfxMac({
    safe,
    password,
    digest: profile.macDigest,
    salt: crypto.getRandomValues(new Uint8Array(8)),
    iterationCount: profile.macIterationCount,
  });
  return sequence(integer(3), dataPart(safe), mac);
}

/** localKeyId ties the two bags together. */
function bagAttributes(certificate: Certificate): Bytes {
  const keyId = certificate.subjectKeyIdentifier ?? sha1(certificate.der);
  return setOf(sequence(objectIdentifier(PKCS.localKeyId), setOf(octetString(keyId))));
}

function certificateBag(certificate: Certificate, attributes?: Bytes): Bytes {
  const bag = sequence(
    objectIdentifier(PKCS.x509Certificate),
    explicit(0, octetString(certificate.der)),
  );
  return sequence(
    objectIdentifier(PKCS.certificateBag),
    explicit(0, bag),
    ...(attributes ? [attributes] : []),
  );
}

async function shroudedKeyBag(
  key: OpenedKey,
  password: string,
  encryption: PasswordEncryption,
  attributes: Bytes,
): Promise<Bytes> {
  const plain = privateKeyInfo(key.rsaPrivateKeyDer, key.randomNum);
  const { algorithm, encrypted } = await encryptWithPassword({ plain, password, encryption });
  return sequence(
    objectIdentifier(PKCS.shroudedKeyBag),
    explicit(0, sequence(algorithm, octetString(encrypted))),
    attributes,
  );
}

function dataPart(content: Uint8Array): Bytes {
  return sequence(objectIdentifier(PKCS.data), explicit(0, octetString(content)));
}

async function encryptedPart(
  plain: Uint8Array,
  password: string,
  encryption: PasswordEncryption,
): Promise<Bytes> {
  const { algorithm, encrypted } = await encryptWithPassword({ plain, password, encryption });
  const content = sequence(
    objectIdentifier(PKCS.data),
    algorithm,
    implicit(0, octetString(encrypted)),
  );
  return sequence(
    objectIdentifier(PKCS.encryptedData),
    explicit(0, sequence(integer(0), content)),
  );
}
