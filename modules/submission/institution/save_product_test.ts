import assert from "node:assert/strict";
import { ProductInvalidError, ProductNotFoundError } from "../errors.ts";
import type { ProductInput } from "../submission.ts";
import { deskWorld } from "./testing_desk.ts";

const PRODUCT: ProductInput = {
  name: "시설자금 대출",
  slug: "facility-loan",
  description: "",
  submitterTypes: ["corporation", "taxAgent"],
  active: true,
  documents: [
    rule("vat-tax-base", "last 4 halves"),
    rule("business-registration", ""),
    rule("financial-statements", "last 3 fiscalYears"),
  ],
};

Deno.test("saveProduct() keeps a product with its documents in their order, and changes it", async () => {
  await using at = await deskWorld();
  const { productId } = await at.desk.saveProduct(at.institutionId, PRODUCT);
  assert.deepEqual(await at.desk.product(at.institutionId, productId), {
    id: productId,
    ...PRODUCT,
  });
  const changed = {
    ...PRODUCT,
    id: productId,
    active: false,
    documents: PRODUCT.documents.slice(1),
  };
  await at.desk.saveProduct(at.institutionId, changed);
  assert.deepEqual(await at.desk.product(at.institutionId, productId), changed);
  assert.equal((await at.desk.products(at.institutionId)).length, 2);
});

Deno.test("saveProduct() tells every field that is wrong", async () => {
  await using at = await deskWorld();
  assert.deepEqual(
    await fieldsOf(at.desk.saveProduct(at.institutionId, {
      ...PRODUCT,
      name: " ",
      slug: "Big Slug",
      description: "가".repeat(1_001),
      submitterTypes: [],
      documents: [],
    })),
    ["name", "slug", "description", "submitterTypes", "documents"],
  );
  const withDocuments = async (documents: ProductInput["documents"]) =>
    await fieldsOf(at.desk.saveProduct(at.institutionId, { ...PRODUCT, documents }));
  assert.deepEqual(await withDocuments([rule("vat-tax-base", "last x halves")]), [
    "period:vat-tax-base",
  ]);
  assert.deepEqual(await withDocuments([rule("vat-tax-base", "last 3 years")]), [
    "period:vat-tax-base",
  ]);
  assert.deepEqual(await withDocuments([rule("no-such", "")]), ["documents"]);
  assert.deepEqual(
    await withDocuments([rule("vat-tax-base", ""), rule("vat-tax-base", "")]),
    ["documents"],
  );
  // A document of persons alone, in a product for corporations.
  assert.deepEqual(await withDocuments([rule("resident-register", "")]), ["documents"]);
});

Deno.test("saveProduct() refuses an address that any institution has", async () => {
  await using at = await deskWorld();
  const { productId } = await at.desk.saveProduct(at.otherId, PRODUCT);
  assert.deepEqual(await fieldsOf(at.desk.saveProduct(at.institutionId, PRODUCT)), ["slug"]);
  const own = await at.desk.saveProduct(at.institutionId, { ...PRODUCT, slug: "mine" });
  assert.deepEqual(
    await fieldsOf(at.desk.saveProduct(at.institutionId, { ...PRODUCT, id: own.productId })),
    ["slug"],
  );
  assert.equal((await at.desk.product(at.otherId, productId)).slug, "facility-loan");
});

Deno.test("another institution's product is neither found nor changed", async () => {
  await using at = await deskWorld();
  const { productId } = await at.desk.saveProduct(at.otherId, PRODUCT);
  for (const id of [productId, at.world.kernel.uuid(), "no id"]) {
    await assert.rejects(at.desk.product(at.institutionId, id), ProductNotFoundError);
    await assert.rejects(
      at.desk.saveProduct(at.institutionId, { ...PRODUCT, id, slug: "stolen" }),
      ProductNotFoundError,
    );
  }
  assert.equal((await at.desk.product(at.otherId, productId)).slug, "facility-loan");
});

Deno.test("catalogue() has every machine-issued document with its last source, the upload", async () => {
  await using at = await deskWorld();
  const catalogue = await at.desk.catalogue();
  assert.ok(catalogue.length >= 30);
  assert.ok(catalogue.every(({ sources }) => sources.at(-1) === "upload"));
});

function rule(documentCode: string, periodExpression: string): ProductInput["documents"][number] {
  return { documentCode, periodExpression, periodChangeable: true, required: true };
}

async function fieldsOf(saving: Promise<unknown>): Promise<string[]> {
  const error = await saving.then(() => undefined, (error: unknown) => error);
  assert.ok(error instanceof ProductInvalidError, String(error));
  return error.problems.map(({ field }) => field);
}
