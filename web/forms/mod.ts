/**
 * Forms that work without scripts: POST → 303 → GET, and 422 with the values kept.
 *
 * @module
 */
export * from "./read_form.ts";
export * from "./readers.ts";
