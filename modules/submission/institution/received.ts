import { sql } from "kysely";
import { SubmissionNotFoundError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk, SubmissionView } from "../submission.ts";
import { formatCursor, isUuid, parseCursor } from "../view/cursor.ts";
import { submissionViews } from "../view/submission_view.ts";
import { selectSubmissions, type SubmissionRow } from "../view/view_rows.ts";
import { pageSize } from "./page_size.ts";
import { receivedFilter } from "./received_filter.ts";

/** An export takes one large page. */
const LIMIT_MAX = 10_000;
/** Submissions whose items are read together. */
const VIEW_CHUNK = 100;

/** What customers submitted to the institution. Another institution's is not found. */
export function createReceived(
  { kernel }: Pick<Parts, "kernel">,
): Pick<InstitutionDesk, "received" | "submission"> {
  const { db } = kernel.database;

  return {
    async received(institutionId, query) {
      const limit = pageSize(query.limit, LIMIT_MAX);
      const filter = receivedFilter(institutionId, query);
      const cursor = query.before === undefined ? undefined : parseCursor(query.before);
      const found = await selectSubmissions(db, {
        where: cursor === undefined
          ? filter
          : sql`${filter} and (s.created_at, s.id) < (${cursor.at}, ${cursor.id}::uuid)`,
        limit: limit + 1,
      });
      const { rows: counted } = await sql<{ total: number }>`
        select count(*)::integer as total from submission.submission s where ${filter}`.execute(db);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        rows: await viewsOf(page),
        total: counted[0]?.total ?? 0,
        ...(last === undefined ? {} : { next: formatCursor({ at: last.created_at, id: last.id }) }),
      };
    },
    async submission(institutionId, submissionId) {
      const found = isUuid(submissionId)
        ? await selectSubmissions(db, {
          where: sql`s.institution_id = ${institutionId}::uuid and s.id = ${submissionId}::uuid`,
          limit: 1,
        })
        : [];
      const [view] = await submissionViews(kernel, found);
      if (view === undefined) throw new SubmissionNotFoundError(submissionId);
      return view;
    },
  };

  async function viewsOf(rows: readonly SubmissionRow[]): Promise<SubmissionView[]> {
    const views: SubmissionView[] = [];
    for (let start = 0; start < rows.length; start += VIEW_CHUNK) {
      views.push(...await submissionViews(kernel, rows.slice(start, start + VIEW_CHUNK)));
    }
    return views;
  }
}
