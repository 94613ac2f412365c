import { type ConfigOf, parseInteger, parseUrl, type Settings } from "@maru/kernel";

/** What the submission module is told at start. */
export const submissionSettings = {
  publicUrl: {
    env: "PUBLIC_URL",
    description: "address that people type, without a path; it stands in messages",
    example: "https://maru.example",
    fallback: "http://127.0.0.1:8000",
    requiredInProduction: true,
    parse: parseUrl(["https:", "http:"]),
  },
  agencyTimeoutSeconds: {
    env: "AGENCY_TIMEOUT_SECONDS",
    description:
      "how long an agency may take; the lease of a login lasts so long and a little more, because " +
      "the agency may still be at work when our process is not",
    example: "300",
    fallback: "300",
    parse: parseInteger({ min: 1, max: 900 }),
  },
  agencySpacingMs: {
    env: "AGENCY_SPACING_MS",
    description: "least time between two calls of one login at one agency",
    example: "700",
    fallback: "700",
    parse: parseInteger({ min: 0, max: 60_000 }),
  },
  laneConcurrency: {
    env: "SUBMISSION_CONCURRENCY",
    description: "logins at agencies that one process works side by side",
    example: "32",
    fallback: "32",
    parse: parseInteger({ min: 1, max: 500 }),
  },
  deliveryConcurrency: {
    env: "DELIVERY_CONCURRENCY",
    description: "documents that one process hands over side by side",
    example: "32",
    fallback: "32",
    parse: parseInteger({ min: 1, max: 500 }),
  },
  deliveryTimeoutMs: {
    env: "DELIVERY_TIMEOUT_MS",
    description: "how long an institution's webhook may take to answer",
    example: "10000",
    fallback: "10000",
    parse: parseInteger({ min: 100, max: 60_000 }),
  },
  breakerFailureCount: {
    env: "AGENCY_BREAKER_FAILURES",
    description: "failures of an agency in a row before it is left alone for a while",
    example: "5",
    fallback: "5",
    parse: parseInteger({ min: 1, max: 100 }),
  },
  breakerOpenSeconds: {
    env: "AGENCY_BREAKER_SECONDS",
    description: "how long an agency that is down is left alone before one request tries it",
    example: "60",
    fallback: "60",
    parse: parseInteger({ min: 1, max: 3_600 }),
  },
} as const satisfies Settings;

export type SubmissionSettings = ConfigOf<typeof submissionSettings>;

/** The fallbacks, for composition that reads no environment. */
export function defaultSettings(): SubmissionSettings {
  const entries = Object.entries(submissionSettings).map(([name, setting]) =>
    [name, setting.parse(setting.fallback)] as const
  );
  return Object.fromEntries(entries) as unknown as SubmissionSettings;
}
