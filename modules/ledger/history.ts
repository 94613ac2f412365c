import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { Ledger, Posting } from "./ledger.ts";

const LIMIT_MAX = 1_000;

interface PostingRow {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly amount: bigint;
  readonly purpose: string;
  readonly reference: string | null;
  readonly at: Date;
  readonly reversesId: string | null;
}

export function createHistory(
  { kernel: { database: { db } } }: { kernel: Kernel },
): Pick<Ledger, "postings"> {
  return {
    async postings({ accountId, limit, before }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
        throw new RangeError(`Cannot list "${limit}" postings: 1 to ${LIMIT_MAX}`);
      }
      const older = before === undefined ? sql`` : sql`
        and at <= (select at from ledger.posting where id = ${before}::uuid)
        and (at, id) < (select at, id from ledger.posting where id = ${before}::uuid)`;
      // Each side by its own index.
      const side = (column: "from_id" | "to_id") =>
        sql`(select * from ledger.posting where ${sql.ref(column)} = ${accountId}::uuid ${older}
          order by at desc, id desc limit ${limit}::integer)`;
      const { rows } = await sql<PostingRow>`
        select id, from_id as "fromId", to_id as "toId", amount, purpose, reference, at,
          reverses_id as "reversesId"
        from (${side("from_id")} union all ${side("to_id")}) as sides
        order by at desc, id desc limit ${limit}::integer`.execute(db);
      return rows.map(postingOf);
    },
  };
}

function postingOf({ reference, reversesId, ...row }: PostingRow): Posting {
  return {
    ...row,
    ...(reference === null ? {} : { reference }),
    ...(reversesId === null ? {} : { reversesId }),
  };
}
