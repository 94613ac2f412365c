import { sql } from "kysely";
import { findProduct } from "../catalogue/product_rows.ts";
import { requestedDocument } from "../catalogue/requested_document.ts";
import { ProductNotFoundError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { SubmitterDesk } from "../submission.ts";

type Offering = Pick<SubmitterDesk, "products" | "product">;

/** What can be submitted, as this person would see it today. */
export function createOfferedProducts({ kernel }: Pick<Parts, "kernel">): Offering {
  const { db } = kernel.database;
  return {
    async products(session) {
      const { rows } = await sql<Awaited<ReturnType<Offering["products"]>>[number]>`
        select p.slug, p.name, n.name as "institutionName", count(t.code)::integer as "documentCount"
        from submission.product p
        join submission.institution n on n.id = p.institution_id
        join submission.product_document d
          on d.institution_id = p.institution_id and d.product_id = p.id
        join submission.document_type t on t.code = d.document_code and t.active
        where p.active and (${session?.submitterType ?? null}::text is null
          or ${session?.submitterType ?? null}::text = any(p.submitter_types))
        group by p.slug, p.name, n.name
        order by n.name, p.name`.execute(db);
      return rows;
    },
    async product(slug, session) {
      const product = await findProduct(db, slug);
      if (product === undefined) throw new ProductNotFoundError(slug);
      const today = kernel.calendar.dateOf(kernel.clock.now());
      const { institutionId, institutionName, productId, name, description } = product;
      return {
        institutionId,
        institutionName,
        productId,
        slug: product.slug,
        name,
        description,
        submitterTypes: product.submitterTypes as Awaited<
          ReturnType<Offering["product"]>
        >["submitterTypes"],
        documents: product.documents.map((row) =>
          requestedDocument(row, { today, requester: session })
        ),
      };
    },
  };
}
