import { fromBase64, readCertificate, sealTo, signText, toBase64 } from "@maru/pki/browser";
import { type CertificateAuthority, demoPin } from "../ca/mod.ts";
import type { DemoCertificate } from "../ca/demo_certificate.ts";
import { keyOf } from "../ca/files.ts";
import type { SandboxContext } from "../context.ts";
import type { SealedSecrets, SigningRequest, SigningState, SigningStateName } from "./protocol.ts";

const EXPIRES_AFTER_MS = 5 * 60_000;
const WRONG_TRIES_MAX = 5;
const REQUESTS_MAX = 1_000;

/** A request with what has come of it. */
interface Signing {
  readonly id: string;
  readonly request: SigningRequest;
  readonly expiresAtMs: number;
  wrongTries: number;
  state: SigningStateName;
  result?: Required<Pick<SigningState, "cms" | "certificate" | "sealed" | "signedAt">>;
}

export type ConfirmOutcome =
  | { readonly outcome: "signed" | "refused" | "expired" }
  /** No such phone, or not its PIN: one answer for both. */
  | { readonly outcome: "wrong"; readonly triesLeft: number };

export interface CloudSignings {
  open(request: SigningRequest): SigningState;
  /** Undefined where nobody asked for it. */
  state(id: string): SigningState | undefined;
  request(id: string): SigningRequest | undefined;
  confirm(
    id: string,
    input: { readonly phone: string; readonly pin: string },
  ): Promise<ConfirmOutcome>;
  refuse(id: string): void;
}

/** The provider's side: it holds the keys and signs when the person with phone and PIN says so. */
export function createCloudSignings(
  context: SandboxContext,
  authority: CertificateAuthority,
): CloudSignings {
  const signings = new Map<string, Signing>();

  return {
    open(request) {
      forgetOld();
      const signing: Signing = {
        id: crypto.randomUUID(),
        request,
        expiresAtMs: performance.now() + EXPIRES_AFTER_MS,
        wrongTries: 0,
        state: "waiting",
      };
      signings.set(signing.id, signing);
      return describe(signing);
    },
    state(id) {
      const signing = current(id);
      return signing && describe(signing);
    },
    request: (id) => current(id)?.request,
    async confirm(id, input) {
      const signing = current(id);
      if (signing === undefined) return { outcome: "expired" };
      if (signing.state !== "waiting") return { outcome: signing.state };
      const owner = await ownerOf(input);
      if (owner === undefined) return wrong(signing);
      signing.result = await sign(signing.request, owner);
      signing.state = "signed";
      context.journal("cloud-signed", { requestId: id, certificateId: owner.record.id });
      return { outcome: "signed" };
    },
    refuse(id) {
      const signing = current(id);
      if (signing?.state === "waiting") signing.state = "refused";
    },
  };

  function current(id: string): Signing | undefined {
    const signing = signings.get(id);
    if (signing !== undefined && performance.now() > signing.expiresAtMs) {
      signing.state = "expired";
      signing.result = undefined;
    }
    return signing;
  }

  function forgetOld(): void {
    for (const [id, { expiresAtMs }] of signings) {
      const isOld = performance.now() > expiresAtMs + EXPIRES_AFTER_MS;
      if (isOld || signings.size >= REQUESTS_MAX) signings.delete(id);
    }
  }

  function wrong(signing: Signing): ConfirmOutcome {
    signing.wrongTries++;
    const triesLeft = WRONG_TRIES_MAX - signing.wrongTries;
    if (triesLeft > 0) return { outcome: "wrong", triesLeft };
    signing.state = "refused";
    return { outcome: "refused" };
  }

  async function ownerOf(
    { phone, pin }: { phone: string; pin: string },
  ): Promise<DemoCertificate | undefined> {
    if (pin !== demoPin) return undefined;
    const digits = phone.replaceAll(/\D/g, "");
    const certificates = await authority.list();
    return certificates.findLast(({ record }) =>
      record.place === "cloud" && record.phone === digits
    );
  }

  async function sign(request: SigningRequest, owner: DemoCertificate) {
    const now = context.now();
    const cms = await signText({
      certificate: readCertificate(fromBase64(owner.current.certificate)),
      key: keyOf(owner),
      text: request.text,
      at: now,
    });
    const secrets = new TextEncoder().encode(JSON.stringify(secretsOf(request, owner)));
    return {
      cms: toBase64(cms),
      certificate: owner.current.certificate,
      sealed: await sealTo(request.seal, secrets),
      signedAt: now.toISOString(),
    };
  }

  function describe(signing: Signing): SigningState {
    const leftMs = signing.expiresAtMs - performance.now();
    return {
      id: signing.id,
      state: signing.state,
      url: `${context.agencyBaseUrl}/cloud/sign/${signing.id}`,
      expiresAt: new Date(context.now().getTime() + leftMs).toISOString(),
      ...signing.result,
    };
  }
}

function secretsOf(request: SigningRequest, { record }: DemoCertificate): SealedSecrets {
  const scopes = request.scopes ?? ["randomNum"];
  return {
    ...(scopes.includes("randomNum") ? { randomNum: record.randomNum } : {}),
    ...(scopes.includes("residentNumber") && record.residentNumber !== undefined
      ? { residentNumber: record.residentNumber }
      : {}),
  };
}
