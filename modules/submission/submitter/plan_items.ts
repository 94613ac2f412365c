import { defaultPeriod, isDataOnly } from "../catalogue/requested_document.ts";
import { readInputs } from "../catalogue/document_inputs.ts";
import type { ProductDocumentRow, ProductRow } from "../catalogue/product_rows.ts";
import { isCorporation, type Requester, unavailableReason } from "../catalogue/submitter_rights.ts";
import { DocumentUnavailableError, type MissingInput, MissingInputError } from "../errors.ts";
import { checkPeriod } from "../period/check_period.ts";
import type { Period, SubmissionRequest } from "../submission.ts";

/** A document as it will be asked for: resolved now, and frozen. */
export interface PlannedItem {
  readonly row: ProductDocumentRow;
  readonly period: Period | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  readonly dataOnly: boolean;
}

type RequestedLine = SubmissionRequest["documents"][number];

const DOCUMENT_COUNT_MAX = 60;

/**
 * Holds a request against its product.
 *
 * @throws {DocumentUnavailableError} not the product's, twice, not for this certificate, or a
 *   required one is left out
 * @throws {PeriodOutOfRangeError}
 * @throws {MissingInputError} with every field of every document
 */
export function planItems(
  product: ProductRow,
  { lines, requester, today }: {
    lines: readonly RequestedLine[];
    requester: Requester;
    today: string;
  },
): PlannedItem[] {
  requireWhole(product, { lines, requester });
  const problems: MissingInput[] = [];
  const items = lines.map((line) => {
    const row = rowOf(product, line.documentCode, requester);
    const { values, problems: found } = readInputs(row, line.inputs);
    problems.push(...found);
    const context = { today, isCorporation: isCorporation(requester) };
    const period = periodOf(row, line, context);
    return { row, period, inputs: values, dataOnly: isDataOnly(row, requester) };
  });
  if (problems.length > 0) throw new MissingInputError(problems);
  return items.sort((left, right) =>
    product.documents.indexOf(left.row) - product.documents.indexOf(right.row)
  );
}

function requireWhole(
  product: ProductRow,
  { lines, requester }: { lines: readonly RequestedLine[]; requester: Requester },
): void {
  const codes = new Set(lines.map((line) => line.documentCode));
  if (lines.length === 0 || lines.length > DOCUMENT_COUNT_MAX) {
    throw new DocumentUnavailableError("", `want 1 to ${DOCUMENT_COUNT_MAX} documents`);
  }
  if (codes.size !== lines.length) throw new DocumentUnavailableError("", "one is asked for twice");
  if (product.allowsPartial) return;
  const leftOut = product.documents.find((row) =>
    row.required && !codes.has(row.documentCode) && unavailableReason(row, requester) === undefined
  );
  if (leftOut !== undefined) {
    throw new DocumentUnavailableError(leftOut.documentCode, "it is required");
  }
}

function rowOf(product: ProductRow, code: string, requester: Requester): ProductDocumentRow {
  const row = product.documents.find((document) => document.documentCode === code);
  if (row === undefined) throw new DocumentUnavailableError(code, "it is not the product's");
  const reason = unavailableReason(row, requester);
  if (reason !== undefined) throw new DocumentUnavailableError(code, reason);
  return row;
}

/** What the person chose where they may, else what the product means today. */
function periodOf(
  row: ProductDocumentRow,
  { documentCode, periodFrom, periodTo }: RequestedLine,
  context: { today: string; isCorporation: boolean },
): Period | undefined {
  const usual = defaultPeriod(row, context);
  const from = periodFrom || usual?.from;
  const to = periodTo || usual?.to;
  const isUsual = from === usual?.from && to === usual?.to;
  if (isUsual || from === undefined || to === undefined) return usual;
  const rule = row.periodChangeable ? row.rule : { ...row.rule, kind: "none" as const };
  return checkPeriod({ documentCode, from, to }, rule, context);
}
