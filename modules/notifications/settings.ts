import { parseText, parseUrl } from "@maru/kernel";
import type { Settings } from "@maru/kernel";

/** What the message provider gave the operator. The fallbacks are the sandbox's public demo account. */
export const notificationSettings = {
  baseUrl: {
    env: "SOLAPI_BASE_URL",
    description: "base URL of the message provider's API",
    example: "https://api.solapi.com",
    fallback: "http://127.0.0.1:8002",
    requiredInProduction: true,
    parse: parseUrl(["http:", "https:"]),
  },
  apiKey: {
    env: "SOLAPI_API_KEY",
    description: "API key of the message provider",
    example: "NCSXXXXXXXXXXXXX",
    secret: true,
    fallback: "NCSMARUSANDBOX01",
    requiredInProduction: true,
    parse: parseText,
  },
  apiSecret: {
    env: "SOLAPI_API_SECRET",
    description: "API secret of the message provider",
    example: "(32 characters from the provider's console)",
    secret: true,
    fallback: "MARUSANDBOXSECRETMARUSANDBOX0001",
    requiredInProduction: true,
    parse: parseText,
  },
  sender: {
    env: "SOLAPI_SENDER",
    description: "registered sender number (발신번호, 전기통신사업법 제84조의2), digits",
    example: "0215880001",
    fallback: "15880001",
    requiredInProduction: true,
    parse: parseSender,
  },
  channelId: {
    env: "SOLAPI_PF_ID",
    description: "id of the KakaoTalk channel (pfId) that sends 알림톡",
    example: "KA01PF000000000000000000000000000",
    fallback: "KA01PF260101000000000MARUDEMO001",
    requiredInProduction: true,
    parse: parseText,
  },
} as const satisfies Settings;

function parseSender(text: string): string {
  const digits = text.replace(/[-\s]/g, "");
  if (!/^\d{8,11}$/.test(digits)) throw new RangeError("a telephone number of 8 to 11 digits");
  return digits;
}
