import type { SubmitterSession } from "@maru/auth";
import { sql } from "kysely";
import { SubmissionNotFoundError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { SubmitterDesk } from "../submission.ts";
import { formatCursor, isUuid, parseCursor } from "../view/cursor.ts";
import { dayRange } from "../view/days.ts";
import { submissionViews, versionOf } from "../view/submission_view.ts";
import { selectSubmissions } from "../view/view_rows.ts";

type Reading = Pick<SubmitterDesk, "view" | "version" | "history">;

const HISTORY_LIMIT_MAX = 100;

/** What a person may see: their own submissions. Anybody else's is not found. */
export function createOwnSubmissions({ kernel }: Pick<Parts, "kernel">): Reading {
  const { db } = kernel.database;
  return {
    async view(session, submissionId) {
      const [row] = isUuid(submissionId)
        ? await selectSubmissions(db, { where: ownedBy(session, submissionId), limit: 1 })
        : [];
      const [view] = await submissionViews(kernel, row === undefined ? [] : [row]);
      if (view === undefined) throw new SubmissionNotFoundError(submissionId);
      return view;
    },
    async version(session, submissionId) {
      const { rows } = isUuid(submissionId)
        ? await sql<{ version: bigint; items: bigint }>`
          select s.version, (select coalesce(sum(i.version), 0)::bigint
            from submission.item i where i.submission_id = s.id) as items
          from submission.submission s
          where ${ownedBy(session, submissionId)}`.execute(db)
        : { rows: [] };
      const [row] = rows;
      if (row === undefined) throw new SubmissionNotFoundError(submissionId);
      return versionOf(row.version, row.items);
    },
    async history(session, query) {
      const limit = Math.min(Math.max(1, query.limit), HISTORY_LIMIT_MAX);
      const { since, before } = dayRange(query);
      const cursor = query.before === undefined ? undefined : parseCursor(query.before);
      const conditions = [
        sql`s.submitter_id = ${session.submitterId}::uuid`,
        ...(since === undefined ? [] : [sql`s.created_at >= ${since}`]),
        ...(before === undefined ? [] : [sql`s.created_at < ${before}`]),
        ...(query.productSlug ? [sql`p.slug = ${query.productSlug}`] : []),
        ...(cursor === undefined
          ? []
          : [sql`(s.created_at, s.id) < (${cursor.at}, ${cursor.id}::uuid)`]),
      ];
      const found = await selectSubmissions(db, {
        where: sql.join(conditions, sql` and `),
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const rows = await submissionViews(kernel, page);
      return last === undefined
        ? { rows }
        : { rows, next: formatCursor({ at: last.created_at, id: last.id }) };
    },
  };
}

function ownedBy(session: SubmitterSession, submissionId: string) {
  return sql`s.id = ${submissionId}::uuid and s.submitter_id = ${session.submitterId}::uuid`;
}
