/**
 * The kernel's face.
 *
 * @module
 */
export * from "./access_log.ts";
export * from "./calendar.ts";
export * from "./clock.ts";
export * from "./config.ts";
export * from "./copy.ts";
export { CopyBatch } from "./copy_batch.ts";
export * from "./copy_batches.ts";
export * from "./copy_binary_writer.ts";
export * from "./copy_chunks.ts";
export * from "./copy_text_writer.ts";
export * from "./csv.ts";
export * from "./database.ts";
export * from "./development_secrets.ts";
export * from "./environment_example.ts";
export * from "./errors.ts";
export * from "./events.ts";
export * from "./health.ts";
export * from "./idempotency.ts";
export * from "./jobs.ts";
export * from "./kernel.ts";
export * from "./kernel_settings.ts";
export * from "./invisible_characters.ts";
export * from "./korean_numbers.ts";
export * from "./log.ts";
export * from "./masking.ts";
export * from "./metrics.ts";
export { migrate, MigrationChangedError, pendingMigrations } from "./migrations.ts";
export * from "./money.ts";
export * from "./outbound.ts";
export * from "./fixed_column.ts";
export * from "./packed_column.ts";
export { DatabaseInUseError } from "./pglite.ts";
export * from "./rate_limit.ts";
export * from "./sealing.ts";
export * from "./setting_parsers.ts";
export { TransactionNestedError } from "./transactions.ts";
