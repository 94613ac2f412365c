import type { Transaction } from "@maru/kernel";
import type { Parts } from "../parts.ts";

/** Who looks at a document, from where and why (개인정보 접속기록). */
export interface Looker {
  readonly actor: string;
  readonly address: string;
  readonly reason: string;
}

const REASON_LENGTH_MAX = 1_000;

/** Puts a look at an institution's document into the access log. */
export async function recordLook(
  { kernel }: Pick<Parts, "kernel">,
  tx: Transaction,
  look: {
    readonly by: Looker;
    readonly action: "document.view" | "document.download";
    readonly institutionId: string;
    readonly documentId: string;
  },
): Promise<void> {
  const { actor, address, reason } = look.by;
  await kernel.accessLog.record(tx, {
    actor,
    tenantId: look.institutionId,
    address,
    action: look.action,
    subject: look.documentId,
    reason: reason.slice(0, REASON_LENGTH_MAX),
  });
}
