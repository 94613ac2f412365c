import { type DemoCertificate, demoPassword, demoPin, submitterTypes } from "./demo_certificate.ts";
import { keyForms, pfxForms } from "./files.ts";

/** What `GET /sandbox/certificates` tells of a certificate; never its key or R. */
export function describeCertificate({ record, current }: DemoCertificate): Record<string, unknown> {
  return {
    id: record.id,
    name: record.name,
    kindLabel: record.kindLabel,
    policyOid: record.policyOid,
    submitterType: record.submitterType,
    submitterTypeLabel: submitterTypes[record.submitterType],
    state: record.state,
    place: record.place,
    businessNumber: record.businessNumber ?? null,
    residentNumber: record.residentNumber ?? null,
    phone: record.phone,
    manageNumber: record.manageNumber ?? null,
    managePassword: record.managePassword ?? null,
    note: record.note ?? null,
    password: record.place === "file" ? demoPassword : null,
    pin: record.place === "cloud" ? demoPin : null,
    serialHex: current.serialHex,
    notBefore: current.notBefore,
    notAfter: current.notAfter,
    forms: record.place === "file" ? downloadForms : [],
  };
}

const downloadForms: readonly string[] = [
  "json",
  "cert",
  ...Object.keys(keyForms).flatMap((name) => [`key-${name}`, `pair-${name}`]),
  ...Object.keys(pfxForms).map((name) => `pfx-${name}`),
  "all",
];
