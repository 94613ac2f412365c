import type { EvidenceInput } from "@maru/debit";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { BodyLimit } from "../middleware/body_limit.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";

/** Somewhat more than a proof may have, so that the desk can say why a larger one is refused. */
export const EVIDENCE_BODY_LIMITS: readonly BodyLimit[] = [
  { path: debitPaths.evidence("*"), bytesMax: 1_048_576, deadlineMs: 60_000 },
];

/** 동의자료: keeping one. */
export function evidenceRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers } = context.debit;
  routes.post(debitPaths.evidence(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const { id } = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const body = await c.req.parseBody();
    const file = body["file"] instanceof File ? body["file"] : new File([], "");
    await customers.addEvidence(user.merchantId, {
      instructionId: id,
      // The desk refuses what is none of the four.
      kind: Number(body["kind"]) as EvidenceInput["kind"],
      extension: file.name.split(".").at(-1) ?? "",
      bytes: new Uint8Array(await file.arrayBuffer()),
      actor: user.actor,
    });
    return c.redirect(`${debitPaths.instruction(id)}?saved=1#evidence`, 303);
  });
}
