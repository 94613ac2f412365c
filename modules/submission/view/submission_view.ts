import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { isCorporateNumber } from "../catalogue/submitter_rights.ts";
import type { ItemView, SubmissionView } from "../submission.ts";
import { itemView } from "./item_view.ts";
import { remainingSeconds } from "./remaining.ts";
import { type ItemRow, selectItems, type SubmissionRow } from "./view_rows.ts";

/** Rows of submissions as people see them, with all their items in one more query. */
export async function submissionViews(
  kernel: Kernel,
  submissions: readonly SubmissionRow[],
): Promise<SubmissionView[]> {
  if (submissions.length === 0) return [];
  const ids = sql.join(submissions.map(({ id }) => sql`${id}::uuid`));
  const items = await selectItems(kernel.database.db, {
    where: sql`i.submission_id in (${ids})`,
  });
  const bySubmission = Map.groupBy(items, (item) => item.submission_id);
  return submissions.map((row) => viewOf(kernel, row, bySubmission.get(row.id) ?? []));
}

/** When a view was taken: it changes with every visible change. */
export function versionOf(submission: bigint, items: bigint): string {
  return `${submission}.${items}`;
}

function viewOf(kernel: Kernel, row: SubmissionRow, items: readonly ItemRow[]): SubmissionView {
  const now = kernel.clock.now();
  const context = {
    today: kernel.calendar.dateOf(now),
    isCorporation: row.submitter_type === "corporation" ||
      (row.client_business_number !== null && isCorporateNumber(row.client_business_number)),
  };
  const views = items.map((item) => itemView(item, context));
  return {
    id: row.id,
    reference: row.reference,
    institutionId: row.institution_id,
    institutionName: row.institution_name,
    productName: row.product_name,
    productSlug: row.product_slug,
    subjectName: row.subject_name,
    ...(row.client_name === null ? {} : { clientName: row.client_name }),
    submitterName: row.submitter_name,
    phoneMasked: row.phone_masked,
    state: row.state,
    version: versionOf(row.version, items.reduce((sum, item) => sum + item.version, 0n)),
    createdAt: row.created_at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    items: views,
    counts: countsOf(views),
    remainingSeconds: remainingSeconds(items, now),
    helpPhone: row.help_phone,
    needsBundle: views.some((item) =>
      item.state === "authWait" && item.failure?.class === "confirmAgain"
    ),
  };
}

function countsOf(items: readonly ItemView[]): SubmissionView["counts"] {
  const count = (state: ItemView["state"]) => items.filter((item) => item.state === state).length;
  const delivered = count("delivered");
  const notProvided = count("notProvided");
  const failed = count("failed");
  const total = items.length;
  return {
    total,
    delivered,
    notProvided,
    failed,
    running: total - delivered - notProvided - failed,
  };
}
