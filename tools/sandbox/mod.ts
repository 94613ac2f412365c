/**
 * The sandbox for tests and tools that run it in their own process.
 * @module
 */
export { createSandbox } from "./app.ts";
export type { Sandbox, SandboxOptions } from "./app.ts";
export { createSandboxContext } from "./create_context.ts";
export type { ContextOptions } from "./create_context.ts";
export type { FaultKind, FaultRule, SandboxContext } from "./context.ts";
