import { type RawBuilder, sql } from "kysely";
import { isCorporateNumber } from "../catalogue/submitter_rights.ts";
import { CursorInvalidError } from "../errors.ts";
import { pageSize } from "../institution/page_size.ts";
import type { Parts } from "../parts.ts";
import type { ItemState, OperatorDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { itemView } from "../view/item_view.ts";
import { selectItems, selectSubmissions, type SubmissionRow } from "../view/view_rows.ts";

const LIMIT_MAX = 200;

/** Items of all institutions, the newest first; their ids ascend with time and are the cursor. */
export function createQueue({ kernel }: Pick<Parts, "kernel">): OperatorDesk["queue"] {
  const { db } = kernel.database;
  return async ({ state, agencyCode, before, limit: asked }) => {
    if (before !== undefined && !isUuid(before)) throw new CursorInvalidError();
    const limit = pageSize(asked, LIMIT_MAX);
    const conditions = [
      ...(state === undefined ? [] : [inState(state)]),
      ...(agencyCode === undefined ? [] : [sql`i.agency_code = ${agencyCode}`]),
      ...(before === undefined ? [] : [sql`i.id < ${before}::uuid`]),
    ];
    const items = await selectItems(db, {
      where: conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `),
      order: sql`i.id desc`,
      limit: limit + 1,
    });
    const page = items.slice(0, limit);
    const submissions = await submissionsOf(page.map((item) => item.submission_id));
    const today = kernel.calendar.dateOf(kernel.clock.now());
    const last = items.length > limit ? page.at(-1) : undefined;
    return {
      rows: page.map((item) => {
        const submission = submissions.get(item.submission_id)!;
        return {
          ...itemView(item, { today, isCorporation: isAboutCorporation(submission) }),
          submissionId: submission.id,
          reference: submission.reference,
          institutionName: submission.institution_name,
        };
      }),
      ...(last === undefined ? {} : { next: last.id }),
    };
  };

  async function submissionsOf(ids: readonly string[]): Promise<Map<string, SubmissionRow>> {
    if (ids.length === 0) return new Map();
    const unique = [...new Set(ids)];
    const rows = await selectSubmissions(db, {
      where: sql`s.id in (${sql.join(unique.map((id) => sql`${id}::uuid`))})`,
      limit: unique.length,
    });
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** Those that are being handed over are few, and found by their deliveries. */
function inState(state: ItemState): RawBuilder<unknown> {
  if (state !== "issued") return sql`i.state = ${state}`;
  return sql`i.state = 'issued' and i.id in (
    select v.item_id from submission.delivery v where v.state = 'pending')`;
}

function isAboutCorporation(row: SubmissionRow): boolean {
  return row.submitter_type === "corporation" ||
    (row.client_business_number !== null && isCorporateNumber(row.client_business_number));
}
