import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { type FieldError, readForm, text, valueOf } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import {
  type ConsoleContext,
  consolePaths,
  type InstitutionUser,
  requireAdmin,
  requireReader,
} from "./context.ts";
import { DeliveriesPage } from "./deliveries_page.ts";
import { IntegrationPage } from "./integration_page.ts";
import { SettingsPage } from "./settings_page.ts";

export function integrationRoutes(context: ConsoleContext, routes: Hono<WebEnv>): void {
  const { institution } = context.submission;
  const deskRoutes = [webhookRoutes, keyRoutes, settingsRoutes, deliveryRoutes];
  routes.get(consolePaths.integration, async (c) => {
    const user = await requireReader(context, c);
    return await showIntegration(context, c, user, {});
  });
  for (const add of deskRoutes) add(context, routes, institution);
}

type Desk = ConsoleContext["submission"]["institution"];

function webhookRoutes(context: ConsoleContext, routes: Hono<WebEnv>, desk: Desk): void {
  routes.post(consolePaths.webhook, async (c) => {
    const user = await requireAdmin(context, c);
    const body = await c.req.parseBody();
    const webhookUrl = typeof body["url"] === "string" ? body["url"].trim() : "";
    try {
      const { secret } = await desk.setWebhook(user.institutionId, {
        url: webhookUrl,
        active: body["active"] === "on",
        actor: `staff:${user.staffId}`,
      });
      if (secret === undefined) return c.redirect(consolePaths.integration, 303);
      return await showIntegration(context, c, user, {
        fresh: { label: "웹훅 비밀값", secret },
      });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "WebhookAddressError") throw error;
      const errors = [{ field: "url", message: "공개된 https 주소를 입력해 주십시오." }];
      return await showIntegration(context, c, user, { errors, webhookUrl });
    }
  });
}

function keyRoutes(context: ConsoleContext, routes: Hono<WebEnv>, desk: Desk): void {
  routes.post(consolePaths.apiKeys, async (c) => {
    const user = await requireAdmin(context, c);
    const form = await readForm(c, { name: text({ label: "새 키 이름", lengthMax: 40 }) });
    if (!form.ok) {
      const keyName = valueOf(form.values, "name");
      return await showIntegration(context, c, user, { errors: form.errors, keyName });
    }
    const { key } = await desk.createApiKey(user.institutionId, {
      name: form.value.name,
      actor: `staff:${user.staffId}`,
    });
    return await showIntegration(context, c, user, { fresh: { label: "API 키", secret: key } });
  });
  routes.post(consolePaths.apiKeyRevocation(":id"), async (c) => {
    const user = await requireAdmin(context, c);
    await desk.revokeApiKey(user.institutionId, idParam(c, "id"), `staff:${user.staffId}`);
    return c.redirect(consolePaths.integration, 303);
  });
}

function settingsRoutes(context: ConsoleContext, routes: Hono<WebEnv>, desk: Desk): void {
  routes.get(consolePaths.settings, async (c) => {
    const user = await requireReader(context, c);
    const { retentionDays } = await desk.institution(user.institutionId);
    return page(
      c,
      SettingsPage({
        view: c.var.view,
        retentionDays: String(retentionDays),
        canEdit: user.isAdmin,
        saved: c.req.query("saved") === "1",
      }),
    );
  });
  routes.post(consolePaths.settings, async (c) => {
    const user = await requireAdmin(context, c);
    const body = await c.req.parseBody();
    const typed = typeof body["retentionDays"] === "string" ? body["retentionDays"].trim() : "";
    const days = Number(typed);
    if (!/^\d{1,4}$/.test(typed) || days < 1 || days > 3_650) {
      const errors = [{
        field: "retentionDays",
        message: "1부터 3,650까지의 숫자를 입력해 주십시오.",
      }];
      const props = { view: c.var.view, retentionDays: typed, canEdit: true, saved: false, errors };
      return page(c, SettingsPage(props), 422);
    }
    await desk.setRetention(user.institutionId, days, `staff:${user.staffId}`);
    return c.redirect(`${consolePaths.settings}?saved=1`, 303);
  });
}

function deliveryRoutes(context: ConsoleContext, routes: Hono<WebEnv>, desk: Desk): void {
  routes.get(consolePaths.deliveries, async (c) => {
    const user = await requireReader(context, c);
    const state = ["pending", "failed", "delivered"].find((each) => each === c.req.query("state"));
    const before = c.req.query("before");
    const { rows, next } = await desk.deliveries(user.institutionId, {
      limit: 30,
      ...(state ? { state } : {}),
      ...(before ? { before } : {}),
    });
    const query = new URLSearchParams({
      ...(state ? { state } : {}),
      ...(next ? { before: next } : {}),
    });
    return page(
      c,
      DeliveriesPage({
        view: c.var.view,
        rows,
        state: state ?? "",
        isAdmin: user.isAdmin,
        ...(next === undefined ? {} : { nextHref: `${consolePaths.deliveries}?${query}` }),
      }),
    );
  });
  routes.post(consolePaths.sendAgain(":id"), async (c) => {
    const user = await requireAdmin(context, c);
    await desk.sendAgain(user.institutionId, idParam(c, "id"), `staff:${user.staffId}`);
    return c.redirect(consolePaths.deliveries, 303);
  });
}

async function showIntegration(
  context: ConsoleContext,
  c: Context<WebEnv>,
  user: InstitutionUser,
  extra: {
    fresh?: { label: string; secret: string };
    errors?: readonly FieldError[];
    webhookUrl?: string;
    keyName?: string;
  },
): Promise<Response> {
  const desk = context.submission.institution;
  const [webhook, apiKeys] = await Promise.all([
    desk.webhook(user.institutionId),
    desk.apiKeys(user.institutionId),
  ]);
  return page(
    c,
    IntegrationPage({
      view: c.var.view,
      apiKeys,
      canEdit: user.isAdmin,
      apiUrl: `${context.config.publicUrl}/api/v1`,
      ...(webhook === undefined ? {} : { webhook }),
      ...extra,
    }),
    extra.errors === undefined ? 200 : 422,
  );
}
