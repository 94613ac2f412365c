import type { Organisation } from "@maru/auth";
import { MerchantInputError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { textsOf } from "../../debit/money_form.ts";
import { PageNotFoundError } from "../../errors/web_errors.ts";
import { optionalText, readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { isUuid } from "../../params.ts";
import { type OperatorDebitContext, provedOperatorOf } from "./context.ts";
import { MERCHANT_LABELS, merchantInputOf, merchantReaders } from "./merchant_fields.ts";
import {
  MerchantIssuedPage,
  NewMerchantPage,
  type NewMerchantProps,
} from "./merchant_form_page.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { fieldErrorsOf } from "./problems.ts";

const ORGANISATIONS_SHOWN_MAX = 20;
const TEXT_LENGTH_MAX = 60;

const readers = {
  ...merchantReaders,
  organisationId: optionalText({ label: "기관" }),
  administratorName: text({ label: "첫 관리자 이름", lengthMax: 40 }),
};

/**
 * A new merchant with its first administrator. Whoever holds the password that is shown can act for
 * the merchant, so an operator proves a second factor first.
 */
export function newMerchantRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  routes.get(paths.newMerchant, async (c) => {
    await provedOperatorOf(context, c);
    const organisation = await organisationOf(context, c.req.query("organisation"));
    const values = {
      settlementCycle: "daily",
      settlementDay: "2",
      name: organisation?.name ?? "",
      businessNumber: organisation?.businessNumber ?? "",
    };
    return await show(context, c, { values, organisation });
  });
  routes.post(paths.merchants, async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const form = await readForm(c, readers);
    const chosen = valueOf(form.values, "organisationId");
    const organisation = await organisationOf(context, chosen === "" ? undefined : chosen);
    const values = textsOf(form.values);
    if (!form.ok) return await show(context, c, { values, organisation, errors: form.errors });
    const { administratorName } = form.value;
    const input = merchantInputOf(form.value);
    try {
      const key = form.key ?? context.kernel.uuid();
      const made = await create(context, { organisation, input, administratorName, actor, key });
      if (made.password === undefined) return c.redirect(paths.merchant(made.id), 303);
      const issued = { loginId: made.loginId, password: made.password };
      return page(c, MerchantIssuedPage({ view: c.var.view, ...input, ...made, issued }));
    } catch (error) {
      if (!(error instanceof MerchantInputError)) throw error;
      const labels = { ...MERCHANT_LABELS, id: "업체" };
      const errors = fieldErrorsOf(error.problems, labels);
      return await show(context, c, { values, organisation, errors });
    }
  });
}

interface Wanted {
  readonly organisation: Organisation | undefined;
  readonly input: ReturnType<typeof merchantInputOf>;
  readonly administratorName: string;
  readonly actor: string;
  readonly key: string;
}

/** Everything or nothing. A second press finds what the first one made, but never its password. */
async function create(
  { kernel, auth, debit }: OperatorDebitContext,
  { organisation, input, administratorName, actor, key }: Wanted,
): Promise<{ id: string; number: string; loginId: string; password: string | undefined }> {
  return await kernel.transaction(async (tx) => {
    let password: string | undefined;
    const call = {
      scope: `debit.merchant.create:${actor}`,
      key,
      input: { organisationId: organisation?.id ?? "", ...input, administratorName },
    };
    const { value } = await kernel.idempotency.run(tx, call, async () => {
      const { id } = organisation ?? await auth.staff.createOrganisation(tx, {
        name: input.name,
        businessNumber: input.businessNumber.replaceAll("-", ""),
      });
      const { number } = await debit.merchants.create(tx, { id, ...input, actor });
      const issued = await auth.staff.createMember(tx, {
        organisationId: id,
        name: administratorName,
        role: "merchantAdmin",
        actor,
      });
      password = issued.password;
      return { id, number, loginId: issued.loginId };
    });
    return { ...value, password };
  });
}

async function show(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
  props: Pick<NewMerchantProps, "values" | "errors"> & { organisation: Organisation | undefined },
): Promise<Response> {
  const text = (c.req.query("text") ?? "").trim().slice(0, TEXT_LENGTH_MAX);
  const { organisation, ...rest } = props;
  const organisations = organisation === undefined
    ? await context.auth.staff.organisations({ text, limit: ORGANISATIONS_SHOWN_MAX })
    : [];
  const document = NewMerchantPage({
    view: c.var.view,
    text,
    organisations,
    idempotencyKey: context.kernel.uuid(),
    ...rest,
    ...(organisation === undefined ? {} : { organisation }),
  });
  return page(c, document, props.errors === undefined ? 200 : 422);
}

/** @throws {PageNotFoundError} there is no such organisation */
async function organisationOf(
  context: OperatorDebitContext,
  id: string | undefined,
): Promise<Organisation | undefined> {
  if (id === undefined) return undefined;
  const found = isUuid(id) ? await context.auth.staff.organisation(id) : undefined;
  if (found === undefined) throw new PageNotFoundError();
  return found;
}
