import { toHex } from "@maru/pki/browser";
import { answerTimestamp } from "@maru/pki/issue";
import type { SandboxContext } from "../context.ts";
import { type AuthorityKeys, openAuthorityKeys } from "./authority_keys.ts";
import {
  type CertificateStore,
  openCertificateStore,
  type RevocationAddresses,
} from "./certificate_store.ts";
import type { CertificateRecord, CertificateRequest, DemoCertificate } from "./demo_certificate.ts";
import { listDemoCertificates, type ListedRequest } from "./demo_list.ts";
import { createRevocationService, type RevocationService } from "./revocation.ts";

const LDAP_PORT_DEFAULT = 8389;
/** Key generation runs on other threads; more than this gains nothing on a small machine. */
const PARALLEL_MAX = 4;
export const ldapBase = "ou=dp1,ou=AccreditedCA,o=yessign,c=kr";

/** The certification authority of the sandbox. */
export interface CertificateAuthority extends RevocationService {
  /** Settles when the root is written and every demo certificate exists. */
  readonly ready: Promise<void>;
  readonly ldapPort: number;
  keys(): Promise<AuthorityKeys>;
  /** Every demo certificate, dates fitting the clock. */
  list(): Promise<readonly DemoCertificate[]>;
  find(id: string): Promise<DemoCertificate | undefined>;
  issue(request: CertificateRequest): Promise<DemoCertificate>;
  /** New key, R and certificate for the same owner; the old one is no more. */
  renew(id: string): Promise<DemoCertificate | undefined>;
  revoke(id: string): Promise<DemoCertificate | undefined>;
  timestamp(request: Uint8Array): Promise<Uint8Array>;
}

export interface AuthorityOptions {
  readonly ldapPort?: number;
  /** Which certificates to make; everyone's where absent. */
  readonly requests?: readonly ListedRequest[];
}

interface Opened {
  readonly keys: AuthorityKeys;
  readonly certificates: CertificateStore;
  readonly revocation: RevocationService;
}

const authorities = new WeakMap<SandboxContext, CertificateAuthority>();

/** The one authority of a context: pages, LDAP, cloud certificates and `/readyz` share it. */
export function certificateAuthorityOf(
  context: SandboxContext,
  options: AuthorityOptions = {},
): CertificateAuthority {
  const authority = authorities.get(context) ?? createAuthority(context, options);
  authorities.set(context, authority);
  return authority;
}

function createAuthority(context: SandboxContext, options: AuthorityOptions): CertificateAuthority {
  const ldapPort = options.ldapPort ??
    Number(Deno.env.get("SANDBOX_LDAP_PORT") ?? LDAP_PORT_DEFAULT);
  const requests = options.requests ?? listDemoCertificates(context);
  const opening = openAll(context, ldapPort);
  const ready = opening.then((opened) => issueMissing(opened.certificates, requests));
  ready.catch((error) => context.log("certificate-authority-failed", { error: String(error) }));

  return {
    ready,
    ldapPort,
    keys: async () => (await opening).keys,
    async list() {
      await ready;
      const { certificates } = await opening;
      return await Promise.all(inOrder(certificates.records()).map(certificates.current));
    },
    async find(id) {
      await ready;
      const { certificates } = await opening;
      const record = certificates.find(id);
      return record && await certificates.current(record);
    },
    async issue(request) {
      const { certificates } = await opening;
      return await certificates.issue({ ...request, id: crypto.randomUUID() });
    },
    async renew(id) {
      await ready;
      const { certificates } = await opening;
      const record = certificates.find(id);
      if (record === undefined) return undefined;
      const { revokedAt: _, ...request } = record;
      return await certificates.issue({ ...request, state: "valid" });
    },
    async revoke(id) {
      await ready;
      const { certificates } = await opening;
      const record = certificates.find(id);
      if (record === undefined) return undefined;
      return await certificates.current(certificates.revoke(record, context.now()));
    },
    async timestamp(request) {
      const { keys } = await opening;
      return await answerTimestamp({
        request,
        authority: keys.timestamp,
        at: context.now(),
        serialHex: toHex(crypto.getRandomValues(new Uint8Array(8))),
        otherCertificates: [keys.authority.certificate],
      });
    },
    revocationList: async () => await (await opening).revocation.revocationList(),
    rootRevocationList: async () => await (await opening).revocation.rootRevocationList(),
    ocsp: async (request) => await (await opening).revocation.ocsp(request),
  };

  /** As the cast is listed, then those that were issued by hand. */
  function inOrder(records: readonly CertificateRecord[]): CertificateRecord[] {
    const places = new Map(requests.map((request, index) => [request.id, index]));
    const placeOf = (record: CertificateRecord) => places.get(record.id) ?? requests.length;
    return records.toSorted((left, right) => placeOf(left) - placeOf(right));
  }
}

async function openAll(context: SandboxContext, ldapPort: number): Promise<Opened> {
  const directory = `${context.dataDirectory}/ca`;
  Deno.mkdirSync(directory, { recursive: true });
  const addresses: RevocationAddresses = {
    crlUrl: `${context.agencyBaseUrl}/pki/ca.crl`,
    ocspUrl: `${context.agencyBaseUrl}/pki/ocsp`,
    ldapUrl: `ldap://127.0.0.1:${ldapPort}/${ldapBase}?certificateRevocationList`,
  };
  const keys = await openAuthorityKeys({
    directory,
    rootCrlUrl: `${context.agencyBaseUrl}/pki/root.crl`,
  });
  writeTrustedRoot(context, keys);
  const certificates = openCertificateStore(context, {
    directory,
    issuer: keys.authority,
    addresses,
  });
  const revocation = createRevocationService(context, { directory, keys, certificates });
  return { keys, certificates, revocation };
}

/** The app trusts what lies in this folder (PKI_ROOTS_DIR); the CA stands beside it as a helper. */
function writeTrustedRoot(context: SandboxContext, keys: AuthorityKeys): void {
  const directory = `${context.dataDirectory}/roots`;
  Deno.mkdirSync(`${directory}/intermediates`, { recursive: true });
  Deno.writeFileSync(`${directory}/maru-sandbox-root.der`, keys.root.certificate);
  Deno.writeFileSync(`${directory}/intermediates/maru-sandbox-ca.der`, keys.authority.certificate);
}

async function issueMissing(
  certificates: CertificateStore,
  requests: readonly ListedRequest[],
): Promise<void> {
  const missing = requests.filter((request) => certificates.find(request.id) === undefined);
  const work = async () => {
    for (let request = missing.shift(); request !== undefined; request = missing.shift()) {
      await certificates.issue(request);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_MAX }, work));
}
