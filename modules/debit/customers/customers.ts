import type { Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import { writeHistory } from "../settings/history.ts";
import { isId } from "../settings/lists/ids.ts";
import { type CustomerTable, tables } from "../tables.ts";
import { cleanCustomer } from "./clean.ts";
import type { CustomerDesk, CustomerInput, CustomerParts } from "./customer_desk.ts";
import { columnsOf, inputOf } from "./customer_row.ts";
import {
  CustomerInputError,
  CustomerNotFoundError,
  CustomerNumberTakenError,
  EndedError,
  StaleVersionError,
} from "./errors.ts";
import { keptIdentity, newIdentity, type SealedIdentity } from "./customer_identity.ts";
import { customerChanges } from "./masked_fields.ts";
import { lockContract, readRuleFacts } from "./rule_facts.ts";
import { createRowRules, type FieldProblem } from "./rules.ts";
import { isUniqueViolation } from "./unique_violation.ts";

/** 고객관리: one customer at a time. */
export function createCustomers(
  parts: Pick<CustomerParts, "kernel">,
): Pick<CustomerDesk, "create" | "save"> {
  const { kernel } = parts;
  return {
    create: (merchantId, { actor, ...given }) =>
      kernel.transaction(async (tx) => {
        const input = cleanCustomer(given);
        await check(parts, tx, { merchantId, input });
        const id = kernel.uuid();
        const identity = await newIdentity(kernel, id, input.identity);
        const now = kernel.clock.now();
        const { numInsertedOrUpdatedRows } = await tables(tx).insertInto("customer").values({
          merchant_id: merchantId,
          id,
          ...columnsOf(input),
          ...identity.columns,
          created_at: now,
          updated_at: now,
        }).onConflict((conflict) => conflict.columns(["merchant_id", "number"]).doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) throw new CustomerNumberTakenError(input.number);
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "customer",
          subjectId: id,
          actor,
          action: "created",
          changes: customerChanges(undefined, afterOf(input, identity)),
        }]);
        return { id };
      }),
    async save(merchantId, { id, version, actor, ...given }) {
      const input = cleanCustomer(given);
      try {
        await kernel.transaction(async (tx) => {
          const before = await lockCustomer(tx, { merchantId, id });
          if (before.state === "ended") throw new EndedError(id);
          if (before.version !== version) throw new StaleVersionError(id, before.version);
          await check(parts, tx, { merchantId, input, before });
          const identity = input.identity === undefined
            ? keptIdentity(before)
            : await newIdentity(kernel, id, input.identity, before);
          await update(parts, tx, { before, input, identity, actor });
        });
      } catch (error) {
        if (isUniqueViolation(error)) throw new CustomerNumberTakenError(input.number);
        throw error;
      }
    },
  };
}

/** @throws {CustomerNotFoundError} */
export async function lockCustomer(
  tx: Transaction,
  { merchantId, id }: { merchantId: string; id: string },
): Promise<Selectable<CustomerTable>> {
  const customer = isId(id)
    ? await tables(tx).selectFrom("customer").selectAll()
      .where("merchant_id", "=", merchantId).where("id", "=", id).forUpdate().executeTakeFirst()
    : undefined;
  if (customer === undefined) throw new CustomerNotFoundError(id);
  return customer;
}

/** @throws {CustomerInputError} */
async function check(
  { kernel }: Pick<CustomerParts, "kernel">,
  tx: Transaction,
  { merchantId, input, before }: {
    merchantId: string;
    input: CustomerInput;
    before?: Selectable<CustomerTable>;
  },
): Promise<void> {
  await lockContract(tx, { merchantId, contractId: input.contractId });
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const facts = await readRuleFacts(tx, { merchantId, contractId: input.contractId, today });
  const problems: FieldProblem[] = [];
  createRowRules(facts).customer(input, problems);
  const isMoved = before !== undefined && before.contract_id !== input.contractId;
  // Items, due days and rail of its instructions are those of their contract.
  if (isMoved && await hasInstructions(tx, before)) {
    problems.push({ field: "contractId", reason: "notAChoice" });
  }
  const isOtherKind = before !== undefined && before.kind !== input.kind;
  if (isOtherKind && before.identity_sealed !== null && input.identity === undefined) {
    problems.push({ field: "identity", reason: "missing" });
  }
  if (problems.length > 0) throw new CustomerInputError(problems);
}

async function hasInstructions(
  tx: Transaction,
  { merchant_id, id }: Selectable<CustomerTable>,
): Promise<boolean> {
  const row = await tables(tx).selectFrom("instruction").select("id")
    .where("merchant_id", "=", merchant_id).where("customer_id", "=", id)
    .where("state", "<>", "ended").limit(1).executeTakeFirst();
  return row !== undefined;
}

async function update(
  parts: Pick<CustomerParts, "kernel">,
  tx: Transaction,
  { before, input, identity, actor }: {
    before: Selectable<CustomerTable>;
    input: CustomerInput;
    identity: SealedIdentity;
    actor: string;
  },
): Promise<void> {
  const changes = customerChanges(
    { input: inputOf(before), identityMasked: before.identity_masked },
    afterOf(input, identity),
  );
  if (changes.length === 0) return;
  await tables(tx).updateTable("customer").set({
    ...columnsOf(input),
    ...identity.columns,
    version: before.version + 1,
    updated_at: parts.kernel.clock.now(),
  }).where("merchant_id", "=", before.merchant_id).where("id", "=", before.id).execute();
  await writeHistory(parts, tx, [{
    merchantId: before.merchant_id,
    subjectKind: "customer",
    subjectId: before.id,
    actor,
    action: "changed",
    changes,
  }]);
}

function afterOf({ identity: _typed, ...input }: CustomerInput, identity: SealedIdentity) {
  return { input, identityMasked: identity.masked, isIdentityNew: identity.isChanged };
}
