import type { Transaction } from "@maru/kernel";
import { ProductInvalidError, ProductNotFoundError } from "../errors.ts";
import { selectDocumentTypes } from "../operator/document_types.ts";
import type { Parts } from "../parts.ts";
import { formatPeriodExpression, parsePeriodExpression } from "../period/period_expression.ts";
import type { InstitutionDesk, ProductInput } from "../submission.ts";
import { tables } from "../tables.ts";
import { isUuid } from "../view/cursor.ts";
import { productProblems } from "./product_problems.ts";

const PRODUCT_COUNT_MAX = 500;

/**
 * Makes or changes a product with its whole list of documents. What was submitted already keeps
 * what it was asked for.
 */
export function createSaveProduct(
  { kernel }: Pick<Parts, "kernel">,
): InstitutionDesk["saveProduct"] {
  return async (institutionId, input) => {
    const product = tidied(input);
    if (product.id !== undefined && !isUuid(product.id)) {
      throw new ProductNotFoundError(product.id);
    }
    const productId = product.id ?? kernel.uuid();
    return await kernel.transaction(async (tx) => {
      const problems = productProblems(product, await selectDocumentTypes(tx));
      if (problems.length > 0) throw new ProductInvalidError(problems);
      if (product.id === undefined) await requireRoom(tx, institutionId);
      const isWritten = product.id === undefined
        ? await insert(tx, { institutionId, productId, product })
        : await update(tx, { institutionId, productId, product });
      if (!isWritten) {
        throw new ProductInvalidError([
          { field: "slug", problem: "이미 쓰이는 주소 이름입니다. 다른 이름을 적어 주십시오." },
        ]);
      }
      await putDocuments(tx, { institutionId, productId, product });
      return { productId };
    });
  };

  async function insert(tx: Transaction, { institutionId, productId, product }: Saved) {
    const row = await tables(tx).insertInto("product").values({
      institution_id: institutionId,
      id: productId,
      ...columnsOf(product),
      created_at: kernel.clock.now(),
    }).onConflict((conflict) => conflict.column("slug").doNothing())
      .returning("id").executeTakeFirst();
    return row !== undefined;
  }
}

interface Saved {
  readonly institutionId: string;
  readonly productId: string;
  readonly product: ProductInput;
}

/** Addresses are unique across institutions, and which institution has one is nobody's business. */
async function update(
  tx: Transaction,
  { institutionId, productId, product }: Saved,
): Promise<boolean> {
  const db = tables(tx);
  const known = await db.selectFrom("product").select("id")
    .where("institution_id", "=", institutionId).where("id", "=", productId)
    .forUpdate().executeTakeFirst();
  if (known === undefined) throw new ProductNotFoundError(productId);
  const other = await db.selectFrom("product").select("id")
    .where("slug", "=", product.slug).where("id", "!=", productId).executeTakeFirst();
  if (other !== undefined) return false;
  await db.updateTable("product").set(columnsOf(product))
    .where("institution_id", "=", institutionId).where("id", "=", productId).execute();
  return true;
}

async function requireRoom(tx: Transaction, institutionId: string): Promise<void> {
  const { count } = await tables(tx).selectFrom("product")
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .where("institution_id", "=", institutionId).executeTakeFirstOrThrow();
  if (Number(count) < PRODUCT_COUNT_MAX) return;
  const problem = `상품은 ${PRODUCT_COUNT_MAX}개까지 만들 수 있습니다.`;
  throw new ProductInvalidError([{ field: "name", problem }]);
}

async function putDocuments(
  tx: Transaction,
  { institutionId, productId, product }: Saved,
): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom("product_document")
    .where("institution_id", "=", institutionId).where("product_id", "=", productId).execute();
  await db.insertInto("product_document").values(
    product.documents.map((document, position) => ({
      institution_id: institutionId,
      product_id: productId,
      document_code: document.documentCode,
      position,
      period_expression: formatPeriodExpression(parsePeriodExpression(document.periodExpression)),
      period_changeable: document.periodChangeable,
      required: document.required,
    })),
  ).execute();
}

function columnsOf({ slug, name, description, submitterTypes, active }: ProductInput) {
  return { slug, name, description, submitter_types: [...submitterTypes], active };
}

function tidied(product: ProductInput): ProductInput {
  return {
    ...product,
    name: product.name.normalize("NFC").trim(),
    slug: product.slug.trim(),
    description: product.description.normalize("NFC").trim(),
  };
}
