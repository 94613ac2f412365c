import { parseList, parseOneOf, parseText, parseUrl } from "@maru/kernel";
import type { Settings } from "@maru/kernel";

/** Trust in certificates, our own origins, and the provider of cloud certificates. */
export const authSettings = {
  rootsDirectory: {
    env: "PKI_ROOTS_DIR",
    description: "folder of trusted root certificates (.crt .cer .pem .der); no other root counts",
    example: "/etc/maru/roots",
    fallback: "./data/roots",
    requiredInProduction: true,
    parse: parseText,
  },
  revocationMode: {
    env: "PKI_REVOCATION_MODE",
    description:
      "revocation of certificates: required (no answer is a refusal), ifAvailable (no answer " +
      "passes) or off (never asked)",
    example: "required",
    fallback: "required",
    parse: parseOneOf(["required", "ifAvailable", "off"]),
  },
  revocationHosts: {
    env: "PKI_REVOCATION_HOSTS",
    description: "host or host:port of CRL and OCSP servers that may be asked, by commas",
    example: "ds.yessign.or.kr:389,ocsp.yessign.org:4612",
    fallback: "127.0.0.1:8002,localhost:8002,127.0.0.1:8389,localhost:8389",
    requiredInProduction: true,
    parse: parseList(parseHost),
  },
  origins: {
    env: "PUBLIC_ORIGINS",
    description: "origins of our pages as browsers see them, by commas; a login names one of them",
    example: "https://maru.example",
    fallback: "http://127.0.0.1:8000,http://localhost:8000",
    requiredInProduction: true,
    parse: parseOrigins,
  },
  cloudCertificateUrl: {
    env: "CLOUD_CERTIFICATE_URL",
    description: "base URL of the provider of cloud certificates (금융인증서)",
    example: "https://cloud-certificate.example",
    fallback: "http://127.0.0.1:8002",
    requiredInProduction: true,
    parse: parseUrl(["http:", "https:"]),
  },
  cloudCertificateClientKey: {
    env: "CLOUD_CERTIFICATE_CLIENT_KEY",
    description: "our key at the provider of cloud certificates",
    example: "(given by the provider)",
    secret: true,
    fallback: "maru-cloud-demo-client-key",
    requiredInProduction: true,
    parse: parseText,
  },
} as const satisfies Settings;

function parseHost(text: string): string {
  if (!/^[a-z0-9.-]+(:\d{1,5})?$/i.test(text)) throw new RangeError("hosts as host or host:port");
  return text.toLowerCase();
}

function parseOrigins(text: string): readonly string[] {
  const origins = parseList((item) => item)(text).map((item) => {
    if (!URL.canParse(item) || new URL(item).origin === "null") {
      throw new RangeError("origins as https://host, separated by commas");
    }
    return new URL(item).origin;
  });
  if (origins.length === 0) throw new RangeError("at least one origin");
  return origins;
}
