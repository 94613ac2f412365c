import type { ProductInput } from "@maru/submission";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { submitPaths } from "../submit/submit_paths.ts";
import { type ConsoleContext, consolePaths, requireAdmin, requireReader } from "./context.ts";
import { EMPTY_PRODUCT, readProduct } from "./product_form.ts";
import { ProductPage } from "./product_page.ts";
import { ProductsPage } from "./products_page.ts";

export function productRoutes(context: ConsoleContext, routes: Hono<WebEnv>): void {
  const { institution } = context.submission;
  routes.get(consolePaths.products, async (c) => {
    const user = await requireReader(context, c);
    const products = await institution.products(user.institutionId);
    return page(c, ProductsPage({ view: c.var.view, products, isAdmin: user.isAdmin }));
  });
  routes.get(consolePaths.product("new"), async (c) => {
    await requireAdmin(context, c);
    return await show(context, c, { product: EMPTY_PRODUCT, canEdit: true });
  });
  routes.get(consolePaths.product(":id"), async (c) => {
    const user = await requireReader(context, c);
    const product = await institution.product(user.institutionId, idParam(c, "id"));
    return await show(context, c, { product, canEdit: user.isAdmin });
  });
  routes.post(consolePaths.product("new"), async (c) => await save(context, c, undefined));
  routes.post(
    consolePaths.product(":id"),
    async (c) => await save(context, c, idParam(c, "id")),
  );
}

async function save(
  context: ConsoleContext,
  c: Context<WebEnv>,
  id: string | undefined,
): Promise<Response> {
  const user = await requireAdmin(context, c);
  const { institution } = context.submission;
  if (id !== undefined) await institution.product(user.institutionId, id);
  const product = readProduct(await c.req.parseBody({ all: true }), id);
  try {
    const { productId } = await institution.saveProduct(user.institutionId, product);
    return c.redirect(`${consolePaths.product(productId)}?saved=1`, 303);
  } catch (error) {
    const errors = fieldErrors(error);
    if (errors === undefined) throw error;
    return await show(context, c, { product, canEdit: true, errors });
  }
}

async function show(
  context: ConsoleContext,
  c: Context<WebEnv>,
  props: { product: ProductInput; canEdit: boolean; errors?: readonly FieldError[] },
): Promise<Response> {
  const catalogue = await context.submission.institution.catalogue();
  const { product } = props;
  const link = product.id === undefined
    ? {}
    : { link: context.config.publicUrl + submitPaths.product(product.slug) };
  const saved = c.req.query("saved") === "1";
  return page(
    c,
    ProductPage({ view: c.var.view, catalogue, saved, ...link, ...props }),
    props.errors === undefined ? 200 : 422,
  );
}

/** `ProductInvalidError` names the problem of each field. */
function fieldErrors(error: unknown): FieldError[] | undefined {
  if (!(error instanceof Error) || error.name !== "ProductInvalidError") return undefined;
  const problems = "problems" in error ? error.problems : undefined;
  return Array.isArray(problems)
    ? problems.map(({ field, problem }) => ({ field: String(field), message: String(problem) }))
    : undefined;
}
