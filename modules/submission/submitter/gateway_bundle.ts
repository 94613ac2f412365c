import { createHash } from "node:crypto";
import type { SubmitterSession } from "@maru/auth";
import { BundleInvalidError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { GatewayBundle } from "../submission.ts";

/** A bundle is a certificate, a key file and a few short texts. */
const SEALED_LENGTH_MAX = 256 * 1024;
const FILE_LENGTH_MAX = 96 * 1024;
const SECRET_LENGTH_MAX = 4_096;

/**
 * Opens what the browser sealed for this session and holds it against the session: what the agencies
 * are shown must be the certificate that logged in here.
 *
 * @throws {BundleInvalidError} not sealed for this session, or not in its form
 */
export async function openGatewayBundle(
  { auth, kernel }: Pick<Parts, "auth" | "kernel">,
  session: SubmitterSession,
  sealed: string,
): Promise<GatewayBundle> {
  if (sealed === "" || sealed.length > SEALED_LENGTH_MAX) {
    throw new BundleInvalidError("it is missing or too large");
  }
  let plain: Uint8Array;
  try {
    plain = await auth.submitters.openSealed({ sealed, purpose: "bundle", context: session.id });
  } catch (error) {
    const why = error instanceof Error ? error.name : "unknown";
    kernel.log.info("a sealed bundle does not open", { session: session.id, why });
    throw new BundleInvalidError("it was not sealed for this session");
  }
  const bundle = readBundle(plain);
  if (bundle.kind === "certificate" && session.certificateKind !== "file") {
    throw new BundleInvalidError("a cloud certificate has no file");
  }
  requireSameCertificate(bundle, session);
  return bundle;
}

function readBundle(plain: Uint8Array): GatewayBundle {
  const fields = parseFields(plain);
  const text = (name: string, lengthMax = SECRET_LENGTH_MAX): string => {
    const value = fields[name];
    if (typeof value !== "string" || value === "" || value.length > lengthMax) {
      throw new BundleInvalidError(`its "${name}" is missing or too long`);
    }
    return value;
  };
  const optional = (name: string, lengthMax?: number) =>
    fields[name] === undefined ? {} : { [name]: text(name, lengthMax) };
  if (fields.kind === "certificate") {
    return {
      kind: "certificate",
      certFile: text("certFile", FILE_LENGTH_MAX),
      certPassword: text("certPassword"),
      ...optional("keyFile", FILE_LENGTH_MAX),
      ...optional("residentNumber", 20),
      ...optional("manageNumber", 60),
      ...optional("managePassword"),
    };
  }
  if (fields.kind !== "simpleAuthentication") throw new BundleInvalidError("its kind is unknown");
  return {
    kind: "simpleAuthentication",
    phone: text("phone", 20),
    userName: text("userName", 60),
    ...optional("residentNumber", 20),
  };
}

function parseFields(plain: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
      return Object.fromEntries(Object.entries(parsed));
    }
  } catch {
    // The parser's message could quote the content.
  }
  throw new BundleInvalidError("it is no JSON object");
}

/** A PFX stays closed for us; a certificate beside its key file does not. */
function requireSameCertificate(bundle: GatewayBundle, session: SubmitterSession): void {
  if (bundle.kind !== "certificate" || bundle.keyFile === undefined) return;
  let fingerprint: string;
  try {
    const der = Uint8Array.fromBase64(bundle.certFile);
    fingerprint = createHash("sha256").update(der).digest("hex");
  } catch {
    throw new BundleInvalidError("its certificate is not base64");
  }
  if (fingerprint !== session.certificateFingerprint.toLowerCase()) {
    throw new BundleInvalidError("its certificate is not the one that logged in");
  }
}
