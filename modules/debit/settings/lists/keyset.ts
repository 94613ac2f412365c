import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Page, PageQuery } from "../../parts.ts";
import { ListCursorInvalidError } from "./list_cursor_invalid_error.ts";
import { isId } from "./ids.ts";

/** What a list is read from. Rows are told apart by `id`; every condition stands beside `tenant`. */
export interface ListSource<Row extends { readonly id: string }> {
  readonly columns: RawBuilder<Row>;
  readonly from: RawBuilder<unknown>;
  /** Enough to count by the conditions; `from` unless said. */
  readonly countFrom?: RawBuilder<unknown>;
  readonly tenant: RawBuilder<boolean>;
  readonly filters: readonly RawBuilder<boolean>[];
  /** No index answers the filters: rows are looked through once for page and total together. */
  readonly isLookedThrough: boolean;
  readonly id: RawBuilder<string>;
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** An expression that an index holds after the tenant, never null, and its type. */
export interface SortKey {
  readonly expression: RawBuilder<unknown>;
  readonly type: "text" | "date" | "timestamptz";
}

const LIMIT_MAX = 200;
const STREAM_ROWS_AT_ONCE = 1_000;

/**
 * One page by keyset: rows that are added meanwhile neither repeat nor hide any. The cursor is the id of
 * the last row, so that nothing personal stands in an address.
 *
 * @throws {ListCursorInvalidError}
 */
export async function selectPage<Row extends { readonly id: string }>(
  db: Kysely<unknown>,
  source: ListSource<Row>,
  query: Pick<PageQuery, "after" | "limit">,
): Promise<Page<Row>> {
  const limit = Number.isInteger(query.limit)
    ? Math.min(Math.max(1, query.limit), LIMIT_MAX)
    : LIMIT_MAX;
  const wanted = { after: query.after, limit: limit + 1 };
  const [rows, total] = source.isLookedThrough
    ? await lookThrough(db, source, wanted)
    : await Promise.all([selectRows(db, source, wanted), countRows(db, source)]);
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? page.at(-1)?.id : undefined;
  return { rows: page, total, ...(next === undefined ? {} : { next }) };
}

/** All rows in pages of a thousand, each in a short snapshot of its own. */
export async function* selectPages<Row extends { readonly id: string }>(
  db: Kysely<unknown>,
  source: ListSource<Row>,
): AsyncIterable<readonly Row[]> {
  let after: string | undefined;
  do {
    const rows: readonly Row[] = await selectRows(db, source, {
      after,
      limit: STREAM_ROWS_AT_ONCE,
    });
    if (rows.length > 0) yield rows;
    after = rows.length === STREAM_ROWS_AT_ONCE ? rows.at(-1)?.id : undefined;
  } while (after !== undefined);
}

async function selectRows<Row extends { readonly id: string }>(
  db: Kysely<unknown>,
  source: ListSource<Row>,
  { after, limit }: { after?: string; limit: number },
): Promise<readonly Row[]> {
  const { columns, from, id, sort, descending } = source;
  const conditions = [...conditionsOf(source)];
  if (after !== undefined) conditions.push(await afterOf(db, source, after));
  const direction = descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<Row>`
    select ${columns} from ${from} where ${sql.join(conditions, sql` and `)}
    order by ${sort.expression} ${direction}, ${id} ${direction} limit ${limit}`.execute(db);
  return rows;
}

async function lookThrough<Row extends { readonly id: string }>(
  db: Kysely<unknown>,
  source: ListSource<Row>,
  { after, limit }: { after?: string; limit: number },
): Promise<readonly [readonly Row[], number]> {
  const { columns, from, id, sort, descending, tenant } = source;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = after === undefined
    ? sql<boolean>`true`
    : await afterOf(db, source, after, { key: sql`f.key`, id: sql`f.id` });
  const { rows } = await sql<Row & { total: number }>`
    with found as materialized (
      select ${id} as id, ${sort.expression} as key from ${source.countFrom ?? from}
      where ${sql.join(conditionsOf(source), sql` and `)}
    )
    select ${columns}, (select count(*)::integer from found) as total
    from ${from}
    where ${tenant} and ${id} in (
      select f.id from found f where ${beyond}
      order by f.key ${direction}, f.id ${direction} limit ${limit}
    )
    order by ${sort.expression} ${direction}, ${id} ${direction}`.execute(db);
  const isTotalKnown = rows.length > 0 || after === undefined;
  const total = isTotalKnown ? rows[0]?.total ?? 0 : await countRows(db, source);
  return [rows.map(({ total: _total, ...row }) => row as unknown as Row), total];
}

async function countRows<Row extends { readonly id: string }>(
  db: Kysely<unknown>,
  source: ListSource<Row>,
): Promise<number> {
  const { rows: [row] } = await sql<{ total: number }>`
    select count(*)::integer as total from ${source.countFrom ?? source.from}
    where ${sql.join(conditionsOf(source), sql` and `)}`.execute(db);
  return row?.total ?? 0;
}

function conditionsOf<Row extends { readonly id: string }>(
  { tenant, filters }: ListSource<Row>,
): RawBuilder<boolean>[] {
  return [tenant, ...filters];
}

/** The key is read first: the index can only be entered with a value. As text it keeps microseconds. */
async function afterOf<Row extends { readonly id: string }>(
  db: Kysely<unknown>,
  { from, tenant, id, sort, descending }: ListSource<Row>,
  after: string,
  place: { readonly key: RawBuilder<unknown>; readonly id: RawBuilder<unknown> } = {
    key: sort.expression,
    id,
  },
): Promise<RawBuilder<boolean>> {
  if (!isId(after)) throw new ListCursorInvalidError();
  const { rows: [last] } = await sql<{ key: string }>`
    select (${sort.expression})::text as key from ${from}
    where ${tenant} and ${id} = ${after}::uuid`.execute(db);
  if (last === undefined) throw new ListCursorInvalidError();
  const comparison = descending ? sql`<` : sql`>`;
  const value = sql`(${last.key}::${sql.raw(sort.type)}, ${after}::uuid)`;
  return sql<boolean>`(${place.key}, ${place.id}) ${comparison} ${value}`;
}
