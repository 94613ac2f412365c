import { answerOcsp, issueRevocationList, type RevokedEntry } from "@maru/pki/issue";
import type { SandboxContext } from "../context.ts";
import { openRecordFile } from "../record_file.ts";
import type { AuthorityKeys } from "./authority_keys.ts";
import type { CertificateStore } from "./certificate_store.ts";
import type { CertificateRecord } from "./demo_certificate.ts";

/** Short, so that a certificate revoked in a demonstration is refused soon. */
const HOLDS_MS = 10 * 60_000;
const RENEW_AFTER_MS = 5 * 60_000;
const BACKDATED_MS = 60_000;
/** Reason codes of RFC 5280 §5.3.1. */
const SUPERSEDED = 4;
const CESSATION_OF_OPERATION = 5;

export interface RevocationService {
  /** The CA's list, DER. It is made again when something was revoked or the time went on. */
  revocationList(): Promise<Uint8Array>;
  /** The root's list, which names nobody. */
  rootRevocationList(): Promise<Uint8Array>;
  ocsp(request: Uint8Array): Promise<Uint8Array>;
}

interface KeptList {
  readonly der: Uint8Array;
  readonly thisUpdateMs: number;
  readonly entries: string;
}

export function createRevocationService(
  context: SandboxContext,
  options: {
    readonly directory: string;
    readonly keys: AuthorityKeys;
    readonly certificates: CertificateStore;
  },
): RevocationService {
  const numbers = openRecordFile<{ readonly id: string; readonly number: number }>(
    `${options.directory}/crl_numbers.ndjson`,
  );
  const lists = new Map<"authority" | "root", KeptList>();

  return {
    revocationList: () => listOf("authority", revokedEntries()),
    rootRevocationList: () => listOf("root", []),
    ocsp(request) {
      const now = context.now();
      return answerOcsp({
        request,
        issuerCertificate: options.keys.authority.certificate,
        responder: options.keys.ocsp,
        producedAt: now,
        nextUpdate: new Date(now.getTime() + HOLDS_MS),
        statusOf,
      });
    },
  };

  async function listOf(
    id: "authority" | "root",
    revoked: readonly RevokedEntry[],
  ): Promise<Uint8Array> {
    const nowMs = context.now().getTime();
    const entries = JSON.stringify(revoked);
    const kept = lists.get(id);
    const age = nowMs - (kept?.thisUpdateMs ?? 0);
    if (kept !== undefined && kept.entries === entries && age >= 0 && age < RENEW_AFTER_MS) {
      return kept.der;
    }
    const crlNumber = (numbers.get(id)?.number ?? 0) + 1;
    numbers.put({ id, number: crlNumber });
    const thisUpdateMs = nowMs - BACKDATED_MS;
    const der = await issueRevocationList({
      issuer: options.keys[id],
      crlNumber,
      thisUpdate: new Date(thisUpdateMs),
      nextUpdate: new Date(nowMs + HOLDS_MS),
      revoked,
    });
    lists.set(id, { der, thisUpdateMs, entries });
    return der;
  }

  function revokedEntries(): RevokedEntry[] {
    return options.certificates.records().flatMap((record) =>
      [...record.superseded ?? [], ...record.issued].flatMap(({ serialHex }) => {
        const revoked = revocationOf(record, serialHex);
        return revoked === undefined ? [] : [{ serialHex, ...revoked }];
      })
    );
  }

  function statusOf(serialHex: string) {
    const record = options.certificates.findBySerial(serialHex);
    if (record === undefined) return "unknown" as const;
    return revocationOf(record, serialHex.toLowerCase()) ?? "good" as const;
  }

  function revocationOf(
    record: CertificateRecord,
    serialHex: string,
  ): { readonly revokedAt: Date; readonly reasonCode: number } | undefined {
    const superseded = record.superseded?.find((candidate) => candidate.serialHex === serialHex);
    if (superseded !== undefined) {
      return { revokedAt: revokedAt(superseded), reasonCode: SUPERSEDED };
    }
    if (record.state !== "revoked") return undefined;
    const notBefore = record.issued.find((issued) => issued.serialHex === serialHex)?.notBefore;
    return {
      revokedAt: revokedAt({ revokedAt: record.revokedAt, notBefore }),
      reasonCode: CESSATION_OF_OPERATION,
    };
  }

  /** The button's time, or a day after the first day; never in the future of a clock moved back. */
  function revokedAt(record: { readonly revokedAt?: string; readonly notBefore?: string }): Date {
    const asked = record.revokedAt === undefined
      ? new Date(record.notBefore ?? 0).getTime() + 86_400_000
      : new Date(record.revokedAt).getTime();
    const latest = context.now().getTime() - BACKDATED_MS;
    return new Date(Math.floor(Math.min(asked, latest) / 1_000) * 1_000);
  }
}
