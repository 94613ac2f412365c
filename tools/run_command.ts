/**
 * How a command of the house ends: with a sentence where its caller can mend the cause, with the
 * whole error where we must.
 *
 * @module
 */
import { ConfigError, DatabaseInUseError } from "@maru/kernel";

/** @param isCallers whether the command's own error is one that its caller can mend */
export async function runCommand(
  command: () => Promise<void>,
  isCallers: (error: unknown) => boolean = () => false,
): Promise<never> {
  try {
    await command();
    Deno.exit(0);
  } catch (error) {
    const isTold = error instanceof ConfigError || error instanceof DatabaseInUseError ||
      error instanceof RangeError || isCallers(error);
    console.error(error instanceof Error && isTold ? error.message : error);
    Deno.exit(1);
  }
}
