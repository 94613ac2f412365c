import { ItemInputError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { textsOf } from "../../debit/money_form.ts";
import { optionalText, readForm, text, tick } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type OperatorDebitContext, operatorOf } from "./context.ts";
import { ItemsPage, type ItemsPageProps } from "./item_pages.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { fieldErrorsOf } from "./problems.ts";

const LABELS = { code: "코드", name: "항목 이름", answer: "답" } as const;

/** 집금항목 and 항목등록 요청. */
export function itemRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { merchants } = context.debit;
  routes.get(paths.items, async (c) => {
    await operatorOf(context, c);
    return await show(context, c, { values: { isActive: "on" } });
  });
  routes.post(paths.items, async (c) => {
    const { actor } = await operatorOf(context, c);
    const form = await readForm(c, {
      code: text({ label: "코드", lengthMax: 30 }),
      name: text({ label: "항목 이름", lengthMax: 30 }),
      isActive: tick({ label: "사용" }),
    });
    const values = textsOf(form.values);
    if (!form.ok) return await show(context, c, { values, errors: form.errors });
    try {
      await merchants.saveItem({ ...form.value, actor });
    } catch (error) {
      if (!(error instanceof ItemInputError)) throw error;
      return await show(context, c, { values, errors: fieldErrorsOf(error.problems, LABELS) });
    }
    return c.redirect(`${paths.items}?saved=1`, 303);
  });
  routes.post(paths.itemRequest(":id"), async (c) => {
    const { actor } = await operatorOf(context, c);
    const id = idParam(c, "id");
    const form = await readForm(c, {
      answer: optionalText({ label: "답", lengthMax: 500 }),
      accepts: tick({ label: "받아들임" }),
    });
    if (!form.ok) return await show(context, c, { values: {}, errors: form.errors });
    const { answer = "", accepts } = form.value;
    await merchants.answerItemRequest({ id, accepts, answer, actor });
    return c.redirect(`${paths.items}?saved=1`, 303);
  });
}

async function show(
  { debit }: OperatorDebitContext,
  c: Context<WebEnv>,
  more: Pick<ItemsPageProps, "values" | "errors">,
): Promise<Response> {
  const [items, requests] = await Promise.all([
    debit.merchants.items(),
    debit.merchants.itemRequests({}),
  ]);
  const saved = more.errors === undefined && c.req.query("saved") === "1";
  const document = ItemsPage({ view: c.var.view, items, requests, saved, ...more });
  return page(c, document, more.errors === undefined ? 200 : 422);
}
