export interface BatcherOptions<Input, Output> {
  readonly sizeMax: number;
  /** Runs all inputs in one statement; answers in the order of the inputs. */
  run(inputs: readonly Input[]): Promise<readonly Output[]>;
}

interface Waiting<Input, Output> {
  readonly input: Input;
  resolve(output: Output): void;
  reject(error: unknown): void;
}

/**
 * Puts calls that come while a statement runs into the next one. The first call waits for nobody,
 * so a quiet system pays no delay, and a busy one pays one round trip and one commit for many.
 *
 * A statement that fails with several inputs is repeated input by input: it wrote nothing, and one
 * bad input must not take the others with it.
 */
export function createBatcher<Input, Output>(
  { sizeMax, run }: BatcherOptions<Input, Output>,
): (input: Input) => Promise<Output> {
  let waiting: Waiting<Input, Output>[] = [];
  let isRunning = false;

  async function flush(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, sizeMax);
      waiting = waiting.slice(sizeMax);
      await runBatch(batch);
    }
    isRunning = false;
  }

  async function runBatch(batch: readonly Waiting<Input, Output>[]): Promise<void> {
    try {
      const outputs = await run(batch.map(({ input }) => input));
      batch.forEach(({ resolve }, index) => resolve(outputs[index]!));
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error);
      for (const one of batch) await runBatch([one]);
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!isRunning) void flush();
    });
}
