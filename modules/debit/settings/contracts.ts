import type { Transaction } from "@maru/kernel";
import { type Selectable, sql } from "kysely";
import { isId } from "./lists/ids.ts";
import { type ContractTable, tables } from "../tables.ts";
import { contractChecks } from "./contract_rules.ts";
import { ContractInputError, ContractNotFoundError } from "./errors.ts";
import { changesOf, writeHistory } from "./history.ts";
import type {
  Contract,
  ContractInput,
  ContractItem,
  MerchantDesk,
  MerchantParts,
} from "./merchant_desk.ts";

export function createContracts(
  parts: Pick<MerchantParts, "kernel">,
): Pick<MerchantDesk, "saveContract" | "contracts"> {
  const { kernel } = parts;
  return {
    saveContract(merchantId, { id, actor, ...given }) {
      const input = { ...given, dueDays: [...new Set(given.dueDays)].sort((a, b) => a - b) };
      const checks = contractChecks(input);
      if (checks.problems.length > 0) throw new ContractInputError(checks.problems);
      return kernel.transaction(async (tx) => {
        const before = id === undefined ? undefined : await lockContract(tx, { merchantId, id });
        const contractId = before?.id ?? kernel.uuid();
        if (before === undefined) {
          await tables(tx).insertInto("contract").values({
            merchant_id: merchantId,
            id: contractId,
            ...columnsOf(input),
            created_at: kernel.clock.now(),
          }).execute();
        } else {
          await refuseWhatIsInUse(tx, { merchantId, before, input });
          await tables(tx).updateTable("contract").set(columnsOf(input))
            .where("merchant_id", "=", merchantId).where("id", "=", contractId).execute();
        }
        const changes = changesOf(before === undefined ? {} : { ...inputOf(before) }, { ...input });
        await writeHistory(
          parts,
          tx,
          changes.length === 0 ? [] : [{
            merchantId,
            subjectKind: "contract",
            subjectId: contractId,
            actor,
            action: before === undefined ? "created" : "changed",
            changes,
          }],
        );
        return { id: contractId };
      });
    },
    contracts: (merchantId) => readContracts(parts, merchantId),
  };
}

/** @throws {ContractNotFoundError} */
export async function lockContract(
  tx: Transaction,
  { merchantId, id }: { merchantId: string; id: string },
): Promise<Selectable<ContractTable>> {
  const contract = isId(id)
    ? await tables(tx).selectFrom("contract").selectAll()
      .where("merchant_id", "=", merchantId).where("id", "=", id).forUpdate().executeTakeFirst()
    : undefined;
  if (contract === undefined) throw new ContractNotFoundError(id);
  return contract;
}

/** Payers are registered by the rail, and due on the days, that stand in their instructions. */
async function refuseWhatIsInUse(
  tx: Transaction,
  { merchantId, before, input }: {
    merchantId: string;
    before: Selectable<ContractTable>;
    input: ContractInput;
  },
): Promise<void> {
  const used = await tables(tx).selectFrom("instruction").select("due_day").distinct()
    .where("merchant_id", "=", merchantId).where("contract_id", "=", before.id)
    .where("state", "<>", "ended").execute();
  const checks = contractChecks(input);
  if (used.length > 0 && input.rail !== before.rail) checks.refuse("rail", "inUse");
  if (used.some(({ due_day }) => !input.dueDays.includes(due_day))) {
    checks.refuse("dueDays", "inUse");
  }
  const items = await tables(tx).selectFrom("contract_item").select("collection_day")
    .where("merchant_id", "=", merchantId).where("contract_id", "=", before.id)
    .where("removed_at", "is", null).execute();
  if (items.some(({ collection_day }) => !input.dueDays.includes(collection_day))) {
    checks.refuse("dueDays", "inUse");
  }
  if (checks.problems.length > 0) throw new ContractInputError(checks.problems);
}

async function readContracts(
  { kernel }: Pick<MerchantParts, "kernel">,
  merchantId: string,
): Promise<Contract[]> {
  if (!isId(merchantId)) return [];
  const db = kernel.database.db;
  const [contracts, items] = await Promise.all([
    tables(db).selectFrom("contract").selectAll().where("merchant_id", "=", merchantId)
      .orderBy("created_at").orderBy("id").execute(),
    sql<ContractItem & { contractId: string }>`
      select ci.contract_id as "contractId", ci.item_code as "itemCode", i.name as "itemName",
        ci.collection_day as "collectionDay", ci.success_fee_won as "successFeeWon",
        ci.failure_fee_won as "failureFeeWon"
      from debit.contract_item ci join debit.item i on i.code = ci.item_code
      where ci.merchant_id = ${merchantId} and ci.removed_at is null
      order by ci.added_at, ci.item_code`.execute(db),
  ]);
  const today = kernel.calendar.dateOf(kernel.clock.now());
  return contracts.map((row) => ({
    id: row.id,
    ...inputOf(row),
    state: row.state === "ended" || (row.ends_on !== null && row.ends_on < today)
      ? "ended"
      : "active",
    items: items.rows.filter(({ contractId }) => contractId === row.id)
      .map(({ contractId: _contractId, ...item }) => item),
  }));
}

function inputOf(row: Selectable<ContractTable>): ContractInput {
  return {
    name: row.name,
    rail: row.rail,
    dueDays: row.due_days,
    startsOn: row.starts_on,
    ...(row.ends_on === null ? {} : { endsOn: row.ends_on }),
    monthlyLimitWon: row.monthly_limit_won,
    debitLimitWon: row.debit_limit_won,
    registrationFeeWon: row.registration_fee_won,
    retriesAutomatically: row.retries_automatically,
  };
}

function columnsOf(input: ContractInput) {
  return {
    name: input.name,
    rail: input.rail,
    due_days: [...input.dueDays],
    starts_on: input.startsOn,
    ends_on: input.endsOn ?? null,
    monthly_limit_won: input.monthlyLimitWon,
    debit_limit_won: input.debitLimitWon,
    registration_fee_won: input.registrationFeeWon,
    retries_automatically: input.retriesAutomatically,
  };
}
