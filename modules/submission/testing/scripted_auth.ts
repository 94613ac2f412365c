import type { ConsentDocument, ConsentKind, SubmitterSession } from "@maru/auth";
import { SESSION_SUPERSEDED } from "@maru/auth/events";
import type { Kernel } from "@maru/kernel";
import type { SubmissionAuth } from "../parts.ts";
import type { GatewayBundle } from "../submission.ts";

/** Stands for the newer-login error of auth, which submission lets pass. */
export class SupersededInTestError extends Error {
  override name = "SupersededInTestError";
}

export interface ScriptedAuth extends SubmissionAuth {
  logIn(session?: Partial<SubmitterSession>): SubmitterSession;
  /** What a browser would have sealed for the session. */
  seal(session: SubmitterSession, bundle?: GatewayBundle): string;
  /** A newer login elsewhere, with the event that tells of it. */
  supersede(session: SubmitterSession): Promise<void>;
  readonly recorded: { kind: ConsentKind; version: number }[];
}

/** The certificate of made-up people is four bytes; its SHA-256 is what the session says. */
const TEST_CERTIFICATE = "MAMCAQE=";
const TEST_FINGERPRINT = "1b65f68a522c858715f5dd951cd0402dc16691778814bf0759822b7a257421d0";

export function createScriptedAuth(kernel: Kernel): ScriptedAuth {
  const sessions = new Map<string, { session: SubmitterSession; isSuperseded: boolean }>();
  const recorded: { kind: ConsentKind; version: number }[] = [];

  async function end(sessionId: string, by: "login" | "agency"): Promise<void> {
    const found = sessions.get(sessionId);
    if (found === undefined || found.isSuperseded) return;
    found.isSuperseded = true;
    const { certificateFingerprint } = found.session;
    await kernel.transaction((tx) =>
      kernel.events.publish(tx, {
        type: SESSION_SUPERSEDED,
        data: { sessionId, certificateFingerprint, by },
      })
    );
  }

  return {
    recorded,
    logIn(given = {}) {
      const session: SubmitterSession = {
        id: kernel.uuid(),
        submitterId: kernel.uuid(),
        submitterType: "corporation",
        certificateFingerprint: TEST_FINGERPRINT,
        certificateKind: "file",
        subjectName: "가온상사 주식회사",
        businessNumber: "1248100998",
        submitterName: "김가온",
        phone: "01012345678",
        phoneMasked: "010-****-5678",
        needsFirstConsent: false,
        createdAt: kernel.clock.now(),
        expiresAt: new Date(kernel.clock.now().getTime() + 3_600_000),
        ...given,
      };
      sessions.set(session.id, { session, isSuperseded: false });
      return session;
    },
    seal: (session, bundle) =>
      JSON.stringify({
        purpose: "bundle",
        context: session.id,
        bundle: bundle ?? {
          kind: "certificate",
          certFile: TEST_CERTIFICATE,
          certPassword: "c2VhbGVk",
        },
      }),
    supersede: (session) => end(session.id, "login"),
    submitters: {
      requireLive(_tx, sessionId) {
        return sessions.get(sessionId)?.isSuperseded === false
          ? Promise.resolve()
          : Promise.reject(new SupersededInTestError());
      },
      async endByAgency(tx, certificateFingerprint) {
        for (const [sessionId, found] of sessions) {
          const isHit = found.session.certificateFingerprint === certificateFingerprint;
          if (!isHit || found.isSuperseded) continue;
          found.isSuperseded = true;
          await kernel.events.publish(tx, {
            type: SESSION_SUPERSEDED,
            data: { sessionId, certificateFingerprint, by: "agency" },
          });
        }
      },
      openSealed({ sealed, purpose, context }) {
        const parsed = JSON.parse(sealed);
        if (parsed.purpose !== purpose || parsed.context !== context) {
          return Promise.reject(new Error("sealed for another purpose or context"));
        }
        return Promise.resolve(new TextEncoder().encode(JSON.stringify(parsed.bundle)));
      },
      setClient(_tx, sessionId, client) {
        const found = sessions.get(sessionId);
        if (found !== undefined) found.session = { ...found.session, client };
        return Promise.resolve();
      },
    },
    consents: {
      current: () => Promise.resolve(CONSENTS),
      record(_tx, { given }) {
        recorded.push(...given);
        return Promise.resolve();
      },
    },
  };
}

const CONSENTS: ConsentDocument[] = (["service", "personalData", "provision", "vatData"] as const)
  .map((kind) => ({
    kind,
    version: 1,
    title: kind,
    body: "",
    required: kind !== "vatData",
    effectiveFrom: new Date("2026-01-01T00:00:00Z"),
  }));

export const ALL_CONSENTS = CONSENTS.map(({ kind, version }) => ({ kind, version }));
