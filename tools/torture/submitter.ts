/**
 * A person with a certificate, through the modules' faces: logs in as the browser does, hands over
 * what the agencies need, presses the buttons.
 *
 * @module
 */
import type { SubmitterSession } from "@maru/auth";
import {
  encryptForGateway,
  loginText,
  type OpenedKey,
  openKeyFile,
  readCertificate,
  sealTo,
  signText,
  toBase64,
} from "@maru/pki";
import type { InputField, SubmissionRequest } from "@maru/submission";
import type { App } from "../../compose.ts";

/** As the sandbox's cast has it where nothing else is said. */
const COMPANY_ADDRESS = "서울특별시 중구 견본로 1";

/** A certificate of a corporation as its two files. */
export interface CertificateFiles {
  readonly businessNumber: string;
  readonly phone: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** signPri.key. */
  readonly keyFile: Uint8Array;
  readonly password: string;
}

export interface Submitter {
  readonly session: SubmitterSession;
  readonly phone: string;
  submit(productSlug: string): Promise<string>;
  /** What the browser does before the click is sent: reads the page and seals the certificate. */
  prepare(productSlug: string): Promise<SubmissionRequest>;
  /** What the server does at the click. */
  send(request: SubmissionRequest): Promise<string>;
  /** Again, with the certificate confirmed once more. */
  reissue(submissionId: string, itemIds: readonly string[]): Promise<void>;
  /** "인증 완료". */
  confirm(submissionId: string, itemId: string): Promise<void>;
}

/** @param address each person has one of his own: addresses are limited */
export async function logIn(
  app: App,
  files: CertificateFiles,
  { origin, address }: { origin: string; address: string },
): Promise<Submitter> {
  const { submitters } = app.auth;
  const key = await openKeyFile({ keyFile: files.keyFile, password: files.password });
  const challenge = await submitters.openChallenge({ address });
  const { nonce, at, transportKey } = challenge;
  const cms = await signText({
    certificate: readCertificate(files.certificate),
    key,
    text: loginText({ origin, nonce, at: new Date(at) }),
    at: app.kernel.clock.now(),
  });
  const { token, session } = await submitters.logIn({
    challengeId: challenge.id,
    origin,
    submitterType: "corporation",
    businessNumber: files.businessNumber,
    submitterName: "김하늘",
    phone: files.phone,
    cms: toBase64(cms),
    sealed: await sealTo({
      publicJwk: transportKey.publicJwk,
      keyId: transportKey.id,
      purpose: "login",
      context: challenge.id,
    }, encode({ randomNum: toBase64(randomNumOf(key)) })),
    address,
  });
  return createSubmitter(app, { files, token, session, address });
}

function createSubmitter(
  app: App,
  { files, token, session, address }: {
    files: CertificateFiles;
    token: string;
    session: SubmitterSession;
    address: string;
  },
): Submitter {
  const desk = app.submission.submitter;

  async function sealedBundle(): Promise<string> {
    const { publicKeyBase64 } = await desk.gatewayKey();
    const transportKey = await app.auth.submitters.transportKey();
    return await sealTo(
      {
        publicJwk: transportKey.publicJwk,
        keyId: transportKey.id,
        purpose: "bundle",
        context: session.id,
      },
      encode({
        kind: "certificate",
        certFile: toBase64(files.certificate),
        keyFile: toBase64(files.keyFile),
        certPassword: encryptForGateway(publicKeyBase64, files.password),
      }),
    );
  }

  async function prepare(productSlug: string): Promise<SubmissionRequest> {
    const product = await desk.product(productSlug, session);
    const consents = await app.auth.consents.current();
    return {
      productSlug,
      documents: product.documents.map(({ documentCode, period, inputs }) => ({
        documentCode,
        ...(period.chosen ? { periodFrom: period.chosen.from, periodTo: period.chosen.to } : {}),
        inputs: Object.fromEntries(
          inputs.map((field) => [field.name, answerTo(field, files.businessNumber)]),
        ),
      })),
      consents: consents.map(({ kind, version }) => ({ kind, version })),
      sealedBundle: await sealedBundle(),
      idempotencyKey: crypto.randomUUID(),
      address,
    };
  }

  async function send(request: SubmissionRequest): Promise<string> {
    await app.auth.submitters.find(token);
    const { submissionId } = await desk.submit(session, request);
    return submissionId;
  }

  return {
    session,
    phone: files.phone,
    prepare,
    send,
    submit: async (productSlug) => await send(await prepare(productSlug)),
    async reissue(submissionId, itemIds) {
      await app.auth.submitters.find(token);
      await desk.reissue(session, {
        submissionId,
        itemIds,
        sealedBundle: await sealedBundle(),
        idempotencyKey: crypto.randomUUID(),
      });
    },
    confirm: (submissionId, itemId) =>
      desk.confirmAuthentication(session, { submissionId, itemId }),
  };
}

/** What the form asks for beside the certificate: a workplace's number, or where the company is. */
function answerTo({ kind, suggested }: InputField, businessNumber: string): string {
  if (suggested !== undefined) return suggested;
  return kind === "businessPlaceNumber" ? `${businessNumber}0` : COMPANY_ADDRESS;
}

function randomNumOf({ randomNum }: OpenedKey): Uint8Array {
  if (randomNum === undefined) throw new Error("The key file has no R");
  return randomNum;
}

function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}
