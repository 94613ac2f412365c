import { type ConfigOf, parseInteger, parseText, parseUrl, type Settings } from "@maru/kernel";

/** What the clearing house gave us. The fallbacks are the sandbox's public demo account. */
export const clearingHouseSettings = {
  apiUrl: {
    env: "CLEARING_API_URL",
    description: "base URL of the clearing house's API",
    example: "https://api.cmsedi.or.kr",
    fallback: "http://127.0.0.1:8002/clearing",
    requiredInProduction: true,
    parse: parseUrl(["https:", "http:"]),
  },
  clientId: {
    env: "CLEARING_CLIENT_ID",
    description: "client id at the clearing house",
    example: "(from the clearing house)",
    fallback: "maru-clearing-demo",
    requiredInProduction: true,
    parse: parseText,
  },
  clientSecret: {
    env: "CLEARING_CLIENT_SECRET",
    description: "client secret at the clearing house",
    example: "(from the clearing house)",
    secret: true,
    fallback: "maru-clearing-demo-secret",
    requiredInProduction: true,
    parse: parseText,
  },
  sftpHost: {
    env: "CLEARING_SFTP_HOST",
    description: "host of the clearing house's SFTP server",
    example: "sftp.cmsedi.or.kr",
    fallback: "127.0.0.1",
    requiredInProduction: true,
    parse: parseText,
  },
  sftpPort: {
    env: "CLEARING_SFTP_PORT",
    description: "port of the clearing house's SFTP server",
    example: "11133",
    fallback: "8003",
    requiredInProduction: true,
    parse: parseInteger({ min: 1, max: 65_535 }),
  },
  sftpHostKey: {
    env: "CLEARING_SFTP_HOST_KEY",
    description:
      "the SFTP server's key as SHA256:<base64>, as the clearing house gave it on paper; beside " +
      "the sandbox it is asked for",
    example: "SHA256:(43 characters)",
    fallback: "",
    requiredInProduction: true,
    parse: (text: string) => text.trim(),
  },
} as const satisfies Settings;

export type ClearingHouseSettings = ConfigOf<typeof clearingHouseSettings>;
