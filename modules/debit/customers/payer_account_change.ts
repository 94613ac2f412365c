import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { changesOf, writeHistory } from "../settings/history.ts";
import { tables } from "../tables.ts";
import { createAccountChange } from "./account_change.ts";
import { cleanNumber, cleanText } from "./clean.ts";
import type { CustomerDeps, CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { CustomerInputError, EndedError } from "./errors.ts";
import { keepEvidence } from "./evidence.ts";
import { lockInstruction } from "./instructions.ts";
import { lockContract, readRuleFacts } from "./rule_facts.ts";
import { createRowRules, type FieldProblem } from "./rules.ts";

const REFUSED_STATES: readonly string[] = ["failed", "cancelled"];

/** A payer names another account with his consent, or the same one anew, in the caller's transaction. */
export function createPayerAccountChange(
  parts: Pick<CustomerParts, "kernel">,
  deps: CustomerDeps,
): Pick<CustomerDesk, "changeAccount"> {
  const { kernel } = parts;
  const changeAccount = createAccountChange(parts, deps);
  return {
    async changeAccount(tx, { merchantId, instructionId, evidence, actor, ...given }) {
      await holdCutoff(tx);
      const input = {
        bankCode: given.bankCode,
        account: cleanNumber(given.account),
        holder: cleanText(given.holder),
        holderIdentity: cleanNumber(given.holderIdentity),
      };
      const before = await lockInstruction(tx, { merchantId, id: instructionId });
      if (before.state === "ended") throw new EndedError(instructionId);
      const key = { merchantId, contractId: before.contract_id };
      await lockContract(tx, key);
      const today = kernel.calendar.dateOf(kernel.clock.now());
      const problems: FieldProblem[] = [];
      createRowRules(await readRuleFacts(tx, { ...key, today })).account(input, problems);
      if (problems.length > 0) throw new CustomerInputError(problems);
      await deps.registrations.moveUnproven(tx, { merchantId, instructionId });
      const changes = await changeAccount(tx, { before, input, origin: "payer", actor });
      if (changes.length > 0) {
        await tables(tx).updateTable("instruction")
          .set({ version: before.version + 1, updated_at: kernel.clock.now() })
          .where("merchant_id", "=", merchantId).where("id", "=", instructionId).execute();
      } else if (REFUSED_STATES.includes(before.registration_state)) {
        // The bank refused or ended this very account: whoever agrees to it anew wants it debited.
        await deps.registrations.apply(tx, {
          merchantId,
          instructionId,
          accountId: before.account_id,
          kind: "new",
          origin: "payer",
          actor,
        });
      }
      const kept = await keepEvidence(parts, tx, { merchantId, instructionId, ...evidence });
      await writeHistory(parts, tx, [{
        merchantId,
        subjectKind: "instruction",
        subjectId: instructionId,
        actor,
        action: "accountChanged",
        changes: [...changes, ...changesOf({}, { evidence: kept.summary })],
      }]);
      return { isChanged: changes.length > 0 };
    },
  };
}
