import { inputFields } from "../catalogue/document_inputs.ts";
import { periodChoice } from "../catalogue/requested_document.ts";
import { FAILURES } from "../failures.ts";
import type { PeriodContext } from "../period/period_rule.ts";
import type { ItemView } from "../submission.ts";
import type { ItemRow } from "./view_rows.ts";

/** An item as people see it. `context` says for whom a period would be chosen anew, and today. */
export function itemView(row: ItemRow, context: PeriodContext): ItemView {
  const canReissue = isReissuable(row);
  return {
    id: row.id,
    documentCode: row.document_code,
    name: row.document_name,
    agencyCode: row.agency_code,
    agencyName: row.agency_name,
    period: row.period_from === null || row.period_to === null
      ? undefined
      : { from: row.period_from, to: row.period_to, label: row.period_label },
    state: row.state,
    ...failureOf(row),
    canReissue,
    canUpload: row.can_upload && isUploadable(row),
    failureCount: row.failure_count,
    ...(canReissue ? { periodChoice: choiceOf(row, context) } : {}),
    ...(row.failure_class === "wrongInput" ? { inputFields: inputFields(row.inputs) } : {}),
    ...(row.auth_expires_at === null ? {} : { authExpiresAt: row.auth_expires_at }),
    authConfirmed: row.auth_confirmed_at !== null,
    ...(row.started_at === null ? {} : { startedAt: row.started_at }),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    ...(row.next_at === null ? {} : { nextAt: row.next_at }),
    ...documentOf(row),
  };
}

/** A failed item, or one that waits for the person to confirm once more. */
export function isReissuable(row: Pick<ItemRow, "state" | "failure_class" | "retryable">): boolean {
  if (row.state === "failed") return row.retryable;
  return row.state === "authWait" && row.failure_class === "confirmAgain";
}

/** The last source is open wherever the agency does not deliver. */
export function isUploadable(row: Pick<ItemRow, "state" | "failure_class">): boolean {
  if (row.failure_class === "deliveryFailed") return false;
  return row.state === "failed" || row.state === "waitingAgency" ||
    (row.state === "authWait" && row.failure_class === "confirmAgain");
}

function failureOf(row: ItemRow): Pick<ItemView, "failure"> {
  const isShown = row.failure_class !== null &&
    ["failed", "waitingAgency", "authWait", "queued"].includes(row.state);
  if (!isShown || row.failure_class === null) return {};
  const meaning = FAILURES[row.failure_class];
  return {
    failure: {
      class: row.failure_class,
      code: row.failure_code ?? "",
      text: row.failure_text ?? meaning.text,
      nextStep: meaning.nextStep,
      ...(meaning.linksToAgency
        ? { link: { label: `${row.agency_name} 바로가기`, url: row.website_url } }
        : {}),
    },
  };
}

function choiceOf(row: ItemRow, context: PeriodContext): ItemView["periodChoice"] {
  const rule = {
    kind: row.period_kind,
    yearsBackMax: row.period_years_back_max,
    monthsMax: row.period_months_max ?? undefined,
    opensAfterMonths: row.period_opens_after_months,
  };
  const choice = periodChoice(
    { rule, periodExpression: "", periodChangeable: row.period_changeable ?? true },
    context,
  );
  if (row.period_from === null || row.period_to === null) return choice;
  const chosen = { from: row.period_from, to: row.period_to, label: row.period_label };
  return { ...choice, chosen };
}

function documentOf(row: ItemRow): Pick<ItemView, "document"> {
  if (row.document_id === null || row.file_name === null) return {};
  return {
    document: {
      id: row.document_id,
      fileName: row.file_name,
      hasPdf: row.pdf_sha256 !== null,
      ...(row.pdf_size_bytes === null ? {} : { sizeBytes: row.pdf_size_bytes }),
      ...(row.pdf_page_count === null ? {} : { pageCount: row.pdf_page_count }),
      ...(row.pdf_sha256 === null ? {} : { sha256: row.pdf_sha256 }),
      destroyed: row.destroyed_at !== null,
    },
  };
}
