import { type BadRow, CustomerInputError, IMPORT_BYTE_COUNT_MAX } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import type { BodyLimit } from "../middleware/body_limit.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, type MerchantUser, requireMerchant } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import { sheetStream } from "./customer_sheet.ts";
import { readTyped } from "./customer_values.ts";
import { ImportListPage, type ImportListProps } from "./import_list_page.ts";
import { ImportPage } from "./import_page.ts";
import { badRowText } from "./import_words.ts";

/**
 * The file and the fields around it. A body that says it is longer is refused before a byte of it is
 * read, and one that lies as soon as it is longer.
 */
export function importBodyLimits(context: DebitContext): readonly BodyLimit[] {
  const sender = async (c: Context<WebEnv>) =>
    (await requireMerchant(context, c, "debit.customers")).merchantId;
  const bytesMax = IMPORT_BYTE_COUNT_MAX + FIELDS_BYTE_COUNT_MAX;
  return [{ path: debitPaths.imports, bytesMax, deadlineMs: 300_000, sender }];
}
const FIELDS_BYTE_COUNT_MAX = 100_000;
const BAD_ROWS_SHOWN = 100;
/** More rows than any file has. */
const ROW_NUMBER_MAX = 1_000_000;
const REFRESH_SECONDS = "3";

/** 일괄등록. */
export function importRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { imports } = context.debit;
  routes.get(debitPaths.imports, async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    return await showList(context, c, user, { typed: { contractId: "", encoding: "auto" } });
  });
  routes.post(debitPaths.imports, async (c) => {
    return await upload(context, c, await requireMerchant(context, c, "debit.customers"));
  });
  routes.get(debitPaths.importTemplate, async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const content = await imports.template(user.merchantId);
    return await sheetStream(c, { name: "일괄등록 양식", format: "xlsx", content });
  });
  routes.get(debitPaths.import(":id"), async (c) => await showOne(context, c));
  actRoutes(context, routes);
}

function actRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { imports } = context.debit;
  for (const format of ["xlsx", "csv"] as const) {
    routes.get(customerPaths.importErrors(":id", format), async (c) => {
      const user = await requireMerchant(context, c, "debit.customers");
      const words = (bad: BadRow) => badRowText(bad, imports.columns);
      const query = { id: idParam(c, "id"), format, words };
      const content = await imports.errorFile(user.merchantId, query);
      return await sheetStream(c, { name: "일괄등록 오류", format, content });
    });
  }
  routes.post(customerPaths.importApply(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const id = idParam(c, "id");
    const { which } = await readTyped(c, ["which"]);
    await imports.apply(user.merchantId, {
      id,
      which: which === "all" ? "all" : "good",
      actor: user.actor,
    });
    return c.redirect(debitPaths.import(id), 303);
  });
  routes.post(customerPaths.importCancel(":id"), async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const id = idParam(c, "id");
    await imports.cancel(user.merchantId, { id, actor: user.actor });
    return c.redirect(debitPaths.import(id), 303);
  });
}

async function upload(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
): Promise<Response> {
  const typed = await readTyped(c, ["contractId", "encoding"]);
  const { file } = await c.req.parseBody();
  if (!(file instanceof File) || file.size === 0) {
    const errors = [{ field: "file", message: "파일: 올리실 파일을 골라 주십시오." }];
    return await showList(context, c, user, { typed, errors });
  }
  const encoding = (["utf-8", "euc-kr"] as const).find((each) => each === typed.encoding);
  try {
    const { id } = await context.debit.imports.begin(user.merchantId, {
      contractId: typed.contractId,
      fileName: file.name,
      content: file.stream(),
      actor: user.actor,
      ...(encoding === undefined ? {} : { encoding }),
    });
    return c.redirect(debitPaths.import(id), 303);
  } catch (error) {
    if (!(error instanceof CustomerInputError)) throw error;
    const message = "계약: 지금 이용하는 계약을 골라 주십시오.";
    const errors: FieldError[] = [{ field: "contractId", message }];
    return await showList(context, c, user, { typed, errors });
  }
}

async function showList(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
  props: Pick<ImportListProps, "typed" | "errors">,
): Promise<Response> {
  const { imports, merchants } = context.debit;
  const contracts = await merchants.contracts(user.merchantId);
  const markup = ImportListPage({
    view: c.var.view,
    imports: await imports.list(user.merchantId),
    contracts: contracts.filter(({ state }) => state === "active"),
    ...props,
  });
  return page(c, markup, props.errors === undefined ? 200 : 422);
}

async function showOne(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { imports } = context.debit;
  const user = await requireMerchant(context, c, "debit.customers");
  const id = idParam(c, "id");
  const found = await imports.get(user.merchantId, id);
  // What moves is shown anew without any script.
  if (found.state === "reading" || found.state === "applying") {
    c.header("Refresh", REFRESH_SECONDS);
  }
  const typed = Number.parseInt(c.req.query("afterRow") ?? "0", 10) || 0;
  const afterRow = Math.min(Math.max(0, typed), ROW_NUMBER_MAX);
  const query = { id, afterRow, limit: BAD_ROWS_SHOWN };
  const badRows = found.state === "reading" ? [] : await imports.badRows(user.merchantId, query);
  const rowCount = new Set(badRows.map(({ rowNumber }) => rowNumber)).size;
  const last = badRows.at(-1)?.rowNumber;
  return page(
    c,
    ImportPage({
      view: c.var.view,
      found,
      columns: imports.columns,
      badRows,
      isFirstPage: afterRow === 0,
      canEdit: user.rights.includes("debit.customers"),
      ...(rowCount === BAD_ROWS_SHOWN && last !== undefined ? { nextAfterRow: last } : {}),
    }),
  );
}
