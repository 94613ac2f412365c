import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { AccountConflictError } from "./errors.ts";
import type { AccountInput, Ledger } from "./ledger.ts";

const CODE_LENGTH_MAX = 200;

interface AccountRow {
  readonly id: string;
  readonly code: string;
  readonly unit: string;
  readonly balanceKind: string;
  readonly mayBeNegative: boolean;
  readonly hasLots: boolean;
  readonly ownerId: string | null;
}

export function createAccounts({ kernel }: { kernel: Kernel }): Pick<Ledger, "openAccounts"> {
  return {
    async openAccounts(tx, accounts) {
      if (accounts.length === 0) return;
      const wanted = accounts.map(rowOf);
      await insertMissing(tx, wanted, kernel.clock.now());
      const { rows } = await sql<AccountRow>`
        select id, code, unit, balance_kind as "balanceKind", may_be_negative as "mayBeNegative",
          has_lots as "hasLots", owner_id as "ownerId"
        from ledger.account where id = any(${wanted.map(({ id }) => id)}::uuid[])`.execute(tx);
      const open = new Map(rows.map((row) => [row.id, row]));
      for (const row of wanted) {
        const found = open.get(row.id);
        // Where its row is missing, its code was taken by another account.
        if (found === undefined || !isSame(found, row)) {
          throw new AccountConflictError(row.id, row.code);
        }
      }
    },
  };
}

async function insertMissing(tx: Transaction, wanted: AccountRow[], now: Date): Promise<void> {
  await sql`
    insert into ledger.account
      (id, code, unit, balance_kind, may_be_negative, has_lots, owner_id, opened_at)
    select a.id, a.code, a.unit, a.kind, a.negative, a.lots, a.owner, ${now}
    from unnest(
      ${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ code }) => code)}::text[],
      ${wanted.map(({ unit }) => unit)}::text[],
      ${wanted.map(({ balanceKind }) => balanceKind)}::text[],
      ${wanted.map(({ mayBeNegative }) => mayBeNegative)}::boolean[],
      ${wanted.map(({ hasLots }) => hasLots)}::boolean[],
      ${wanted.map(({ ownerId }) => ownerId)}::uuid[]
    ) as a(id, code, unit, kind, negative, lots, owner)
    order by a.id
    on conflict do nothing`.execute(tx);
}

/** @throws {RangeError} the properties do not go together */
function rowOf(input: AccountInput): AccountRow {
  const { id, code, unit, balanceKind, mayBeNegative, hasLots = false, ownerId } = input;
  if (code === "" || code.length > CODE_LENGTH_MAX) {
    throw new RangeError(`Cannot open account "${id}": a code has 1 to ${CODE_LENGTH_MAX} letters`);
  }
  if (balanceKind === "summed" && !mayBeNegative) {
    throw new RangeError(`Cannot open account "${id}": a summed one may be negative`);
  }
  if (hasLots && (balanceKind === "summed" || mayBeNegative)) {
    throw new RangeError(`Cannot open account "${id}": lots need a stored balance above zero`);
  }
  const row = { id: id.toLowerCase(), code, unit, balanceKind, mayBeNegative, hasLots };
  return { ...row, ownerId: ownerId?.toLowerCase() ?? null };
}

function isSame(one: AccountRow, other: AccountRow): boolean {
  return one.code === other.code && one.unit === other.unit &&
    one.balanceKind === other.balanceKind && one.mayBeNegative === other.mayBeNegative &&
    one.hasLots === other.hasLots && one.ownerId === other.ownerId;
}
