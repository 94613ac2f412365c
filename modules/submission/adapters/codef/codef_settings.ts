import { type ConfigOf, parseText, parseUrl, type Settings } from "@maru/kernel";

/** What the aggregator gave the operator. The fallbacks are the sandbox's public demo account. */
export const codefSettings = {
  baseUrl: {
    env: "CODEF_BASE_URL",
    description: "base URL of the aggregator's API",
    example: "https://api.codef.io",
    fallback: "http://127.0.0.1:8002",
    requiredInProduction: true,
    parse: parseUrl(["https:", "http:"]),
  },
  oauthUrl: {
    env: "CODEF_OAUTH_URL",
    description: "base URL of the aggregator's token endpoint",
    example: "https://oauth.codef.io",
    fallback: "http://127.0.0.1:8002",
    requiredInProduction: true,
    parse: parseUrl(["https:", "http:"]),
  },
  clientId: {
    env: "CODEF_CLIENT_ID",
    description: "client id of the aggregator's account",
    example: "(a UUID from the aggregator's console)",
    fallback: "maru-demo",
    requiredInProduction: true,
    parse: parseText,
  },
  clientSecret: {
    env: "CODEF_CLIENT_SECRET",
    description: "client secret of the aggregator's account",
    example: "(a UUID from the aggregator's console)",
    secret: true,
    fallback: "maru-demo-secret",
    requiredInProduction: true,
    parse: parseText,
  },
  publicKey: {
    env: "CODEF_PUBLIC_KEY",
    description:
      "the aggregator's RSA public key, base64, to which browsers encrypt passwords; beside the " +
      "sandbox it is asked for",
    example: "(base64 from the aggregator's console)",
    fallback: "",
    requiredInProduction: true,
    parse: (text) => text.trim(),
  },
} as const satisfies Settings;

export type CodefSettings = ConfigOf<typeof codefSettings>;
