import { encryptForGateway, sealTo, toBase64 } from "@maru/pki/browser";
import type { GatewayBundle } from "@maru/submission";
import type { OpenedSource } from "./open_source.ts";
import type { TransportKey } from "./work.ts";

/** Where a bundle is sealed to. */
interface BundleSeal {
  readonly sessionId: string;
  readonly transportKey: TransportKey;
}

/**
 * The files as they came, the key in them still encrypted, and the passwords encrypted to the
 * gateway, so that our server reads neither; the whole sealed to our server for this session.
 */
export async function sealBundle(
  { files, password }: OpenedSource,
  input: BundleSeal & {
    gatewayKey: string;
    residentNumber?: string | undefined;
    manageNumber?: string;
    managePassword?: string;
  },
): Promise<string> {
  const encrypted = (text: string) => encryptForGateway(input.gatewayKey, text);
  return await seal(input, {
    kind: "certificate",
    ...(files.kind === "pfx"
      ? { certFile: toBase64(files.pfx) }
      : { certFile: toBase64(files.certificate), keyFile: toBase64(files.key) }),
    certPassword: encrypted(password),
    ...(input.residentNumber === undefined ? {} : { residentNumber: input.residentNumber }),
    ...(input.manageNumber === undefined ? {} : { manageNumber: input.manageNumber }),
    ...(input.managePassword === undefined
      ? {}
      : { managePassword: encrypted(input.managePassword) }),
  });
}

export async function sealSimpleBundle(
  { residentNumber, phone, userName, ...target }: BundleSeal & {
    residentNumber?: string;
    phone: string;
    userName: string;
  },
): Promise<string> {
  return await seal(target, {
    kind: "simpleAuthentication",
    ...(residentNumber === undefined ? {} : { residentNumber }),
    phone,
    userName,
  });
}

async function seal(
  { sessionId, transportKey }: BundleSeal,
  bundle: GatewayBundle,
): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(bundle));
  try {
    return await sealTo({
      publicJwk: transportKey.publicJwk,
      keyId: transportKey.id,
      purpose: "bundle",
      context: sessionId,
    }, plain);
  } finally {
    plain.fill(0);
  }
}
