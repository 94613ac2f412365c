import type { Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import { type ContractItemTable, type ContractTable, tables } from "../tables.ts";
import { checkFee } from "./contract_rules.ts";
import { lockContract } from "./contracts.ts";
import { ContractInputError, ItemInUseError } from "./errors.ts";
import { FieldChecks } from "./field_checks.ts";
import { changesOf, writeHistory } from "./history.ts";
import type { MerchantDesk, MerchantParts } from "./merchant_desk.ts";

type SaveInput = Parameters<MerchantDesk["saveContractItem"]>[1];
type ItemField = "itemCode" | "collectionDay" | "successFeeWon" | "failureFeeWon";

/** 집금항목 of a contract. */
export function createContractItems(
  parts: Pick<MerchantParts, "kernel">,
): Pick<MerchantDesk, "saveContractItem" | "removeContractItem"> {
  const { kernel } = parts;
  return {
    saveContractItem: (merchantId, input) =>
      kernel.transaction(async (tx) => {
        const { contractId, itemCode, collectionDay, actor } = input;
        const contract = await lockContract(tx, { merchantId, id: contractId });
        const others = await itemsOf(tx, contract);
        const before = others.find(({ item_code }) => item_code === itemCode);
        const fees = feesOf(input, before, others);
        await checkItem(tx, { contract, input, fees });
        const values = {
          collection_day: collectionDay,
          success_fee_won: fees.successFeeWon ?? 0n,
          failure_fee_won: fees.failureFeeWon ?? 0n,
          removed_at: null,
        };
        await tables(tx).insertInto("contract_item").values({
          merchant_id: merchantId,
          contract_id: contractId,
          item_code: itemCode,
          added_at: kernel.clock.now(),
          ...values,
        }).onConflict((conflict) =>
          conflict.columns(["merchant_id", "contract_id", "item_code"]).doUpdateSet(values)
        ).execute();
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "contract",
          subjectId: contractId,
          actor,
          action: before === undefined || before.removed_at !== null ? "itemAdded" : "itemChanged",
          changes: [
            { field: "itemCode", to: itemCode },
            ...changesOf(before?.removed_at === null ? itemFields(before) : {}, {
              collectionDay,
              ...fees,
            }),
          ],
        }]);
      }),
    removeContractItem: (merchantId, { contractId, itemCode, actor }) =>
      kernel.transaction(async (tx) => {
        const contract = await lockContract(tx, { merchantId, id: contractId });
        await refuseInUse(tx, contract, itemCode);
        const { numUpdatedRows } = await tables(tx).updateTable("contract_item")
          .set({ removed_at: kernel.clock.now() })
          .where("merchant_id", "=", merchantId).where("contract_id", "=", contractId)
          .where("item_code", "=", itemCode).where("removed_at", "is", null).executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        await writeHistory(parts, tx, [{
          merchantId,
          subjectKind: "contract",
          subjectId: contractId,
          actor,
          action: "itemRemoved",
          changes: [{ field: "itemCode", from: itemCode }],
        }]);
      }),
  };
}

function itemsOf(
  tx: Transaction,
  { merchant_id, id }: Selectable<ContractTable>,
): Promise<Selectable<ContractItemTable>[]> {
  return tables(tx).selectFrom("contract_item").selectAll()
    .where("merchant_id", "=", merchant_id).where("contract_id", "=", id)
    .orderBy("added_at").execute();
}

/** As typed; else as they were; else as the contract's first item has them. */
function feesOf(
  { successFeeWon, failureFeeWon }: SaveInput,
  before: Selectable<ContractItemTable> | undefined,
  others: readonly Selectable<ContractItemTable>[],
) {
  const usual = before ?? others.find(({ removed_at }) => removed_at === null);
  return {
    successFeeWon: successFeeWon ?? usual?.success_fee_won,
    failureFeeWon: failureFeeWon ?? usual?.failure_fee_won,
  };
}

async function checkItem(
  tx: Transaction,
  { contract, input, fees }: {
    contract: Selectable<ContractTable>;
    input: SaveInput;
    fees: { readonly successFeeWon?: bigint; readonly failureFeeWon?: bigint };
  },
): Promise<void> {
  const checks = new FieldChecks<ItemField>();
  const item = await tables(tx).selectFrom("item").select("code")
    .where("code", "=", input.itemCode).where("is_active", "=", true).executeTakeFirst();
  if (item === undefined) checks.refuse("itemCode", "unknown");
  if (!contract.due_days.includes(input.collectionDay)) {
    checks.refuse("collectionDay", "notContracted");
  }
  if (fees.successFeeWon === undefined) checks.refuse("successFeeWon", "missing");
  else checkFee(checks, "successFeeWon", fees.successFeeWon);
  if (fees.failureFeeWon !== undefined) checkFee(checks, "failureFeeWon", fees.failureFeeWon);
  if (checks.problems.length > 0) throw new ContractInputError(checks.problems);
}

/** @throws {ItemInUseError} */
async function refuseInUse(
  tx: Transaction,
  { merchant_id, id }: Selectable<ContractTable>,
  itemCode: string,
): Promise<void> {
  const { count } = await tables(tx).selectFrom("instruction")
    .select((select) => select.fn.countAll<bigint>().as("count"))
    .where("merchant_id", "=", merchant_id).where("contract_id", "=", id)
    .where("item_code", "=", itemCode).where("state", "<>", "ended").executeTakeFirstOrThrow();
  if (count > 0n) throw new ItemInUseError(itemCode, Number(count));
}

function itemFields(row: Selectable<ContractItemTable>) {
  return {
    collectionDay: row.collection_day,
    successFeeWon: row.success_fee_won,
    failureFeeWon: row.failure_fee_won,
  };
}
