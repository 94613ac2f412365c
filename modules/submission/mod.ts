/**
 * The face of `submission`.
 *
 * @module
 */
export * from "./submission.ts";
export type * from "./agency_connector.ts";
