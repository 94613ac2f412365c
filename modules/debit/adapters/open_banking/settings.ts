import { type ConfigOf, parseText, parseUrl, type Settings } from "@maru/kernel";

/** What Open Banking gave us. The fallbacks are the sandbox's public demo account. */
export const openBankingSettings = {
  baseUrl: {
    env: "OPEN_BANKING_URL",
    description: "base URL of Open Banking, for the account-holder check",
    example: "https://openapi.openbanking.or.kr",
    fallback: "http://127.0.0.1:8002/openbanking",
    requiredInProduction: true,
    parse: parseUrl(["https:", "http:"]),
  },
  clientId: {
    env: "OPEN_BANKING_CLIENT_ID",
    description: "client id at Open Banking",
    example: "(a UUID from Open Banking)",
    fallback: "maru-holder-demo",
    requiredInProduction: true,
    parse: parseText,
  },
  clientSecret: {
    env: "OPEN_BANKING_CLIENT_SECRET",
    description: "client secret at Open Banking",
    example: "(a UUID from Open Banking)",
    secret: true,
    fallback: "maru-holder-demo-secret",
    requiredInProduction: true,
    parse: parseText,
  },
} as const satisfies Settings;

export type OpenBankingSettings = ConfigOf<typeof openBankingSettings>;
