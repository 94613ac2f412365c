import { createHash } from "node:crypto";
import { policyOf, verifyVid, VidMismatchError, VidMissingError } from "@maru/pki";
import {
  type Certificate,
  DamagedFileError,
  fromBase64,
  keyBelongsTo,
  type OpenedKey,
  openKeyFile,
  openPfx,
  readCertificate,
  WrongPasswordError,
} from "@maru/pki/browser";
import type { CertificateGate } from "./certificate_gate.ts";
import { Refusal } from "./codes.ts";
import type { GatewayKey } from "./gateway_key.ts";
import { type RequestFields, textOf } from "./wire.ts";

/** Who logs in by certificate, after the gateway opened what it was given. */
export interface CertificateLogin {
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly displayName: string;
  readonly kind: "personal" | "corporate" | "other";
}

/** Opens certificate bundles as an agency's login would. */
export interface BundleOpener {
  /**
   * Opens password, key and certificate, and checks chain and, where the file kept R, the number.
   * @throws {Refusal}
   */
  open(fields: RequestFields, ownerNumber: string): Promise<CertificateLogin>;
}

const rememberedMax = 500;

/**
 * What was opened once is remembered by a digest of files, password and number, so that the agencies are
 * not what a benchmark measures. Neither keys nor passwords are kept, and revocation is asked every time.
 */
export function createBundleOpener(
  options: { readonly key: GatewayKey; readonly gate: CertificateGate },
): BundleOpener {
  const remembered = new Map<string, Opened>();
  return {
    async open(fields, ownerNumber) {
      const password = options.key.open(textOf(fields, "certPassword"));
      const digest = digestOf(fields, password, ownerNumber);
      const opened = remembered.get(digest) ?? await openNew(fields, password, ownerNumber);
      await options.gate.check(opened.certificate, opened.otherCertificates);
      if (opened.isWrongNumber) throw new Refusal("wrongIdentity");
      remembered.set(digest, opened);
      if (remembered.size > rememberedMax) remembered.delete(remembered.keys().next().value!);
      return opened.login;
    },
  };
}

interface Opened {
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  readonly login: CertificateLogin;
  readonly isWrongNumber: boolean;
}

async function openNew(
  fields: RequestFields,
  password: string,
  ownerNumber: string,
): Promise<Opened> {
  const { certificate, key, otherCertificates = [] } = await openFiles(fields, password);
  if (!keyBelongsTo(certificate, key)) {
    throw new Refusal("wrongCertificate", "인증서와 개인키가 짝이 아닙니다.");
  }
  const { kind } = policyOf(certificate);
  return {
    certificate,
    otherCertificates,
    isWrongNumber: key.randomNum !== undefined && certificate.vid !== undefined &&
      !isNumberOf(certificate, key.randomNum, ownerNumber),
    login: {
      fingerprint: createHash("sha256").update(certificate.der).digest("hex"),
      displayName: certificate.displayName,
      kind: kind === "personal" || kind === "corporate" ? kind : "other",
    },
  };
}

function digestOf(fields: RequestFields, password: string, ownerNumber: string): string {
  const parts = ["certType", "certFile", "keyFile"].map((name) => textOf(fields, name));
  return createHash("sha256").update(JSON.stringify([...parts, password, ownerNumber]))
    .digest("hex");
}

interface OpenedFiles {
  readonly certificate: Certificate;
  readonly key: OpenedKey;
  readonly otherCertificates?: readonly Certificate[];
}

async function openFiles(
  fields: RequestFields,
  password: string,
): Promise<OpenedFiles> {
  try {
    const certFile = fromBase64(textOf(fields, "certFile"));
    if (textOf(fields, "certType") === "pfx") return await openPfx({ pfx: certFile, password });
    return {
      certificate: readCertificate(certFile),
      key: await openKeyFile({ keyFile: fromBase64(textOf(fields, "keyFile")), password }),
    };
  } catch (error) {
    if (error instanceof WrongPasswordError) throw new Refusal("wrongPassword");
    throw new Refusal(
      "wrongCertificate",
      error instanceof DamagedFileError ? "인증서 파일이 손상되었습니다." : "",
    );
  }
}

function isNumberOf(certificate: Certificate, randomNum: Uint8Array, idn: string): boolean {
  try {
    verifyVid({ certificate, idn, randomNum });
    return true;
  } catch (error) {
    if (error instanceof VidMismatchError || error instanceof VidMissingError) return false;
    throw error;
  }
}
