import { type ConfigOf, parseInteger, parseText, type Settings } from "@maru/kernel";

/** The lines to banks. The fallbacks are the sandbox's. */
export const directLineSettings = {
  host: {
    env: "DIRECT_LINE_HOST",
    description: "host of the SFTP server through which the banks' lines are reached",
    example: "line.bank.example",
    fallback: "127.0.0.1",
    requiredInProduction: true,
    parse: parseText,
  },
  port: {
    env: "DIRECT_LINE_PORT",
    description: "port of that server",
    example: "22",
    fallback: "8003",
    requiredInProduction: true,
    parse: parseInteger({ min: 1, max: 65_535 }),
  },
  password: {
    env: "DIRECT_LINE_PASSWORD",
    description: "password of the lines; the user is the bank's three-digit code",
    example: "(from the contract)",
    secret: true,
    fallback: "maru-line-demo-secret",
    requiredInProduction: true,
    parse: parseText,
  },
  hostKey: {
    env: "DIRECT_LINE_HOST_KEY",
    description: "that server's key as SHA256:<base64>; beside the sandbox it is asked for",
    example: "SHA256:(43 characters)",
    fallback: "",
    requiredInProduction: true,
    parse: (text: string) => text.trim(),
  },
} as const satisfies Settings;

export type DirectLineSettings = ConfigOf<typeof directLineSettings>;
