import type { Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { changesOf, writeHistory } from "../settings/history.ts";
import { isId } from "../settings/lists/ids.ts";
import { type InstructionTable, tables } from "../tables.ts";
import { cleanInstruction } from "./clean.ts";
import { createAccountChange, isAccountTyped } from "./account_change.ts";
import type { CustomerDeps, CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { lockCustomer } from "./customers.ts";
import {
  CustomerInputError,
  EndedError,
  InstructionNotFoundError,
  StaleVersionError,
} from "./errors.ts";
import { addAccount } from "./instruction_account.ts";
import { accountFieldsOf, termColumnsOf, termsOf } from "./instruction_row.ts";
import { nextPayerNumbers } from "./payer_numbers.ts";
import { lockContract, readRuleFacts } from "./rule_facts.ts";
import { createRowRules, type FieldProblem, type RowRules } from "./rules.ts";

/** 이체정보: what is collected from a customer. */
export function createInstructions(
  parts: Pick<CustomerParts, "kernel">,
  deps: CustomerDeps,
): Pick<CustomerDesk, "addInstruction" | "saveInstruction"> {
  const { kernel } = parts;
  const changeAccount = createAccountChange(parts, deps);

  async function rulesOf(
    tx: Transaction,
    key: { merchantId: string; contractId: string },
  ): Promise<RowRules> {
    await lockContract(tx, key);
    const today = kernel.calendar.dateOf(kernel.clock.now());
    return createRowRules(await readRuleFacts(tx, { ...key, today }));
  }

  return {
    addInstruction: (merchantId, { customerId, actor, ...given }) =>
      kernel.transaction(async (tx) => {
        await holdCutoff(tx);
        const input = cleanInstruction(given);
        const customer = await lockCustomer(tx, { merchantId, id: customerId });
        if (customer.state === "ended") throw new EndedError(customerId);
        const contractId = customer.contract_id;
        const rules = await rulesOf(tx, { merchantId, contractId });
        refuse((problems) => {
          rules.terms(input, problems);
          rules.account(input, problems);
        });
        const account = await addAccount(kernel, tx, { merchantId, input });
        const [payerNumber] = await nextPayerNumbers(tx, { merchantId, count: 1 });
        const id = kernel.uuid();
        const now = kernel.clock.now();
        await tables(tx).insertInto("instruction").values({
          merchant_id: merchantId,
          id,
          customer_id: customerId,
          contract_id: contractId,
          payer_number: payerNumber!,
          account_id: account.id,
          bank_code: input.bankCode,
          ...termColumnsOf(input),
          registered_by: actor,
          created_at: now,
          updated_at: now,
        }).execute();
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "instruction",
          subjectId: id,
          actor,
          action: "created",
          changes: changesOf({}, { ...termsOf(input), ...accountFieldsOf(input, account.masked) }),
        }]);
        await deps.registrations.apply(tx, {
          merchantId,
          instructionId: id,
          kind: "new",
          accountId: account.id,
          origin: "merchant",
          actor,
        });
        return { id };
      }),
    saveInstruction: (merchantId, { id, version, actor, ...given }) =>
      kernel.transaction(async (tx) => {
        await holdCutoff(tx);
        const input = cleanInstruction(given);
        const before = await lockInstruction(tx, { merchantId, id });
        if (before.state === "ended") throw new EndedError(id);
        if (before.version !== version) throw new StaleVersionError(id, before.version);
        const rules = await rulesOf(tx, { merchantId, contractId: before.contract_id });
        refuse((problems) => {
          rules.terms(input, problems);
          if (isAccountTyped(input)) rules.account(input, problems);
        });
        const accountChanges = await changeAccount(tx, {
          before,
          input,
          origin: "merchant",
          actor,
        });
        const changes = [...changesOf(termsOf(before), termsOf(input)), ...accountChanges];
        if (changes.length === 0) return;
        await tables(tx).updateTable("instruction").set({
          ...termColumnsOf(input),
          version: before.version + 1,
          updated_at: kernel.clock.now(),
        }).where("merchant_id", "=", merchantId).where("id", "=", id).execute();
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "instruction",
          subjectId: id,
          actor,
          action: accountChanges.length > 0 ? "accountChanged" : "changed",
          changes,
        }]);
      }),
  };
}

/** @throws {InstructionNotFoundError} */
export async function lockInstruction(
  tx: Transaction,
  { merchantId, id }: { merchantId: string; id: string },
): Promise<Selectable<InstructionTable>> {
  const instruction = isId(id)
    ? await tables(tx).selectFrom("instruction").selectAll()
      .where("merchant_id", "=", merchantId).where("id", "=", id).forUpdate().executeTakeFirst()
    : undefined;
  if (instruction === undefined) throw new InstructionNotFoundError(id);
  return instruction;
}

/** @throws {CustomerInputError} */
function refuse(check: (problems: FieldProblem[]) => void): void {
  const problems: FieldProblem[] = [];
  check(problems);
  if (problems.length > 0) throw new CustomerInputError(problems);
}
