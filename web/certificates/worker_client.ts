import { startWorker } from "../islands/_trusted.ts";
import { WorkFailedError } from "./errors.ts";
import type { WorkSteps } from "./work/work.ts";

export interface WorkOrder {
  readonly number: number;
  readonly step: string;
  readonly input: unknown;
}

export type WorkAnswer =
  | { readonly number: number; readonly value: unknown }
  /** Class name of the error. */
  | { readonly number: number; readonly failure: string };

/** The worker's steps from the page's side. */
export type CertificateWorker = WorkSteps & {
  /** Ends the worker and with it everything that it knew. */
  end(): void;
};

/**
 * Starts the worker. Each step throws {@linkcode WorkFailedError} with the name of what went wrong.
 *
 * @param url of the built file, from the server
 */
function startCertificateWorker(url: string): CertificateWorker {
  const worker = startWorker(url);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let number = 0;
  const failAll = (reason: string) => {
    for (const each of waiting.values()) each.reject(new WorkFailedError(reason));
    waiting.clear();
  };
  worker.addEventListener("message", ({ data }: MessageEvent<WorkAnswer>) => {
    const order = waiting.get(data.number);
    waiting.delete(data.number);
    if ("failure" in data) order?.reject(new WorkFailedError(data.failure));
    else order?.resolve(data.value);
  });
  worker.addEventListener("error", () => failAll("WorkerError"));
  const ask = (step: string) => (input?: unknown) => {
    const order = withResolvers();
    waiting.set(++number, order);
    worker.postMessage({ number, step, input } satisfies WorkOrder);
    return order.promise;
  };
  const steps = Object.fromEntries(STEPS.map((step) => [step, ask(step)]));
  return {
    ...steps as unknown as WorkSteps,
    end: () => {
      worker.terminate();
      failAll("WorkerEnded");
    },
  };
}

/** Does one piece of work and ends the worker, however it went. */
export async function withCertificateWorker<T>(
  url: string,
  work: (worker: CertificateWorker) => Promise<T>,
): Promise<T> {
  const worker = startCertificateWorker(url);
  try {
    return await work(worker);
  } finally {
    worker.end();
  }
}

/** Browsers of 2023 do not have `Promise.withResolvers`. */
function withResolvers(): PromiseWithResolvers<unknown> {
  let resolve: PromiseWithResolvers<unknown>["resolve"] = () => {};
  let reject: PromiseWithResolvers<unknown>["reject"] = () => {};
  const promise = new Promise((...to) => [resolve, reject] = to);
  return { promise, resolve, reject };
}

const STEPS: readonly (keyof WorkSteps)[] = [
  "signLogin",
  "signDocument",
  "sealBundle",
  "sealNumber",
  "sealSimpleBundle",
  "open",
  "wrap",
  "convert",
  "sendTransfer",
  "receiveTransfer",
];
