/**
 * Korean first; English for the shell.
 *
 * @module
 */
export * from "./choice.ts";
export * from "./dictionary.ts";
