import type { Parts } from "../parts.ts";
import { destroyDocuments } from "./destroy_documents.ts";
import { destroyBundles, destroyInputs, destroyTwoWay } from "./destroy_secrets.ts";

const SECRETS_EVERY_SECONDS = 60;
/** While institutions sleep. */
const DOCUMENTS_AT = "03:00";

/** Hangs destruction on the clock: documents every night, what agencies needed every minute. */
export function createRetention({ kernel }: Pick<Parts, "kernel">): void {
  kernel.jobs.daily("submission.retention", DOCUMENTS_AT, async () => {
    report("document", await destroyDocuments({ kernel }));
  });
  kernel.jobs.tick("submission.secrets", SECRETS_EVERY_SECONDS, async () => {
    report("bundle", await destroyBundles({ kernel }));
    report("inputs", await destroyInputs({ kernel }));
    report("twoWay", await destroyTwoWay({ kernel }));
  });

  function report(kind: string, count: number): void {
    if (count === 0) return;
    kernel.log.info("destroyed at the end of retention", { kind, count });
    const help = "What was destroyed because it need not be kept";
    kernel.metrics.count("maru_destroyed_total", help, { kind }, count);
  }
}
