/**
 * The face of `notifications`.
 *
 * @module
 */
export * from "./notifications.ts";
