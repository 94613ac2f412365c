/**
 * The clearing house's files (KFTC CMS), read and written byte for byte. It stands alone: no kernel,
 * no database, web standards only.
 *
 * | file | write | read |
 * | --- | --- | --- |
 * | EB11–EB14 | `createRegistrationFileWriter` | `readRegistrationFile` |
 * | EB21, EC21 | `createDebitFileWriter`, from objects or rows of a database | `readDebitFile` |
 * | EB22, EC22 | `createDebitResultFileWriter` | `verifyDebitResultFile`, `readDebitResultFile`, `debitResultRows` |
 * | EI13 | `createEvidenceFileWriter` | `readEvidenceFile` |
 *
 * Writers refuse what the clearing house would refuse (`FieldRefusedError`); readers refuse what
 * differs from the layout, from the file that was expected, or from its own trailer
 * (`FileFormatError`), and never take an empty file for good news (`EmptyFileError`).
 *
 * @module
 */
export type * from "./file_types.ts";
export type * from "./registration_types.ts";
export type * from "./debit_types.ts";
export type * from "./evidence_types.ts";
export {
  EmptyFileError,
  FieldRefusedError,
  FileFormatError,
  TruncatedFileError,
  UnreconciledResultError,
} from "./file_errors.ts";
export { parseSftpFileName, recordFileName, sftpFileName } from "./file_names.ts";
export {
  type CodeSource,
  isResultCode,
  RESULT_CODES,
  type ResultCode,
  type RetryClass,
} from "./result_codes.ts";
export { charactersOutsideEucKr, decodeEucKr, encodeEucKr } from "./euc_kr.ts";
export { fitPassbookText, passbookProblem, toFullWidth } from "./passbook_text.ts";
export { ACCOUNT_MOVE_BRANCH } from "./account_moves.ts";
export { createRegistrationFileWriter } from "./registration_file_writer.ts";
export { readRegistrationFile } from "./registration_file_reader.ts";
export { DEBIT_AMOUNT_MIN_WON } from "./debit_request_record.ts";
export {
  createDebitFileWriter,
  type DebitFileOptions,
  type DebitFileWriter,
} from "./debit_file_writer.ts";
export { DEBIT_ROW_COLUMNS } from "./debit_rows.ts";
export { readDebitFile } from "./debit_file_reader.ts";
export {
  createDebitResultFileWriter,
  type DebitResultFileOptions,
} from "./debit_result_file_writer.ts";
export { readDebitResultFile } from "./debit_result_reader.ts";
export { verifyDebitResultFile } from "./verify_debit_result_file.ts";
export {
  DEBIT_RESULT_ROW_COLUMNS,
  type DebitResultRows,
  debitResultRows,
} from "./debit_result_rows.ts";
export { type DebitReconciliation, reconcileDebitResult } from "./reconcile_debit_result.ts";
export { EVIDENCE_BYTES_MAX, EVIDENCE_EXTENSIONS } from "./evidence_record.ts";
export { createEvidenceFileWriter } from "./evidence_file_writer.ts";
export { readEvidenceFile } from "./evidence_file_reader.ts";
