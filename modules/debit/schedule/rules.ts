import { type Kernel, messageOf, TransactionNestedError } from "@maru/kernel";
import { AsyncLocalStorage } from "node:async_hooks";
import { tables } from "../tables.ts";
import type { Rule } from "./plan.ts";

/** So soon does a changed rule count for those who ask inside a transaction. */
const HELD_MS = 15_000;

/**
 * The rules as they stand now. Inside a transaction, where another connection must not be waited for,
 * what was read before answers, and is read again beside it.
 */
export function createRules({ kernel }: { kernel: Kernel }): () => Promise<readonly Rule[]> {
  // Whoever reads beside a transaction must not count as being inside of it.
  const outside = AsyncLocalStorage.snapshot();
  let held: { readonly rules: readonly Rule[]; readonly readAtMs: number } | undefined;
  let reading: Promise<readonly Rule[]> | undefined;

  async function read(): Promise<readonly Rule[]> {
    const rules = await tables(kernel.database.db).selectFrom("schedule_rule").selectAll()
      .execute();
    held = { rules, readAtMs: kernel.clock.monotonic() };
    return rules;
  }

  function readBeside(): Promise<readonly Rule[]> {
    reading ??= outside(read).catch((error) => {
      kernel.log.warn("cannot read the schedule's rules", { error: messageOf(error) });
      return held?.rules ?? [];
    }).finally(() => reading = undefined);
    return reading;
  }

  // The first caller may be inside a transaction already.
  readBeside();

  return async () => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof TransactionNestedError)) throw error;
      if (held === undefined) return await readBeside();
      if (kernel.clock.monotonic() - held.readAtMs > HELD_MS) readBeside();
      return held.rules;
    }
  };
}
