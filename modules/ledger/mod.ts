/**
 * The face of `ledger`.
 *
 * @module
 */
export * from "./create_ledger.ts";
export * from "./errors.ts";
export * from "./ledger.ts";
export type { Damage, DamageKind } from "./verify/damage.ts";
export * from "./verify/verify_ledger.ts";
