import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, equalBytes, owned } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { TAG } from "./der_reader.ts";
import { asciiString, bitString, sequence } from "./der_writer.ts";
import { VidMismatchError, VidMissingError } from "./verification_errors.ts";

/**
 * VID = h(h(DER(idn, R))) of KCAC.TS.SIVID.
 * @param options idn is a resident (13 digits) or business number (10 digits); hyphens and spaces are ignored.
 * @throws {RangeError} when the number has other characters or R no plausible length.
 */
export function computeVid(
  { idn, randomNum, hashAlgorithm = "SHA-256" }: {
    idn: string;
    randomNum: Uint8Array;
    hashAlgorithm?: "SHA-1" | "SHA-256";
  },
): Bytes {
  const digits = idn.replace(/[-\s]/g, "");
  if (!/^\d{10,13}$/.test(digits)) {
    throw new RangeError("Cannot compute the virtual id: the number is not 10 to 13 digits");
  }
  if (randomNum.length < 16 || randomNum.length > 64) {
    throw new RangeError("Cannot compute the virtual id: R is not 16 to 64 bytes");
  }
  const content = sequence(asciiString(TAG.printableString, digits), bitString(randomNum));
  const hash = hashAlgorithm === "SHA-1" ? sha1 : sha256;
  return owned(hash(hash(content)));
}

/**
 * Checks that the certificate was issued to the owner of the number.
 * @throws {VidMissingError} when the certificate has no virtual id.
 * @throws {VidMismatchError} when number and R do not give it.
 */
export function verifyVid(
  { certificate, idn, randomNum }: { certificate: Certificate; idn: string; randomNum: Uint8Array },
): void {
  if (!certificate.vid) throw new VidMissingError();
  const { hashAlgorithm, value } = certificate.vid;
  if (!equalBytes(vidOrNothing({ idn, randomNum, hashAlgorithm }), value)) {
    throw new VidMismatchError();
  }
}

/** A number or R that cannot be one does not match either. */
function vidOrNothing(options: Parameters<typeof computeVid>[0]): Uint8Array {
  try {
    return computeVid(options);
  } catch (error) {
    if (error instanceof RangeError) return new Uint8Array();
    throw error;
  }
}
