import type { Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { PeriodRule } from "../period/period_rule.ts";
import type { InputRow } from "../tables.ts";

/** A document of a product, with all that the catalogue says about it. */
export interface ProductDocumentRow {
  readonly documentCode: string;
  readonly name: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly submitterTypes: readonly string[];
  readonly dataOnlyTypes: readonly string[];
  readonly hasPdf: boolean;
  readonly inputs: readonly InputRow[];
  readonly rule: PeriodRule;
  /** The product's expression, or the catalogue's where the product has none. */
  readonly periodExpression: string;
  readonly periodChangeable: boolean;
  readonly required: boolean;
  readonly expectedSeconds: number;
  readonly needsVatConsent: boolean;
}

export interface ProductRow {
  readonly institutionId: string;
  readonly institutionName: string;
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly submitterTypes: readonly string[];
  readonly allowsPartial: boolean;
  readonly documents: readonly ProductDocumentRow[];
}

interface Row {
  document_code: string;
  name: string;
  agency_code: string;
  agency_name: string;
  submitter_types: string[];
  data_only_types: string[];
  has_pdf: boolean;
  inputs: InputRow[];
  period_kind: PeriodRule["kind"];
  period_years_back_max: number;
  period_months_max: number | null;
  period_opens_after_months: number;
  period_expression: string;
  period_changeable: boolean;
  required: boolean;
  expected_seconds: number;
  needs_vat_consent: boolean;
}

/** An active product with its active documents in their order, or undefined. */
export async function findProduct(
  handle: Kysely<unknown> | Transaction,
  slug: string,
): Promise<ProductRow | undefined> {
  const { rows: products } = await sql<Omit<ProductRow, "documents">>`
    select p.institution_id as "institutionId", n.name as "institutionName",
      p.id as "productId", p.slug, p.name, p.description, p.submitter_types as "submitterTypes",
      p.allows_partial as "allowsPartial"
    from submission.product p
    join submission.institution n on n.id = p.institution_id
    where p.slug = ${slug} and p.active`.execute(handle);
  const [product] = products;
  if (product === undefined) return undefined;
  const { rows } = await sql<Row>`
    select d.document_code, t.name, t.agency_code, a.name as agency_name, t.submitter_types,
      t.data_only_types, t.has_pdf, t.inputs, t.period_kind, t.period_years_back_max,
      t.period_months_max, t.period_opens_after_months,
      coalesce(nullif(d.period_expression, ''), t.period_default) as period_expression,
      d.period_changeable, d.required, t.expected_seconds, t.needs_vat_consent
    from submission.product_document d
    join submission.document_type t on t.code = d.document_code and t.active
    join submission.agency a on a.code = t.agency_code
    where d.institution_id = ${product.institutionId}::uuid
      and d.product_id = ${product.productId}::uuid
    order by d.position, d.document_code`.execute(handle);
  return { ...product, documents: rows.map(documentOf) };
}

function documentOf(row: Row): ProductDocumentRow {
  return {
    documentCode: row.document_code,
    name: row.name,
    agencyCode: row.agency_code,
    agencyName: row.agency_name,
    submitterTypes: row.submitter_types,
    dataOnlyTypes: row.data_only_types,
    hasPdf: row.has_pdf,
    inputs: row.inputs,
    rule: {
      kind: row.period_kind,
      yearsBackMax: row.period_years_back_max,
      monthsMax: row.period_months_max ?? undefined,
      opensAfterMonths: row.period_opens_after_months,
    },
    periodExpression: row.period_expression,
    periodChangeable: row.period_changeable,
    required: row.required,
    expectedSeconds: row.expected_seconds,
    needsVatConsent: row.needs_vat_consent,
  };
}
