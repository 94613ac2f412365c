import type { Settings } from "./config.ts";
import {
  parseInteger,
  parseKey,
  parseList,
  parseNamedKeys,
  parseOneOf,
  parseText,
  parseUrl,
} from "./setting_parsers.ts";

const KEY_BYTE_COUNT = 32;

/** What the kernel and the process itself are told; its result is a `KernelConfig`. */
export const kernelSettings = {
  environment: {
    env: "MARU_ENV",
    description: "development or production; production takes no made-up secrets and no sandbox",
    example: "production",
    fallback: "development",
    parse: parseOneOf(["development", "production"]),
  },
  databaseUrl: {
    env: "DATABASE_URL",
    description: "PostgreSQL 15 or newer; without it an embedded database in DATA_DIR is used",
    example: "postgres://maru:password@127.0.0.1:5432/maru",
    secret: true,
    fallback: "",
    requiredInProduction: true,
    parse: parseUrl(["postgres:", "postgresql:"]),
  },
  databaseReadUrl: {
    env: "DATABASE_READ_URL",
    description: "a replica that reports and exports read from; without it they read DATABASE_URL",
    example: "postgres://maru:password@127.0.0.1:5433/maru",
    secret: true,
    fallback: "",
    parse: parseUrl(["postgres:", "postgresql:"]),
  },
  databasePoolSizeMax: {
    env: "DATABASE_POOL_SIZE_MAX",
    description: "connections to PostgreSQL that one process holds at most",
    example: "10",
    fallback: "10",
    parse: parseInteger({ min: 2, max: 200 }),
  },
  dataDirectory: {
    env: "DATA_DIR",
    description: "folder of the embedded database and of development secrets",
    example: "./data",
    fallback: "./data",
    parse: parseText,
  },
  sandboxUrl: {
    env: "SANDBOX_URL",
    description: "base URL of the sandbox, which moves the clock and stands in for outside systems",
    example: "http://127.0.0.1:8002",
    fallback: "",
    developmentOnly: true,
    parse: parseUrl(["http:", "https:"]),
  },
  sealingKeys: {
    env: "SEALING_KEYS",
    description:
      "keys that seal personal data, newest first, as id:key separated by commas; each key is 32 " +
      "random bytes in base64 (openssl rand -base64 32); keep an old key while what it sealed stands",
    example: "2026a:<openssl rand -base64 32>",
    secret: true,
    requiredInProduction: true,
    makeDevelopmentSecret: () => `development:${randomKey()}`,
    parse: parseNamedKeys(KEY_BYTE_COUNT),
  },
  indexKey: {
    env: "INDEX_KEY",
    description:
      "key of the blind indexes, 32 random bytes in base64; it cannot change while data stands",
    example: "<openssl rand -base64 32>",
    secret: true,
    requiredInProduction: true,
    makeDevelopmentSecret: randomKey,
    parse: parseKey(KEY_BYTE_COUNT),
  },
  logLevel: {
    env: "LOG_LEVEL",
    description: "least level of log lines that are written: debug, info, warn or error",
    example: "info",
    fallback: "info",
    parse: parseOneOf(["debug", "info", "warn", "error"]),
  },
  host: {
    env: "HOST",
    description: "address to listen on; 0.0.0.0 for all of them, behind a proxy with TLS",
    example: "127.0.0.1",
    fallback: "127.0.0.1",
    parse: parseText,
  },
  trustedProxies: {
    env: "TRUSTED_PROXIES",
    description:
      "addresses of the proxies in front, by commas; only theirs is the X-Forwarded-For that tells " +
      "who calls: rate limits and the access log go by it",
    example: "127.0.0.1,10.0.0.5",
    fallback: "",
    parse: parseList(parseText),
  },
  port: {
    env: "PORT",
    description: "port of the pages and the API",
    example: "8000",
    fallback: "8000",
    parse: parseInteger({ min: 0, max: 65_535 }),
  },
  metricsPort: {
    env: "METRICS_PORT",
    description: "internal port of /metrics; keep it closed to the outside",
    example: "8009",
    fallback: "8009",
    parse: parseInteger({ min: 0, max: 65_535 }),
  },
} as const satisfies Settings;

function randomKey(): string {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTE_COUNT)).toBase64();
}
