import { sql } from "kysely";
import { isId } from "../settings/lists/ids.ts";
import type { CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { CustomerInputError } from "./errors.ts";
import { DISCOUNT_RATE_MAX, discountRateProblem } from "./rules.ts";

/** 할인관리: the same rate for many, in one statement with its histories. */
export function createDiscounts(
  { kernel }: Pick<CustomerParts, "kernel">,
): Pick<CustomerDesk, "setDiscounts"> {
  return {
    async setDiscounts(merchantId, { instructionIds, discountRate, actor }) {
      const reason = discountRateProblem(discountRate);
      if (reason !== undefined) throw new CustomerInputError([{ field: "discountRate", reason }]);
      const ids = [...new Set(instructionIds)].filter(isId);
      if (ids.length === 0) return 0;
      const historyIds = ids.map(() => kernel.uuid());
      const now = kernel.clock.now();
      return await kernel.transaction(async (tx) => {
        const { rows: [answer] } = await sql<{ count: number }>`
          with old as (
            select i.id, w.history_id, i.discount_rate, i.discount_won,
              i.monthly_won * ${discountRate}::bigint / ${sql.lit(DISCOUNT_RATE_MAX)} as new_won
            from unnest(${ids}::uuid[], ${historyIds}::uuid[]) as w (id, history_id)
            join debit.instruction i on i.id = w.id
            where i.merchant_id = ${merchantId} and i.state <> 'ended'
            order by i.id for update of i
          ), changed as (
            update debit.instruction i
            set discount_rate = ${discountRate}::integer, discount_won = old.new_won,
              version = i.version + 1, updated_at = ${now}
            from old
            where i.merchant_id = ${merchantId} and i.id = old.id
              and (old.discount_rate, old.discount_won)
                is distinct from (${discountRate}::integer, old.new_won)
            returning i.id, old.history_id, old.discount_rate, old.discount_won, old.new_won
          ), written as (
            insert into debit.history (merchant_id, id, subject_kind, subject_id, at, actor, action,
              changes)
            select ${merchantId}, history_id, 'instruction', id, ${now}, ${actor}, 'discountChanged',
              jsonb_build_array(
                jsonb_build_object('field', 'discountRate', 'from', discount_rate::text,
                  'to', ${String(discountRate)}::text),
                jsonb_build_object('field', 'discountWon', 'from', discount_won::text,
                  'to', new_won::text))
            from changed returning 1
          )
          select count(*)::integer as count from written`.execute(tx);
        return answer?.count ?? 0;
      });
    },
  };
}
