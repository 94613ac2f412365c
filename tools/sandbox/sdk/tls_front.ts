// The certificate library reads metadata that this import must have set up before it loads.
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { toBase64 } from "@maru/pki/browser";

/** Stands where a vendor's host stands: the same paths over TLS, with a name that node checks. */
export interface TlsFront {
  readonly port: number;
  /** The root to trust (NODE_EXTRA_CA_CERTS), PEM. */
  readonly rootPem: string;
  close(): Promise<void>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const validity = {
  notBefore: new Date("2020-01-01T00:00:00Z"),
  notAfter: new Date("2045-01-01T00:00:00Z"),
};

/** @param options.domain `codef.io` answers for every host below it. */
export async function startTlsFront(
  options: { domain: string; fetch: (request: Request) => Response | Promise<Response> },
): Promise<TlsFront> {
  const rootKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const leafKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const root = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: `CN=Front Root ${options.domain}`,
    keys: rootKeys,
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const leaf = await X509CertificateGenerator.create({
    ...validity,
    subject: `CN=${options.domain}`,
    issuer: root.subject,
    publicKey: leafKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new SubjectAlternativeNameExtension([{ type: "dns", value: `*.${options.domain}` }]),
    ],
  });
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    cert: leaf.toString("pem"),
    key: await privateKeyPem(leafKeys.privateKey),
    onListen: () => {},
  }, options.fetch);
  return {
    port: server.addr.port,
    rootPem: root.toString("pem"),
    close: () => server.shutdown(),
  };
}

async function privateKeyPem(key: CryptoKey): Promise<string> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", key));
  const lines = toBase64(pkcs8).match(/.{1,64}/g)?.join("\n") ?? "";
  return `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`;
}
