import type { Bytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";

/** VID = h(h(DER(idn, R))) of KCAC.TS.SIVID. idn is a resident or business number; hyphens are ignored. */
export declare function computeVid(
  options: { idn: string; randomNum: Uint8Array; hashAlgorithm?: "SHA-1" | "SHA-256" },
): Bytes;

/**
 * Checks that the certificate was issued to the owner of the number.
 * @throws {VidMissingError} when the certificate has no VID.
 * @throws {VidMismatchError} when number and R do not give it.
 */
export declare function verifyVid(
  options: { certificate: Certificate; idn: string; randomNum: Uint8Array },
): void;
