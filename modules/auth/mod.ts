/**
 * The face of `auth`.
 *
 * @module
 */
export * from "./auth.ts";
