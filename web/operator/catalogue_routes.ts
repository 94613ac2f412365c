import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import type { FieldError } from "../forms/mod.ts";
import { page } from "../page.ts";
import { slugParam } from "../params.ts";
import { CataloguePage, DocumentTypePage, type DocumentTypeTyped } from "./catalogue_page.ts";
import { actorOf, type OperatorContext, operatorPaths, requireOperator } from "./context.ts";

/** The document types, which operators keep as data. */
export function catalogueRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const desk = context.submission.operator;
  routes.get(operatorPaths.catalogue, async (c) => {
    await requireOperator(context, c);
    return page(c, CataloguePage({ view: c.var.view, types: await desk.catalogue() }));
  });
  routes.get(operatorPaths.documentType(":code"), async (c) => {
    await requireOperator(context, c);
    return await showType(context, c, {});
  });
  routes.post(operatorPaths.documentType(":code"), async (c) => {
    const session = await requireOperator(context, c);
    const body = await c.req.parseBody();
    const typed = {
      expectedSeconds: String(body["expectedSeconds"] ?? "").trim(),
      periodDefault: String(body["periodDefault"] ?? "").trim(),
      active: body["active"] === "on",
    };
    const seconds = Number(typed.expectedSeconds);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3_600) {
      const message = "1부터 3,600까지의 숫자를 입력해 주십시오.";
      return await showType(context, c, { typed, errors: [{ field: "expectedSeconds", message }] });
    }
    const code = slugParam(c, "code");
    try {
      await desk.saveDocumentType({
        ...typed,
        code,
        expectedSeconds: seconds,
        actor: actorOf(session),
      });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "PeriodExpressionError") throw error;
      const message = "기간 규칙을 읽을 수 없습니다. 예: last 3 fiscalYears";
      return await showType(context, c, { typed, errors: [{ field: "periodDefault", message }] });
    }
    return c.redirect(`${operatorPaths.documentType(code)}?saved=1`, 303);
  });
}

async function showType(
  context: OperatorContext,
  c: Context<WebEnv>,
  extra: { typed?: DocumentTypeTyped; errors?: readonly FieldError[] },
): Promise<Response> {
  const code = slugParam(c, "code");
  const type = (await context.submission.operator.catalogue()).find((each) => each.code === code);
  if (type === undefined) throw new PageNotFoundError();
  const saved = c.req.query("saved") === "1";
  return page(
    c,
    DocumentTypePage({ view: c.var.view, type, saved, ...extra }),
    extra.errors === undefined ? 200 : 422,
  );
}
