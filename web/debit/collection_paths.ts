import { debitPaths } from "./context.ts";

/** Addresses below those of the menu, of the pages for collection. */
export const collectionPaths = {
  registrationsExport: (format: SheetFormat) => `${debitPaths.registrations}.${format}`,
  registrationWithdrawal: (id: string) => `${debitPaths.registrations}/${id}/withdrawal`,
  registrationAgain: `${debitPaths.registrations}/again`,
  requestConfirmation: `${debitPaths.requests}/confirmation`,
  orderWithdrawal: `${debitPaths.requests}/withdrawal`,
  retryConfirmation: `${debitPaths.retries}/confirmation`,
  resultsExport: (format: SheetFormat) => `${debitPaths.results}.${format}`,
  result: (id: string) => `${debitPaths.results}/${id}`,
} as const;

/** What tables are saved as. */
export const SHEET_FORMATS = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];
