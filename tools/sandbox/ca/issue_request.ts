import { type CertificateRequest, type SubmitterType, submitterTypes } from "./demo_certificate.ts";
import { policies } from "./demo_list.ts";

/** The request for a certificate lacks something; the message says what. */
export class CertificateRequestError extends Error {
  override readonly name = "CertificateRequestError";
}

/**
 * Reads `{ name, number, policyOid?, submitterType?, kindLabel?, businessNumber?, phone?, place?, state?,
 * hasLdapOnly? }`. The number decides what is left out: 10 digits are a company's, 13 a person's.
 *
 * @throws {CertificateRequestError}
 */
export function parseCertificateRequest(value: unknown): CertificateRequest {
  const fields = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const number = String(fields.number ?? "").replaceAll("-", "");
  const name = String(fields.name ?? "").trim();
  if (name === "" || name.length > 100) throw new CertificateRequestError("name is wanted");
  if (!/^(\d{10}|\d{13})$/.test(number)) {
    throw new CertificateRequestError(
      "number is wanted: 10 digits of a business or 13 of a person",
    );
  }
  const isCompany = number.length === 10;
  const usual = isCompany ? policies.generalCorporate : policies.generalPersonal;
  const policyOid = String(fields.policyOid ?? usual.policyOid);
  if (!/^[0-2](\.\d{1,9}){2,15}$/.test(policyOid)) {
    throw new CertificateRequestError("policyOid is no OID");
  }
  const known = Object.values(policies).find((policy) => policy.policyOid === policyOid);
  const businessNumber = isCompany ? number : textOf(fields.businessNumber)?.replaceAll("-", "");
  return {
    name,
    number,
    policyOid,
    kindLabel: textOf(fields.kindLabel) ?? known?.kindLabel ?? policyOid,
    submitterType: submitterTypeOf(fields.submitterType, { isCompany, businessNumber }),
    businessNumber,
    residentNumber: isCompany ? undefined : number,
    phone: textOf(fields.phone)?.replaceAll(/\D/g, "") ?? "01000000000",
    place: fields.place === "cloud" ? "cloud" : "file",
    state: fields.state === "expired" || fields.state === "revoked" ? fields.state : "valid",
    hasLdapOnly: fields.hasLdapOnly === true,
    note: textOf(fields.note),
  };
}

function submitterTypeOf(
  value: unknown,
  owner: { readonly isCompany: boolean; readonly businessNumber?: string },
): SubmitterType {
  if (typeof value === "string" && Object.hasOwn(submitterTypes, value)) {
    return value as SubmitterType;
  }
  if (value !== undefined) {
    throw new CertificateRequestError(
      `submitterType is one of ${Object.keys(submitterTypes).join(", ")}`,
    );
  }
  if (owner.isCompany) return "corporation";
  return owner.businessNumber === undefined ? "individual" : "proprietorByRepresentative";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
