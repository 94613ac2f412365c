import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { translated } from "./database_errors.ts";
import { AccountWithoutLotsError } from "./errors.ts";
import type { Ledger, Lots } from "./ledger.ts";
import { distinctPostings } from "./posting_columns.ts";

const EXPIRE_COUNT_MAX = 10_000;

export function createLots(
  { kernel, post }: { kernel: Kernel; post: Ledger["post"] },
): Lots {
  const { clock, database, uuid } = kernel;
  return {
    async add(tx, lot) {
      distinctPostings([lot]);
      await translated(() =>
        sql`select ledger.add_lot(${lot.id}::uuid, ${lot.fromId}::uuid, ${lot.toId}::uuid,
          ${String(lot.amount)}::bigint, ${lot.purpose}, ${lot.reference ?? null},
          ${lot.expiresAt ?? null}::timestamptz, ${clock.now()})`.execute(tx)
      );
    },
    async use(tx, posting) {
      await post(tx, [posting]);
      const { rows } = await sql<{ lotId: string; amount: bigint }>`
        select m.lot_id as "lotId", -m.amount as amount
        from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
        where m.posting_id = ${posting.id}::uuid and l.account_id = ${posting.fromId}::uuid
        order by l.added_at, l.id`.execute(tx);
      if (rows.length === 0) throw new AccountWithoutLotsError(posting.fromId);
      return rows;
    },
    async expire(tx, { unit, toId, limit }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > EXPIRE_COUNT_MAX) {
        throw new RangeError(`Cannot expire "${limit}" lots at once: 1 to ${EXPIRE_COUNT_MAX}`);
      }
      const ids = Array.from({ length: limit }, uuid);
      const { rows: [ended] } = await translated(() =>
        sql<{ count: number }>`
          select ledger.expire_lots(${unit}, ${toId}::uuid, ${ids}::uuid[], ${clock.now()}) as count`
          .execute(tx)
      );
      return ended!.count;
    },
    async list(accountId) {
      const now = clock.now();
      const { rows } = await sql<{ id: string; left: bigint; expiresAt: Date | null }>`
        select l.id, l.left_amount as "left", l.expires_at as "expiresAt"
        from ledger.lot l join ledger.account a on a.id = l.account_id
        join ledger.lot_policy y on y.unit = a.unit
        where l.account_id = ${accountId}::uuid and l.left_amount > 0
          and (l.expires_at is null or l.expires_at > ${now})
        order by case y.use_order when 'expiryFirst' then l.expires_at end nulls last,
          l.added_at, l.id`.execute(database.db);
      return rows.map(({ expiresAt, ...lot }) => expiresAt === null ? lot : { ...lot, expiresAt });
    },
  };
}
