import type { Kernel } from "@maru/kernel";

/** The process is dead: nothing that it does from now on reaches the database. */
class ProcessDiedError extends Error {
  override name = "ProcessDiedError";
}

/**
 * A kernel of a process that dies at its `callsLeft`-th touch of the database: before the statement
 * goes out, or, every other time, after it was committed and before the answer is read.
 */
export function createMortalKernel(kernel: Kernel, life: { callsLeft: number }): Kernel {
  const touch = () => {
    if (life.callsLeft <= 0) throw new ProcessDiedError();
    life.callsLeft -= 1;
  };
  const db = kernel.database.db.withPlugin({
    transformQuery({ node }) {
      touch();
      return node;
    },
    transformResult({ result }) {
      touch();
      return Promise.resolve(result);
    },
  });
  return {
    ...kernel,
    database: { ...kernel.database, db },
    async transaction(work) {
      touch();
      const value = await kernel.transaction(work);
      touch();
      return value;
    },
  };
}
