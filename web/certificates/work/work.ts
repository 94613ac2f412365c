/**
 * What the certificate worker does. Passwords, keys and R are handled here and nowhere else; what
 * leaves is signed, sealed, wrapped or encrypted, except files that the person asked to have.
 *
 * @module
 */
import type { CertificateFiles, CertificateSource, StoredCertificate } from "../source.ts";
import { convertFiles } from "./convert.ts";
import { type OpenedSource, openSource, wipe } from "./open_source.ts";
import { sealBundle, sealSimpleBundle } from "./seal_bundle.ts";
import { sealNumber, signLogin } from "./sign_login.ts";
import { signDocument } from "./sign_document.ts";
import { receiveTransfer, sendTransfer } from "./transfer.ts";
import { wrapForStore } from "./wrap.ts";

/** The server's key that secrets are sealed to. */
export interface TransportKey {
  readonly id: string;
  readonly publicJwk: JsonWebKey;
}

/** What the server asked to be signed. */
export interface Challenge {
  readonly id: string;
  readonly nonce: string;
  /** ISO 8601. */
  readonly at: string;
  readonly transportKey: TransportKey;
}

/** A text that the person reads and signs, and what the server asked to stand above it. */
export interface DocumentToSign {
  readonly title: string;
  readonly text: string;
  readonly nonce: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A file for the person to keep. */
export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ConversionTarget = "pair" | "pfx3des" | "pfxAes256";

interface Opening {
  readonly source: CertificateSource;
  readonly password: string;
}

/** Each step by name: what it takes and what it answers. */
export interface WorkSteps {
  /** Opens the key and signs. The worker keeps what `sealBundle` and `wrap` need, until it ends. */
  signLogin(
    input: Opening & { challenge: Challenge; origin: string; residentNumber?: string },
  ): Promise<{ cms: string; sealed: string }>;
  /** Signs a document; the answer is CMS in base64. R is not needed. */
  signDocument(input: Opening & { document: DocumentToSign; origin: string }): Promise<string>;
  /** The hand-over to the agencies' gateway, after `signLogin`. */
  sealBundle(input: {
    sessionId: string;
    transportKey: TransportKey;
    gatewayKey: string;
    manageNumber?: string;
    managePassword?: string;
  }): Promise<string>;
  /** With a cloud certificate: the number that the person typed, sealed for the login. */
  sealNumber(input: { challenge: Challenge; residentNumber: string }): Promise<string>;
  /** With a cloud certificate there is no file: agencies ask on the phone (간편인증). */
  sealSimpleBundle(input: {
    sessionId: string;
    transportKey: TransportKey;
    residentNumber?: string;
    phone: string;
    userName: string;
  }): Promise<string>;
  /** Opens the key to see that password and pair are right; answers the certificate. */
  open(input: Opening): Promise<{ certificate: Uint8Array<ArrayBuffer> }>;
  /** What was opened last, for the browser's store. */
  wrap(): Promise<StoredCertificate>;
  convert(input: Opening & { target: ConversionTarget }): Promise<readonly NewFile[]>;
  /** Base64 of what the server carries to the other device. */
  sendTransfer(input: Opening & { secret: string }): Promise<string>;
  receiveTransfer(input: { ciphertext: string; secret: string }): Promise<CertificateFiles>;
}

/** One piece of work. It remembers the last source it opened; `end` forgets it. */
export function createWork(): WorkSteps & { end(): void } {
  let opened: OpenedSource | undefined;
  let residentNumber: string | undefined;
  const remember = async (opening: Opening): Promise<OpenedSource> => {
    if (opened) wipe(opened);
    return opened = await openSource(opening);
  };
  const remembered = (): OpenedSource => {
    if (opened === undefined) throw new TypeError("Cannot go on: no certificate was opened");
    return opened;
  };
  return {
    async signLogin(input) {
      residentNumber = input.residentNumber;
      return await signLogin(await remember(input), input);
    },
    signDocument: async (input) => await signDocument(await remember(input), input),
    sealBundle: (input) => sealBundle(remembered(), { ...input, residentNumber }),
    sealNumber,
    sealSimpleBundle,
    open: async (input) => ({ certificate: (await remember(input)).certificate.der }),
    wrap: () => wrapForStore(remembered()),
    convert: async ({ target, ...opening }) => await convertFiles(await remember(opening), target),
    sendTransfer: async ({ secret, ...opening }) =>
      await sendTransfer(await remember(opening), secret),
    receiveTransfer,
    end() {
      if (opened) wipe(opened);
      opened = undefined;
      residentNumber = undefined;
    },
  };
}
