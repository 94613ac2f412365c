import type { SealContext, Transaction } from "@maru/kernel";
import { writeHistory } from "../settings/history.ts";
import { isId } from "../settings/lists/ids.ts";
import { tables } from "../tables.ts";
import type { CustomerDeps, CustomerDesk, CustomerParts, EvidenceInput } from "./customer_desk.ts";
import { EndedError, EvidenceNotFoundError } from "./errors.ts";
import { checkEvidence } from "./evidence_form.ts";
import { lockInstruction } from "./instructions.ts";
import { cleanReason } from "./reason.ts";

/** Where a sealed proof of consent stands. */
export function evidencePlace(evidenceId: string): SealContext {
  return { table: "debit.evidence", column: "bytes_sealed", row: evidenceId };
}

/** 동의자료: proofs of consent, sealed; opening one stands in the access log. */
export function createEvidence(
  parts: Pick<CustomerParts, "kernel">,
  { registrations }: CustomerDeps,
): Pick<CustomerDesk, "addEvidence" | "evidence" | "openEvidence"> {
  const { kernel } = parts;
  return {
    addEvidence: (merchantId, { instructionId, actor, ...evidence }) =>
      kernel.transaction(async (tx) => {
        // What waited for this proof past its cutoff goes with the next file, as if it came now.
        await registrations.moveUnproven(tx, { merchantId, instructionId });
        const kept = await keepEvidence(parts, tx, { merchantId, instructionId, ...evidence });
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "instruction",
          subjectId: instructionId,
          actor,
          action: "evidenceAdded",
          changes: [{ field: "evidence", to: kept.summary }],
        }]);
        return { id: kept.id };
      }),
    async evidence(merchantId, instructionId) {
      if (!isId(instructionId)) return [];
      const rows = await tables(kernel.database.db).selectFrom("evidence")
        .select(["id", "kind", "extension", "byte_count", "given_at"])
        .where("merchant_id", "=", merchantId).where("instruction_id", "=", instructionId)
        .orderBy("id", "desc").execute();
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind as EvidenceInput["kind"],
        extension: row.extension,
        byteCount: row.byte_count,
        givenAt: row.given_at,
      }));
    },
    async openEvidence(merchantId, { id, reason: typed, actor, address }) {
      const reason = cleanReason(typed);
      const row = isId(id)
        ? await tables(kernel.database.db).selectFrom("evidence")
          .select(["bytes_sealed", "extension", "instruction_id"])
          .where("merchant_id", "=", merchantId).where("id", "=", id).executeTakeFirst()
        : undefined;
      if (row === undefined) throw new EvidenceNotFoundError(id);
      const bytes = await kernel.sealing.openBytes(evidencePlace(id), row.bytes_sealed);
      await kernel.transaction((tx) =>
        kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          ...(address === undefined ? {} : { address }),
          action: "debit.evidence.open",
          subject: `evidence:${id}`,
          reason,
        })
      );
      return { bytes, extension: row.extension };
    },
  };
}

/**
 * Keeps a proof for the account that the instruction has now.
 *
 * @throws {InstructionNotFoundError | EndedError | EvidenceRefusedError}
 */
export async function keepEvidence(
  { kernel }: Pick<CustomerParts, "kernel">,
  tx: Transaction,
  { merchantId, instructionId, kind, bytes, extension: typed }:
    & EvidenceInput
    & { merchantId: string; instructionId: string },
): Promise<{ id: string; summary: string }> {
  const instruction = await lockInstruction(tx, { merchantId, id: instructionId });
  if (instruction.state === "ended") throw new EndedError(instructionId);
  const extension = checkEvidence({ kind, extension: typed, bytes });
  const id = kernel.uuid();
  await tables(tx).insertInto("evidence").values({
    merchant_id: merchantId,
    id,
    instruction_id: instructionId,
    account_id: instruction.account_id,
    kind,
    extension,
    byte_count: bytes.length,
    bytes_sealed: await kernel.sealing.sealBytes(evidencePlace(id), bytes),
    given_at: kernel.clock.now(),
  }).execute();
  return { id, summary: `${kind} ${extension} ${bytes.length}` };
}
