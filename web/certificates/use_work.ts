import { useEffect, useState } from "preact/hooks";
import { type Problem, problemOf } from "./problem.ts";
import { type CertificateWorker, withCertificateWorker } from "./worker_client.ts";

/** A button's work in the certificate worker: busy, done, or what went wrong. */
export interface WorkState {
  readonly isBusy: boolean;
  readonly problems: readonly Problem[];
  /** Shown when the work is done. */
  readonly done: string | undefined;
  show(problems: readonly Problem[]): void;
  /** Runs the work unless something is lacking; it answers what to say at the end. */
  run(
    lacking: readonly Problem[],
    work: (worker: CertificateWorker) => Promise<string>,
  ): Promise<void>;
}

export function useWork(
  { workerUrl, summaryId }: { workerUrl: string; summaryId: string },
): WorkState {
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [done, setDone] = useState<string>();
  useEffect(() => {
    if (problems.length > 0) document.getElementById(summaryId)?.focus();
  }, [problems]);
  return {
    isBusy,
    problems,
    done,
    show: setProblems,
    async run(lacking, work) {
      setProblems(lacking);
      setDone(undefined);
      if (lacking.length > 0 || isBusy) return;
      setBusy(true);
      try {
        setDone(await withCertificateWorker(workerUrl, work));
      } catch (error) {
        setProblems([problemOf(error)]);
      } finally {
        setBusy(false);
      }
    },
  };
}
