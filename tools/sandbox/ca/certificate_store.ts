import { fromBase64, toBase64, toHex } from "@maru/pki/browser";
import { computeVid, generateRsaKeyPair, type Issuer, issueUserCertificate } from "@maru/pki/issue";
import type { SandboxContext } from "../context.ts";
import { openRecordFile } from "../record_file.ts";
import type {
  CertificateRecord,
  CertificateRequest,
  DemoCertificate,
  IssuedCertificate,
} from "./demo_certificate.ts";
import { datesFor, fitsTime } from "./validity.ts";

/** Where a relying party asks about a certificate. */
export interface RevocationAddresses {
  readonly crlUrl: string;
  readonly ldapUrl: string;
  readonly ocspUrl: string;
}

export interface CertificateStore {
  records(): readonly CertificateRecord[];
  find(id: string): CertificateRecord | undefined;
  findBySerial(serialHex: string): CertificateRecord | undefined;
  /** A new key and R; of an id that is there already, they replace the old ones. */
  issue(request: CertificateRequest & { readonly id: string }): Promise<DemoCertificate>;
  /** The certificate of this record that fits the time, issued anew for the same key where none does. */
  current(record: CertificateRecord): Promise<DemoCertificate>;
  revoke(record: CertificateRecord, at: Date): CertificateRecord;
}

export function openCertificateStore(
  context: SandboxContext,
  options: {
    readonly directory: string;
    readonly issuer: Issuer;
    readonly addresses: RevocationAddresses;
  },
): CertificateStore {
  const file = openRecordFile<CertificateRecord>(`${options.directory}/certificates.ndjson`);
  const serials = new Map<string, string>();
  for (const record of file.list()) indexSerials(record);
  /** Issuing runs one at a time for each record, so that two requests do not both issue. */
  const running = new Map<string, Promise<DemoCertificate>>();

  const store: CertificateStore = {
    records: file.list,
    find: file.get,
    findBySerial: (serialHex) => file.get(serials.get(serialHex.toLowerCase()) ?? ""),
    async issue(request) {
      const { spki, pkcs8 } = await generateRsaKeyPair();
      const record: CertificateRecord = {
        ...request,
        spki: toBase64(spki),
        pkcs8: toBase64(pkcs8),
        randomNum: toBase64(crypto.getRandomValues(new Uint8Array(20))),
        issued: [],
        superseded: supersededBy(file.get(request.id)),
      };
      put(record);
      return await store.current(record);
    },
    async current(record) {
      const before = running.get(record.id) ?? Promise.resolve(undefined);
      const next = before.catch(() => undefined).then(() => fitting(file.get(record.id) ?? record));
      running.set(record.id, next);
      return await next;
    },
    revoke(record, at) {
      const revoked: CertificateRecord = {
        ...record,
        state: "revoked",
        revokedAt: at.toISOString(),
      };
      put(revoked);
      return revoked;
    },
  };
  return store;

  function supersededBy(before: CertificateRecord | undefined): CertificateRecord["superseded"] {
    const revokedAt = context.now().toISOString();
    const serialHexes = before?.issued.map((issued) => issued.serialHex) ?? [];
    return [
      ...before?.superseded ?? [],
      ...serialHexes.map((serialHex) => ({ serialHex, revokedAt })),
    ];
  }

  async function fitting(record: CertificateRecord): Promise<DemoCertificate> {
    const now = context.now();
    const addresses = addressText(record);
    const found = record.issued.find((issued) =>
      issued.addresses === addresses && fitsTime(issued, { state: record.state, now })
    );
    if (found !== undefined) return { record, current: found };
    const current = await certify(record, now);
    const changed = { ...record, issued: [...record.issued, current] };
    put(changed);
    context.journal("certificate-issued", { id: record.id, serialHex: current.serialHex });
    return { record: changed, current };
  }

  async function certify(record: CertificateRecord, now: Date): Promise<IssuedCertificate> {
    const dates = datesFor({ state: record.state, now });
    const serialHex = newSerial();
    const { crlUrl, ldapUrl, ocspUrl } = options.addresses;
    const certificate = await issueUserCertificate({
      ...dates,
      issuer: options.issuer,
      serialHex,
      subject: {
        country: "KR",
        organization: "yessign",
        organizationalUnit: isCompany(record) ? "corporation4EC" : "personal4IB",
        commonName: commonNameOf(record),
      },
      spki: fromBase64(record.spki),
      policyOid: record.policyOid,
      realName: record.name,
      vid: computeVid({ idn: record.number, randomNum: fromBase64(record.randomNum) }),
      crlUrls: record.hasLdapOnly === true ? [ldapUrl] : [crlUrl, ldapUrl],
      ocspUrls: record.hasLdapOnly === true ? [] : [ocspUrl],
    });
    return {
      serialHex,
      notBefore: dates.notBefore.toISOString(),
      notAfter: dates.notAfter.toISOString(),
      certificate: toBase64(certificate),
      addresses: addressText(record),
    };
  }

  function addressText(record: CertificateRecord): string {
    const { crlUrl, ldapUrl, ocspUrl } = options.addresses;
    return record.hasLdapOnly === true ? ldapUrl : [crlUrl, ldapUrl, ocspUrl].join(" ");
  }

  function put(record: CertificateRecord): void {
    file.put(record);
    indexSerials(record);
  }

  function indexSerials(record: CertificateRecord): void {
    for (const { serialHex } of [...record.issued, ...record.superseded ?? []]) {
      serials.set(serialHex, record.id);
    }
  }
}

export function isCompany(record: { readonly number: string }): boolean {
  return record.number.length === 10;
}

/** As 금융결제원 writes it: the name, "()", a digit, the bank's code and a running number. */
export function commonNameOf(record: { readonly name: string; readonly id: string }): string {
  let hash = 0;
  for (const character of record.id) hash = (hash * 31 + character.charCodeAt(0)) % 100_000_000;
  return `${record.name}()0004046${String(hash).padStart(8, "0")}`;
}

/** Eight random bytes that read as a positive number without a leading zero. */
function newSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return toHex(bytes);
}
