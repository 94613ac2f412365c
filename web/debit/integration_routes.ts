import { EVENT_TYPES, WebhookUrlError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { choices, type FieldError, optionalText, readForm, text, tick } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam, isUuid } from "../params.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { type DebitContext, debitPaths, type MerchantUser, requireMerchant } from "./context.ts";
import { onFirstPress, readAll, readTyped } from "./customer_values.ts";
import {
  EndpointPage,
  type EndpointPageProps,
  type TypedEndpoint,
} from "./integration_endpoint_page.ts";
import { IntegrationPage, type IntegrationPageProps } from "./integration_page.ts";
import { isDay } from "./money_fields.ts";
import { textsOf } from "./money_form.ts";
import {
  apiKeyEnd,
  apiKeys,
  endpoint,
  endpointEnd,
  endpointReplay,
  endpoints,
  endpointSecrets,
} from "./money_paths.ts";

const DELIVERIES_SHOWN_MAX = 50;

const endpointReaders = {
  url: text({ label: "받을 주소", lengthMax: 2_000 }),
  isActive: tick({ label: "사용" }),
  types: choices({ label: "받을 일", of: EVENT_TYPES }),
};

/** 연동: who holds a key or a secret acts for the merchant, so a second factor comes first. */
export function integrationRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { integration } = context.debit;
  routes.get(debitPaths.integration, async (c) => show(context, c, await userOf(context, c), {}));
  routes.post(apiKeys, async (c) => {
    const user = await userOf(context, c);
    const form = await readForm(c, { name: text({ label: "새 키 이름", lengthMax: 40 }) });
    const typed = textsOf(form.values);
    if (!form.ok) return await show(context, c, user, { typed, errors: form.errors });
    const { name } = form.value;
    const made = await onFirstPress(
      context,
      c,
      { user, scope: "debit.apiKey" },
      () => integration.createKey(user.merchantId, { name, actor: user.actor }),
    );
    const fresh = made === undefined ? "shown" : { label: "API 키", secret: made.key };
    return await show(context, c, user, { fresh });
  });
  routes.post(apiKeyEnd(":id"), async (c) => {
    const { merchantId, actor } = await userOf(context, c);
    await integration.revokeKey(merchantId, { id: idParam(c, "id"), actor });
    return c.redirect(debitPaths.integration, 303);
  });
  routes.post(endpoints, (c) => save(context, c));
  endpointRoutes(context, routes);
}

function endpointRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { integration } = context.debit;
  routes.get(endpoint(":id"), async (c) => showEndpoint(context, c, await userOf(context, c)));
  routes.post(endpoint(":id"), (c) => save(context, c));
  routes.post(endpointEnd(":id"), async (c) => {
    const { merchantId, actor } = await userOf(context, c);
    await integration.removeEndpoint(merchantId, { id: idParam(c, "id"), actor });
    return c.redirect(debitPaths.integration, 303);
  });
  routes.post(endpointSecrets(":id"), (c) => rotate(context, c));
  routes.post(endpointReplay(":id"), async (c) => {
    const user = await userOf(context, c);
    const endpointId = idParam(c, "id");
    const form = await readForm(c, {
      since: optionalText({ label: "날짜", lengthMax: 10 }),
      eventId: optionalText({ label: "일", lengthMax: 36 }),
    });
    const { since, eventId } = form.ok ? form.value : {};
    const what = eventId !== undefined && isUuid(eventId)
      ? { eventId }
      : isDay(since)
      ? { since: new Date(`${since}T00:00:00+09:00`) }
      : undefined;
    if (what === undefined) {
      const errors = [{ field: "since", message: "날짜를 2026-11-20처럼 입력해 주십시오." }];
      return await showEndpoint(context, c, user, { errors });
    }
    await integration.replay(user.merchantId, { endpointId, ...what, actor: user.actor });
    return c.redirect(endpoint(endpointId), 303);
  });
}

/** A new secret, once for each page that offered it: a page that is loaded again shows none. */
async function rotate(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const user = await userOf(context, c);
  const { id } = await endpointIn(context, user, idParam(c, "id"));
  const made = await onFirstPress(
    context,
    c,
    { user, scope: `debit.webhookSecret:${id}` },
    () => context.debit.integration.rotateSecret(user.merchantId, { id, actor: user.actor }),
  );
  const fresh = made === undefined ? "shown" : { label: "새 웹훅 비밀값", secret: made.secret };
  return await showEndpoint(context, c, user, { fresh });
}

async function userOf(context: DebitContext, c: Context<WebEnv>): Promise<MerchantUser> {
  const user = await requireMerchant(context, c, "debit.integration");
  await requireSecondFactor(context, c);
  return user;
}

/** A new endpoint, or another address or choice of one that is there. */
async function save(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const user = await userOf(context, c);
  const id = c.req.param("id") === undefined ? undefined : idParam(c, "id");
  if (id !== undefined) await endpointIn(context, user, id);
  const again = async (errors: readonly FieldError[]) => {
    const typed = await typedEndpoint(c);
    return id === undefined
      ? await show(context, c, user, { errors, typedEndpoint: typed })
      : await showEndpoint(context, c, user, { errors, typed });
  };
  const form = await readForm(c, endpointReaders);
  if (!form.ok) return await again(form.errors);
  const write = () =>
    context.debit.integration.saveEndpoint(user.merchantId, {
      ...form.value,
      ...(id === undefined ? {} : { id }),
      actor: user.actor,
    });
  try {
    const saved = id === undefined
      ? await onFirstPress(context, c, { user, scope: "debit.webhook" }, write)
      : await write();
    if (saved === undefined) return await show(context, c, user, { fresh: "shown" });
    const { secret } = saved;
    if (secret === undefined) return c.redirect(debitPaths.integration, 303);
    return await show(context, c, user, { fresh: { label: "웹훅 비밀값", secret } });
  } catch (error) {
    if (!(error instanceof WebhookUrlError)) throw error;
    return await again([{ field: "url", message: "공개된 https 주소를 입력해 주십시오." }]);
  }
}

/** What was typed, for the form that is shown again. */
async function typedEndpoint(c: Context<WebEnv>): Promise<TypedEndpoint> {
  const { url, isActive } = await readTyped(c, ["url", "isActive"]);
  return { url, isActive: isActive !== "", types: await readAll(c, "types") };
}

async function endpointIn({ debit }: DebitContext, user: MerchantUser, id: string) {
  const all = await debit.integration.endpoints(user.merchantId);
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new PageNotFoundError();
  return found;
}

async function showEndpoint(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
  more: Pick<EndpointPageProps, "errors" | "typed" | "fresh"> = {},
): Promise<Response> {
  const found = await endpointIn(context, user, idParam(c, "id"));
  const deliveries = await context.debit.integration.deliveries(user.merchantId, {
    endpointId: found.id,
    limit: DELIVERIES_SHOWN_MAX,
  });
  const idempotencyKey = context.kernel.uuid();
  const props = { view: c.var.view, endpoint: found, deliveries, idempotencyKey, ...more };
  return page(c, EndpointPage(props), more.errors === undefined ? 200 : 422);
}

async function show(
  context: DebitContext,
  c: Context<WebEnv>,
  { merchantId }: MerchantUser,
  more: Pick<IntegrationPageProps, "fresh" | "typed" | "typedEndpoint" | "errors">,
): Promise<Response> {
  const { integration } = context.debit;
  const [keys, all] = await Promise.all([
    integration.keys(merchantId),
    integration.endpoints(merchantId),
  ]);
  const apiUrl = `${context.config.publicUrl}/api/v1/debit`;
  const idempotencyKey = context.kernel.uuid();
  const props = { view: c.var.view, keys, endpoints: all, apiUrl, idempotencyKey };
  const document = IntegrationPage({ ...props, ...more });
  return page(c, document, more.errors === undefined ? 200 : 422);
}
