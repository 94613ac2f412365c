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

/**
 * Opens the certificate bundle as an agency's login would: password, key, certificate, chain, and the
 * number where the file kept R.
 * @throws {Refusal}
 */
export async function openBundle(
  fields: RequestFields,
  options: { key: GatewayKey; gate: CertificateGate; ownerNumber: string },
): Promise<CertificateLogin> {
  const password = options.key.open(textOf(fields, "certPassword"));
  const { certificate, key, otherCertificates } = await openFiles(fields, password);
  if (!keyBelongsTo(certificate, key)) {
    throw new Refusal("wrongCertificate", "인증서와 개인키가 짝이 아닙니다.");
  }
  await options.gate.check(certificate, otherCertificates);
  if (key.randomNum !== undefined && certificate.vid !== undefined) {
    checkNumber(certificate, key.randomNum, options.ownerNumber);
  }
  const policy = policyOf(certificate);
  return {
    fingerprint: createHash("sha256").update(certificate.der).digest("hex"),
    displayName: certificate.displayName,
    kind: policy.kind === "personal" || policy.kind === "corporate" ? policy.kind : "other",
  };
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

function checkNumber(certificate: Certificate, randomNum: Uint8Array, idn: string): void {
  try {
    verifyVid({ certificate, idn, randomNum });
  } catch (error) {
    if (error instanceof VidMismatchError || error instanceof VidMissingError) {
      throw new Refusal("wrongIdentity");
    }
    throw error;
  }
}
