/** Addresses of the payers' pages. The link's token stands in the first one alone. */
export const payerPaths = {
  link: (token: string) => `/pay/${token}`,
  linkCode: (token: string) => `/pay/${token}/code`,
  opening: (token: string) => `/pay/${token}/opening`,
  home: "/pay",
  closing: "/pay/closing",
  account: (instructionId: string) => `/pay/instructions/${instructionId}/account`,
  accountCode: (instructionId: string) => `/pay/instructions/${instructionId}/account-code`,
} as const;
