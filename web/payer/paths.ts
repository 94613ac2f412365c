import { paths } from "../paths.ts";

/** Addresses of the payers' pages. The link's token stands in the first one alone. */
export const payerPaths = {
  link: (token: string) => `/pay/${token}`,
  linkCode: (token: string) => `/pay/${token}/code`,
  opening: (token: string) => `/pay/${token}/opening`,
  home: paths.payer,
  closing: "/pay/closing",
  account: (instructionId: string) => `/pay/instructions/${instructionId}/account`,
  /** The same change, signed with a certificate. */
  signing: (instructionId: string) => `/pay/instructions/${instructionId}/signing`,
  signingText: (instructionId: string) => `/pay/instructions/${instructionId}/signing-text`,
  signature: (instructionId: string) => `/pay/instructions/${instructionId}/signature`,
  accountCode: (instructionId: string) => `/pay/instructions/${instructionId}/account-code`,
} as const;
