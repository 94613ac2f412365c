import { type Certificate, readCertificate } from "./certificate.ts";
import { contextTag, type DerElement, type DerLimits, readDer, TAG } from "./der_reader.ts";
import { childAt, expectTag, numberOf, objectIdentifierOf } from "./der_values.ts";
import { DamagedFileError, LimitExceededError, UnsupportedFormatError } from "./errors.ts";
import { createRoundBudget, type SpendRounds } from "./key_derivation.ts";
import { openEncryptedKey } from "./key_file.ts";
import { PKCS } from "./oids.ts";
import { keyBelongsTo, type OpenedKey, readPrivateKeyInfo } from "./opened_key.ts";
import { openEncryptedPart } from "./password_cipher.ts";
import { checkPfxMac } from "./pfx_mac.ts";

export interface OpenedPfx {
  /** The certificate for signatures whose key this is. */
  readonly certificate: Certificate;
  readonly key: OpenedKey;
  readonly otherCertificates: readonly Certificate[];
}

const LIMITS: DerLimits = { sizeMax: 256 * 1024, depthMax: 32, elementCountMax: 10_000 };
/** Each bag may cost a key derivation, so there cannot be many. */
const ENCRYPTED_PART_COUNT_MAX = 8;
const CERTIFICATE_COUNT_MAX = 32;

/**
 * Opens a PFX/P12 file (RFC 7292) and keeps R.
 * @throws {WrongPasswordError} when the MAC or a bag does not open.
 * @throws {DamagedFileError} when the file is broken or holds no matching pair.
 * @throws {UnsupportedFormatError} when it uses another cipher.
 * @throws {LimitExceededError} over 256 KB, 1,000,000 iterations at once, or 2,000,000 all together.
 */
export async function openPfx(
  { pfx, password }: { pfx: Uint8Array; password: string },
): Promise<OpenedPfx> {
  const root = expectTag(readDer(pfx, LIMITS), TAG.sequence);
  if (numberOf(childAt(root, 0)) !== 3) throw new UnsupportedFormatError("PFX version");
  const safe = dataContent(childAt(root, 1, TAG.sequence));
  const macData = root.children[2];
  const spendRounds = createRoundBudget();
  if (macData) await checkPfxMac(macData, { safe, password, spendRounds });
  const bags = createBags({ password, spendRounds });
  for (const part of expectTag(readDer(safe, LIMITS), TAG.sequence).children) {
    await bags.addPart(part);
  }
  return matchingPair(bags.certificates, bags.keys);
}

/** The bytes of a ContentInfo of type data. */
function dataContent(info: DerElement) {
  const oid = objectIdentifierOf(childAt(info, 0));
  if (oid !== PKCS.data) throw new UnsupportedFormatError(oid);
  return childAt(childAt(info, 1, contextTag(0)), 0, TAG.octetString).content;
}

function createBags({ password, spendRounds }: { password: string; spendRounds: SpendRounds }) {
  const certificates: Certificate[] = [];
  const keys: OpenedKey[] = [];
  let encryptedPartCount = 0;

  function countEncryptedPart(): void {
    if (++encryptedPartCount <= ENCRYPTED_PART_COUNT_MAX) return;
    throw new LimitExceededError("bag count", ENCRYPTED_PART_COUNT_MAX, encryptedPartCount);
  }

  async function addPart(info: DerElement): Promise<void> {
    const oid = objectIdentifierOf(childAt(info, 0));
    if (oid !== PKCS.encryptedData) return await addBags(readDer(dataContent(info), LIMITS));
    countEncryptedPart();
    const encryptedData = childAt(childAt(info, 1, contextTag(0)), 0, TAG.sequence);
    const content = childAt(encryptedData, 1, TAG.sequence);
    const bags = await openEncryptedPart({
      algorithm: childAt(content, 1, TAG.sequence),
      encrypted: childAt(content, 2, contextTag(0, false)).content,
      password,
      spendRounds,
      read: (plain) => expectTag(readDer(plain, LIMITS), TAG.sequence),
    });
    await addBags(bags);
  }

  async function addBags(bags: DerElement): Promise<void> {
    for (const bag of expectTag(bags, TAG.sequence).children) {
      await addBag(bag);
      if (certificates.length > CERTIFICATE_COUNT_MAX) {
        throw new LimitExceededError(
          "certificate count",
          CERTIFICATE_COUNT_MAX,
          certificates.length,
        );
      }
    }
  }

  async function addBag(bag: DerElement): Promise<void> {
    const oid = objectIdentifierOf(childAt(bag, 0));
    const value = childAt(childAt(bag, 1, contextTag(0)), 0);
    if (oid === PKCS.certificateBag) {
      if (objectIdentifierOf(childAt(value, 0)) !== PKCS.x509Certificate) return;
      const encoded = childAt(childAt(value, 1, contextTag(0)), 0, TAG.octetString).content;
      certificates.push(readCertificate(encoded));
    } else if (oid === PKCS.shroudedKeyBag) {
      countEncryptedPart();
      keys.push(await openEncryptedKey(value, { password, spendRounds }));
    } else if (oid === PKCS.keyBag) {
      keys.push(readPrivateKeyInfo(value.bytes, "plain"));
    }
  }

  return { certificates, keys, addPart };
}

/** A kmCert is for encryption alone: its key usage lacks digitalSignature. */
function matchingPair(
  certificates: readonly Certificate[],
  keys: readonly OpenedKey[],
): OpenedPfx {
  for (const certificate of certificates) {
    const usage = Object.values(certificate.keyUsage);
    const isForSignatures = certificate.keyUsage.digitalSignature || !usage.includes(true);
    const key = keys.find((candidate) => keyBelongsTo(certificate, candidate));
    if (!isForSignatures || !key || certificate.isAuthority) continue;
    return {
      certificate,
      key,
      otherCertificates: certificates.filter((other) => other !== certificate),
    };
  }
  throw new DamagedFileError("it holds no certificate for signatures with its key");
}
