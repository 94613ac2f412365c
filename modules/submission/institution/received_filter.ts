import { type RawBuilder, sql } from "kysely";
import type { ReceivedQuery } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { dayRange } from "../view/days.ts";

const TEXT_LENGTH_MAX = 100;
const REFERENCE = /^M\d{2}-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const BUSINESS_NUMBER = /^\d{3}-?\d{2}-?\d{5}$/;

/** Conditions on submissions `s` of one institution. */
export function receivedFilter(
  institutionId: string,
  query: Omit<ReceivedQuery, "limit" | "before">,
): RawBuilder<unknown> {
  const { since, before } = dayRange(query);
  const { productId, state } = query;
  const text = (query.text ?? "").normalize("NFC").trim().slice(0, TEXT_LENGTH_MAX);
  const conditions = [
    sql`s.institution_id = ${institutionId}::uuid`,
    ...(since === undefined ? [] : [sql`s.created_at >= ${since}`]),
    ...(before === undefined ? [] : [sql`s.created_at < ${before}`]),
    ...(productId === undefined ? [] : [ofProduct(productId)]),
    ...(state === undefined ? [] : [inState(state)]),
    ...(text === "" ? [] : [matching(text)]),
  ];
  return sql.join(conditions, sql` and `);
}

function ofProduct(productId: string): RawBuilder<unknown> {
  return isUuid(productId) ? sql`s.product_id = ${productId}::uuid` : sql`false`;
}

/** `failed` looks at the documents: a submission that still runs may hold a failed one. */
function inState(state: NonNullable<ReceivedQuery["state"]>): RawBuilder<unknown> {
  if (state !== "failed") return sql`s.state = ${state}`;
  return sql`exists (select 1 from submission.item f
    where f.submission_id = s.id and f.state = 'failed')`;
}

/** A whole reference or business number is looked up exactly; anything else is found within. */
function matching(text: string): RawBuilder<unknown> {
  if (REFERENCE.test(text.toUpperCase())) return sql`s.reference = ${text.toUpperCase()}`;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const number = BUSINESS_NUMBER.test(text) ? text.replaceAll("-", "") : undefined;
  const places = [
    sql`s.reference ilike ${pattern}`,
    sql`s.subject_name ilike ${pattern}`,
    sql`s.client_name ilike ${pattern}`,
    sql`s.submitter_name ilike ${pattern}`,
    ...(number === undefined
      ? []
      : [sql`s.business_number = ${number}`, sql`s.client_business_number = ${number}`]),
  ];
  return sql`(${sql.join(places, sql` or `)})`;
}
