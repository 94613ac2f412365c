import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { translated } from "./database_errors.ts";
import type { Ledger } from "./ledger.ts";
import { columnsOf, distinctPostings } from "./posting_columns.ts";

type Reservations = Pick<Ledger, "reserve" | "postReserved" | "voidReserved">;

const EXPIRE_EVERY_SECONDS = 10;
/** Ended in one transaction. */
const EXPIRE_COUNT_MAX = 1_000;

/** Declares the tick that ends overdue reservations; until then they count for nothing. */
export function createReservations({ kernel }: { kernel: Kernel }): Reservations {
  const { clock } = kernel;
  kernel.jobs.tick("ledger.expire", EXPIRE_EVERY_SECONDS, async () => {
    while (await expireSome(kernel) === EXPIRE_COUNT_MAX);
  });
  return {
    async reserve(tx, inputs) {
      const reservations = distinctPostings(inputs);
      if (reservations.length === 0) return;
      const { ids, fromIds, toIds, amounts, purposes, references } = columnsOf(reservations);
      const expireAt = reservations.map(({ expiresAt }) => expiresAt.toISOString());
      await translated(() =>
        sql`select ledger.reserve(${ids}::uuid[], ${fromIds}::uuid[], ${toIds}::uuid[],
          ${amounts}::bigint[], ${purposes}::text[], ${references}::text[],
          ${expireAt}::timestamptz[], ${clock.now()})`.execute(tx)
      );
    },
    async postReserved(tx, { id, amount }) {
      const wanted = amount === undefined ? null : String(amount);
      await translated(() =>
        sql`select ledger.post_reserved(${id}::uuid, ${wanted}::bigint, ${clock.now()})`.execute(tx)
      );
    },
    async voidReserved(tx, id) {
      await translated(() =>
        sql`select ledger.void_reserved(${id}::uuid, ${clock.now()})`.execute(tx)
      );
    },
  };
}

async function expireSome({ clock, transaction }: Kernel): Promise<number> {
  const { rows: [ended] } = await transaction((tx) =>
    sql<{ count: number }>`
      select ledger.expire_reservations(${clock.now()}, ${EXPIRE_COUNT_MAX}::integer) as count`
      .execute(tx)
  );
  return ended!.count;
}
