import type { BusinessDate } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { isId } from "../settings/lists/ids.ts";
import {
  type ListSource,
  selectPage,
  selectPages,
  type SortKey,
} from "../settings/lists/keyset.ts";
import { tables } from "../tables.ts";
import { customerMatches } from "../settings/lists/text_match.ts";
import type {
  RegistrationDesk,
  RegistrationParts,
  RegistrationQuery,
  RegistrationRowState,
} from "./registration_desk.ts";
import {
  REGISTRATION_COLUMNS,
  type RegistrationRecord,
  registrationView,
} from "./registration_view.ts";

type Filter = Omit<RegistrationQuery, "after" | "limit">;

const SORT_KEYS: Readonly<Record<NonNullable<RegistrationQuery["sort"]>, SortKey>> = {
  requestedAt: { expression: sql`r.requested_at`, type: "timestamptz" },
  customerNumber: { expression: sql`c.number`, type: "text" },
  bank: { expression: sql`r.bank_code`, type: "text" },
};

/** An account change is one row: the new half, which names the old account too. */
const SHOWN = sql<boolean>`not (r.kind <> 1 and r.pair_id is not null)`;

/** 계좌신청 as lists; the newest first unless asked otherwise. */
export function createRegistrationLists(
  { kernel }: RegistrationParts,
): Pick<RegistrationDesk, "list" | "stream" | "counts"> {
  const { db, read } = kernel.database;

  /** The only contract of a merchant filters nothing, and costs a join with every instruction. */
  async function withoutOnlyContract(merchantId: string, query: Filter): Promise<Filter> {
    const { contractId, ...rest } = query;
    if (contractId === undefined) return rest;
    const contracts = await tables(db).selectFrom("contract").select("id")
      .where("merchant_id", "=", merchantId).limit(2).execute();
    return contracts.length === 1 && contracts[0]!.id === contractId ? rest : query;
  }

  return {
    async list(merchantId, query) {
      const filter = await withoutOnlyContract(merchantId, query);
      const page = await selectPage(db, sourceOf(merchantId, filter), query);
      return { ...page, rows: page.rows.map(registrationView) };
    },
    async *stream(merchantId, query) {
      for await (const rows of selectPages(read, sourceOf(merchantId, query))) {
        yield* rows.map(registrationView);
      }
    },
    async counts(merchantId) {
      const { rows } = await sql<{ state: RegistrationRowState; count: number }>`
        select state, count(*)::integer as count from debit.registration r
        where r.merchant_id = ${merchantId} and ${SHOWN} group by state`.execute(db);
      const counts = { waiting: 0, sent: 0, done: 0, failed: 0, withdrawn: 0 };
      for (const { state, count } of rows) counts[state] = count;
      return counts;
    },
  };
}

function sourceOf(merchantId: string, query: Filter): ListSource<RegistrationRecord> {
  const text = customerMatches(query.text);
  const filters = [SHOWN, ...filtersOf(query), ...(text === undefined ? [] : [text])];
  const instruction = sql`
    join debit.instruction i on i.merchant_id = r.merchant_id and i.id = r.instruction_id`;
  const customer = sql`
    join debit.customer c on c.merchant_id = r.merchant_id and c.id = i.customer_id`;
  const isByText = text !== undefined;
  const needsInstruction = isByText || query.contractId !== undefined;
  return {
    columns: REGISTRATION_COLUMNS,
    from: sql`debit.registration r ${instruction} ${customer}
      join debit.account a on a.merchant_id = r.merchant_id and a.id = r.account_id
      join debit.item it on it.code = i.item_code
      join debit.bank b on b.code = r.bank_code`,
    countFrom: sql`debit.registration r ${needsInstruction ? instruction : sql``} ${
      isByText ? customer : sql``
    }`,
    tenant: sql<boolean>`r.merchant_id = ${merchantId}`,
    filters,
    isLookedThrough: isByText,
    id: sql<string>`r.id`,
    sort: SORT_KEYS[query.sort ?? "requestedAt"],
    descending: query.descending ?? query.sort === undefined,
  };
}

function filtersOf({ contractId, state, bankCode, from, to }: Filter): RawBuilder<boolean>[] {
  const filters: RawBuilder<boolean>[] = [];
  if (contractId !== undefined) {
    filters.push(isId(contractId) ? sql`i.contract_id = ${contractId}::uuid` : sql`false`);
  }
  if (state !== undefined) filters.push(sql`r.state = ${state}`);
  if (bankCode !== undefined) filters.push(sql`r.bank_code = ${bankCode}`);
  if (from !== undefined) filters.push(sql`r.requested_at >= ${startOf(from)}`);
  if (to !== undefined) filters.push(sql`r.requested_at < ${startOf(to)} + interval '1 day'`);
  return filters;
}

function startOf(date: BusinessDate): RawBuilder<Date> {
  return sql<Date>`(${date}::date::timestamp at time zone 'Asia/Seoul')`;
}
