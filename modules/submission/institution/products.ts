import type { SubmitterType } from "@maru/auth";
import { sql } from "kysely";
import { ProductNotFoundError } from "../errors.ts";
import { selectDocumentTypes } from "../operator/document_types.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk, ProductSetting } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";

interface ProductRow {
  id: string;
  slug: string;
  name: string;
  description: string;
  submitter_types: SubmitterType[];
  active: boolean;
  documents: ProductSetting["documents"] | null;
}

const COUNT_MAX = 500;

/** The institution's products with what each asks for, and the catalogue to choose from. */
export function createProducts(
  { kernel }: Pick<Parts, "kernel">,
): Pick<InstitutionDesk, "products" | "product" | "catalogue"> {
  const { db } = kernel.database;
  return {
    products: (institutionId) => select(institutionId, undefined),
    async product(institutionId, productId) {
      const [product] = isUuid(productId) ? await select(institutionId, productId) : [];
      if (product === undefined) throw new ProductNotFoundError(productId);
      return product;
    },
    catalogue: () => selectDocumentTypes(db),
  };

  async function select(
    institutionId: string,
    productId: string | undefined,
  ): Promise<ProductSetting[]> {
    const { rows } = await sql<ProductRow>`
      select p.id, p.slug, p.name, p.description, p.submitter_types, p.active,
        (select jsonb_agg(jsonb_build_object('documentCode', d.document_code,
            'periodExpression', d.period_expression, 'periodChangeable', d.period_changeable,
            'required', d.required) order by d.position, d.document_code)
          from submission.product_document d
          where d.institution_id = p.institution_id and d.product_id = p.id) as documents
      from submission.product p
      where p.institution_id = ${institutionId}::uuid
        and (${productId ?? null}::uuid is null or p.id = ${productId ?? null}::uuid)
      order by p.active desc, p.created_at desc, p.id limit ${COUNT_MAX}`.execute(db);
    return rows.map(({ submitter_types: submitterTypes, documents, ...row }) => ({
      ...row,
      submitterTypes,
      documents: documents ?? [],
    }));
  }
}
