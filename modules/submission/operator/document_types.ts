import type { SubmitterType } from "@maru/auth";
import type { Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { DocumentType } from "../submission.ts";
import type { DocumentSource } from "../tables.ts";

interface Row {
  code: string;
  name: string;
  agency_code: string;
  agency_name: string;
  submitter_types: SubmitterType[];
  period_kind: DocumentType["periodKind"];
  period_default: string;
  has_pdf: boolean;
  expected_seconds: number;
  active: boolean;
  sources: DocumentSource[];
}

const COUNT_MAX = 1_000;

/** The whole catalogue in its order, with what is switched off. */
export async function selectDocumentTypes(
  handle: Kysely<unknown> | Transaction,
): Promise<DocumentType[]> {
  const { rows } = await sql<Row>`
    select t.code, t.name, t.agency_code, a.name as agency_name, t.submitter_types, t.period_kind,
      t.period_default, t.has_pdf, t.expected_seconds, t.active, t.sources
    from submission.document_type t
    join submission.agency a on a.code = t.agency_code
    order by t.position, t.code limit ${COUNT_MAX}`.execute(handle);
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    agencyCode: row.agency_code,
    agencyName: row.agency_name,
    submitterTypes: row.submitter_types,
    periodKind: row.period_kind,
    periodDefault: row.period_default,
    hasPdf: row.has_pdf,
    expectedSeconds: row.expected_seconds,
    active: row.active,
    sources: row.sources.map(({ kind }) => kind),
  }));
}
