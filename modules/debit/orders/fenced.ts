import { type RawBuilder, sql } from "kysely";

/**
 * A subquery that is planned by itself. Rows of one merchant are joined to others by its id, and where
 * the planner knows that id as a constant but has no statistics (the embedded database gathers none by itself), it
 * takes a merchant for a single row and compares everything with everything. Behind the fence it is a
 * column like any other, and the joins go by their keys.
 */
export function fenced(query: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${query} offset 0)`;
}

/**
 * A join that looks each row up by its key, never the other way round: `condition` names the columns
 * of the table bare and those of the row by its alias. Nothing but the key goes into it: with a month
 * or a day beside it the planner may take the index of that day and read all of it for every row.
 */
export function lookUp(
  table: RawBuilder<unknown>,
  alias: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    cross join lateral ${fenced(sql`select * from ${table} where ${condition}`)} ${alias}`;
}

/** The same for what may not be there. */
export function lookUpIfAny(
  table: RawBuilder<unknown>,
  alias: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    left join lateral ${fenced(sql`select * from ${table} where ${condition}`)} ${alias} on true`;
}
