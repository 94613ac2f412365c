import { type EvidenceInput, EvidenceRefusedError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import type { BodyLimit } from "../middleware/body_limit.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { evidenceWords, NO_EVIDENCE } from "./evidence_words.ts";
import { typedInstructionOf } from "./instruction_form.ts";
import { showInstruction } from "./instruction_show.ts";

/** A picture as a telephone takes it comes this far, so that the page can say what is too large. */
export function evidenceBodyLimits(context: DebitContext): readonly BodyLimit[] {
  const sender = async (c: Context<WebEnv>) =>
    (await requireMerchant(context, c, "debit.customers")).merchantId;
  return [{ path: debitPaths.evidence("*"), bytesMax: 8_388_608, deadlineMs: 60_000, sender }];
}

/** 동의자료: keeping one, or saying at its field why not. */
export function evidenceRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers } = context.debit;
  routes.post(debitPaths.evidence(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const saved = await customers.getInstruction(user.merchantId, idParam(c, "id"));
    const { kind, file } = await readUpload(c);
    const again = async (error: FieldError) => {
      const customer = await customers.get(user.merchantId, saved.customerId);
      const typed = typedInstructionOf(saved);
      const place = { user, customer, saved, typed, opened: typed };
      return await showInstruction(context, c, { ...place, evidenceKind: kind, errors: [error] });
    };
    if (file === undefined) return await again({ field: "file", message: NO_EVIDENCE });
    try {
      await customers.addEvidence(user.merchantId, {
        instructionId: saved.id,
        // The desk refuses what is none of the four.
        kind: Number(kind) as EvidenceInput["kind"],
        extension: file.name.split(".").at(-1) ?? "",
        bytes: new Uint8Array(await file.arrayBuffer()),
        actor: user.actor,
      });
    } catch (error) {
      if (!(error instanceof EvidenceRefusedError)) throw error;
      const field = error.reason === "kind" ? "kind" : "file";
      return await again({ field, message: evidenceWords(error.reason, kind) });
    }
    return c.redirect(`${debitPaths.instruction(saved.id)}?saved=1#evidence`, 303);
  });
}

/** A browser sends an empty file without a name where none was chosen. */
async function readUpload(
  c: Context<WebEnv>,
): Promise<{ readonly kind: string; readonly file: File | undefined }> {
  const { kind, file } = await c.req.parseBody();
  const isChosen = file instanceof File && (file.name !== "" || file.size > 0);
  return { kind: typeof kind === "string" ? kind : "", file: isChosen ? file : undefined };
}
