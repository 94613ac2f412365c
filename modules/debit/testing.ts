/**
 * What tests, benches and browser tests need to work with auto-debit.
 *
 * @module
 */
/** The books under auto-debit, for those who may not see the ledger itself. */
export { createLedger } from "@maru/ledger";
export { createImportDesk } from "./imports/create_import_desk.ts";
export { FIELD_COLUMNS } from "./imports/columns.ts";
export { type ImportLimits } from "./imports/limits.ts";
export { sampleCells } from "./imports/testing/sample_cells.ts";
export { type SampleOptions, sampleWorkbook } from "./imports/testing/sample_workbook.ts";
export { applyDebitResults } from "./exchange/apply_debit_results.ts";
export { debitContent } from "./exchange/debit_content.ts";
export { debitContentQuery } from "./exchange/debit_content_copied.ts";
export type { FileRecord } from "./exchange/file_row.ts";
export { createEventLog } from "./integration/event_log.ts";
export { HOUSE_ACCOUNTS, merchantAccounts } from "./money/house_accounts.ts";
export { createEndedMandates } from "./registrations/ended_by_debit.ts";
