import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { merchantAccounts } from "../money/house_accounts.ts";
import { isId } from "./lists/ids.ts";
import { patternOf } from "./lists/text_match.ts";
import { tables } from "../tables.ts";
import { MerchantInputError, MerchantNotFoundError } from "./errors.ts";
import { changesOf, writeHistory } from "./history.ts";
import type { Merchant, MerchantDesk, MerchantInput, MerchantParts } from "./merchant_desk.ts";
import { insertWithFreeNumber } from "./merchant_number.ts";
import { checkedMerchant } from "./merchant_rules.ts";
import { type MerchantRow, merchantView } from "./merchant_view.ts";

export function createMerchants(
  parts: Pick<MerchantParts, "kernel" | "ledger">,
): Pick<MerchantDesk, "create" | "save" | "list" | "get"> {
  const { kernel, ledger } = parts;
  return {
    async create(tx, { actor, ...given }) {
      const input = checkedMerchant(given);
      await refuseSecond(tx, input.id);
      const accounts = {
        id: input.id,
        receivableId: kernel.uuid(),
        payableId: kernel.uuid(),
        cashId: kernel.uuid(),
      };
      await ledger.openAccounts(tx, merchantAccounts(accounts));
      const number = await insertWithFreeNumber(tx, {
        id: input.id,
        ...columnsOf(input),
        receivable_account_id: accounts.receivableId,
        payable_account_id: accounts.payableId,
        cash_account_id: accounts.cashId,
        created_at: kernel.clock.now(),
      });
      await writeHistory(parts, tx, [{
        merchantId: input.id,
        subjectKind: "merchant",
        subjectId: input.id,
        actor,
        action: "created",
        changes: changesOf({}, { number, ...withoutId(input) }),
      }]);
      return { number };
    },
    async save({ actor, ...given }) {
      const input = checkedMerchant(given);
      await kernel.transaction(async (tx) => {
        const before = await tables(tx).selectFrom("merchant").selectAll()
          .where("id", "=", input.id).forUpdate().executeTakeFirst();
        if (before === undefined) throw new MerchantNotFoundError(input.id);
        const changes = changesOf(
          { ...merchantView({ ...before, bank_name: null }) },
          withoutId(input),
        );
        if (changes.length === 0) return;
        await tables(tx).updateTable("merchant").set(columnsOf(input)).where("id", "=", input.id)
          .execute();
        await writeHistory(parts, tx, [{
          merchantId: input.id,
          subjectKind: "merchant",
          subjectId: input.id,
          actor,
          action: "changed",
          changes,
        }]);
      });
    },
    list: ({ text = "" }) => readMerchants(parts, { text }),
    async get(merchantId) {
      const [merchant] = isId(merchantId) ? await readMerchants(parts, { id: merchantId }) : [];
      if (merchant === undefined) throw new MerchantNotFoundError(merchantId);
      return merchant;
    },
  };
}

/** @throws {MerchantInputError} the organisation is a merchant already */
async function refuseSecond(tx: Transaction, id: string): Promise<void> {
  const merchant = await tables(tx).selectFrom("merchant").select("id").where("id", "=", id)
    .executeTakeFirst();
  if (merchant !== undefined) throw new MerchantInputError([{ field: "id", reason: "taken" }]);
}

async function readMerchants(
  { kernel }: Pick<MerchantParts, "kernel">,
  { id, text = "" }: { id?: string; text?: string },
): Promise<Merchant[]> {
  const pattern = patternOf(text.trim());
  const { rows } = await sql<MerchantRow>`
    select m.*, b.name as bank_name
    from debit.merchant m left join debit.bank b on b.code = m.settlement_bank_code
    where (${id ?? null}::uuid is null or m.id = ${id ?? null}::uuid)
      and (m.name ilike ${pattern} or m.number like ${pattern} or m.business_number like ${pattern})
    order by m.name, m.id`.execute(kernel.database.db);
  return rows.map(merchantView);
}

function columnsOf(input: MerchantInput) {
  return {
    name: input.name,
    business_number: input.businessNumber,
    representative: input.representative,
    address: input.address,
    business_type: input.businessType,
    business_item: input.businessItem,
    email: input.email,
    phone: input.phone,
    settlement_cycle: input.settlementCycle,
    settlement_day: input.settlementDay,
  };
}

function withoutId({ id: _id, ...rest }: MerchantInput) {
  return rest;
}
