import { Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import { ProviderError } from "./authorization.ts";
import { type DeliveryFaultKind, deliveryFaults } from "./delivery_faults.ts";
import { inboxOf } from "./inbox.ts";
import { buttonsOf } from "./kakao_routes.ts";
import type { Provider } from "./provider.ts";
import { readBody } from "./request_body.ts";
import type { Template, TemplateStatus } from "./templates.ts";
import { transportKinds } from "./transport_faults.ts";

const statuses: readonly TemplateStatus[] = ["PENDING", "INSPECTING", "APPROVED", "REJECTED"];

/** What a tester turns by hand: templates, account, failures; and the inbox as JSON. No key needed. */
export function createControlRoutes(context: SandboxContext, provider: Provider): Hono {
  const app = new Hono();

  app.get("/sandbox/inbox", (c) => {
    return c.json({ messages: inboxOf(provider.messages.list(), c.req.query("phone")) });
  });

  app.get("/sandbox/messages/account", (c) => c.json(provider.account.current()));
  app.put("/sandbox/messages/account", async (c) => {
    const { accountId: _, ...change } = await readBody(c);
    return c.json(provider.account.change(change));
  });

  app.get("/sandbox/messages/templates", (c) => c.json({ templates: provider.templates.list() }));
  app.put("/sandbox/messages/templates", async (c) => {
    const body = await readBody(c);
    const items: unknown[] = Array.isArray(body.templates) ? body.templates : [body];
    for (const item of items) provider.templates.put(templateFrom(item));
    return c.json({ templates: provider.templates.list() });
  });

  app.get("/sandbox/messages/faults", (c) => {
    const transport = context.faults.list().filter((rule) => rule.service === "messages");
    return c.json({ faults: [...transport, ...provider.faults.list()] });
  });
  app.post("/sandbox/messages/faults", async (c) => c.json(addFault(await readBody(c)), 201));
  app.delete("/sandbox/messages/faults/:id", (c) => {
    const id = c.req.param("id");
    return c.body(null, provider.faults.remove(id) || context.faults.remove(id) ? 204 : 404);
  });
  app.delete("/sandbox/messages/faults", (c) => {
    provider.faults.clear();
    const transport = context.faults.list().filter((rule) => rule.service === "messages");
    for (const rule of transport) context.faults.remove(rule.id);
    return c.body(null, 204);
  });

  return app;

  function addFault(body: Record<string, unknown>): { readonly id: string } {
    const remainingCount = countOf(body.remainingCount);
    const transport = transportKinds.find((kind) => kind === body.kind);
    if (transport !== undefined) {
      const delayMs = countOf(body.delayMs);
      return context.faults.add({ kind: transport, service: "messages", remainingCount, delayMs });
    }
    if (typeof body.kind !== "string" || !Object.hasOwn(deliveryFaults, body.kind)) {
      const kinds = [...transportKinds, ...Object.keys(deliveryFaults)].join(", ");
      throw new ProviderError(400, "ValidationError", `kind는 다음 중 하나입니다: ${kinds}`);
    }
    const phone = typeof body.phone === "string" ? body.phone.replaceAll(/\D/g, "") : undefined;
    return provider.faults.add({ kind: body.kind as DeliveryFaultKind, phone, remainingCount });
  }

  function templateFrom(item: unknown): Template {
    const fields = (typeof item === "object" && item !== null ? item : {}) as Record<
      string,
      unknown
    >;
    const { templateId, content } = fields;
    if (typeof templateId !== "string" || typeof content !== "string") {
      throw new ProviderError(400, "ValidationError", "templateId와 content 값이 필요합니다.");
    }
    const at = context.now().toISOString();
    return {
      id: templateId,
      templateId,
      channelId: String(fields.channelId ?? provider.account.current().channelIds[0]),
      name: String(fields.name ?? templateId),
      content,
      categoryCode: String(fields.categoryCode ?? "007001"),
      status: statuses.find((status) => status === fields.status) ?? "APPROVED",
      buttons: buttonsOf(fields.buttons),
      comments: [],
      dateCreated: provider.templates.get(templateId)?.dateCreated ?? at,
      dateUpdated: at,
    };
  }
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
