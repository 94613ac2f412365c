/**
 * The face of `submission`.
 *
 * @module
 */
export * from "./submission.ts";
export { ITEM_STATES } from "./submission_view.ts";
export type * from "./agency_connector.ts";
export * from "./errors.ts";
export { type SubmissionSettings, submissionSettings } from "./settings.ts";
export type { SubmissionAuth } from "./parts.ts";
export {
  codefSettings,
  createCodefConnector,
  GatewayKeyMissingError,
} from "./adapters/codef/mod.ts";
export { createSubmission } from "./create_submission.ts";
