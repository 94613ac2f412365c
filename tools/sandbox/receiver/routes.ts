import { type Context, Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import { createPageStyleRoutes } from "../page.ts";
import { isReceiverMode, modes, openReceiverSettings, type ReceiverSettings } from "./behaviour.ts";
import { type DeliveryStore, openDeliveries, parseBody, summarise } from "./deliveries.ts";
import { findPdfs } from "./envelope.ts";
import { receive } from "./receive.ts";
import { deliveryPage, receiverPage, receiversPage } from "./receiver_page.ts";

/** An institution's own server that takes the webhooks; any name makes one. */
export function createReceiverRoutes(context: SandboxContext): Hono {
  const settings = openReceiverSettings(context.dataDirectory);
  const opened = new Map<string, DeliveryStore>();
  const app = new Hono();
  app.route("/", createPageStyleRoutes());

  app.get("/receiver", (c) => {
    const names = [...new Set([...settings.names(), ...knownReceivers(context.dataDirectory)])]
      .sort();
    return c.html(
      receiversPage(names.map((name) => ({ name, summary: summarise(deliveriesOf(name).list()) }))),
    );
  });
  app.get("/receiver/:name{[a-z0-9-]{1,60}}", (c) => {
    const name = c.req.param("name");
    return c.html(
      receiverPage({ name, settings: settings.of(name), deliveries: deliveriesOf(name).list() }),
    );
  });
  app.get("/receiver/:name{[a-z0-9-]{1,60}}/deliveries/:id{[0-9]+}", (c) => {
    const found = findDelivery(c);
    return found === undefined ? c.notFound() : c.html(deliveryPage(found));
  });
  app.get("/receiver/:name{[a-z0-9-]{1,60}}/deliveries/:id{[0-9]+}/pdf/:index{[0-9]+}", (c) => {
    const base64 = findPdfs(findDelivery(c)?.body)[Number(c.req.param("index"))]?.base64;
    if (base64 === undefined) return c.notFound();
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return c.body(bytes, 200, {
      "Content-Type": "application/pdf",
      "X-Content-Type-Options": "nosniff",
    });
  });

  app.put("/receiver/:name{[a-z0-9-]{1,60}}/secret", async (c) => {
    const { secret } = await readJson(c);
    if (typeof secret !== "string" || secret === "") {
      return c.json({ error: "secret is wanted" }, 400);
    }
    return c.json(visible(settings.change(c.req.param("name"), { secret })));
  });
  app.post("/receiver/:name{[a-z0-9-]{1,60}}/secret", async (c) => {
    const { secret } = await c.req.parseBody();
    if (typeof secret === "string" && secret.trim() !== "") {
      settings.change(c.req.param("name"), { secret: secret.trim() });
    }
    return c.redirect(`/receiver/${c.req.param("name")}`, 303);
  });
  app.put("/receiver/:name{[a-z0-9-]{1,60}}/behaviour", async (c) => {
    const change = behaviourFrom(await readJson(c));
    if (change === undefined) {
      return c.json({ error: `mode is one of ${Object.keys(modes).join(", ")}` }, 400);
    }
    return c.json(visible(settings.change(c.req.param("name"), change)));
  });
  app.post("/receiver/:name{[a-z0-9-]{1,60}}/behaviour", async (c) => {
    const change = behaviourFrom(await c.req.parseBody());
    if (change !== undefined) settings.change(c.req.param("name"), change);
    return c.redirect(`/receiver/${c.req.param("name")}`, 303);
  });

  const take = (c: Context) => {
    const name = c.req.param("name") ?? "";
    return receive(c.req.raw, {
      context,
      name,
      settings: settings.take(name),
      deliveries: deliveriesOf(name),
    });
  };
  app.post("/receiver/:name{[a-z0-9-]{1,60}}", take);
  app.all("/receiver/:name{[a-z0-9-]{1,60}}/moved", take);

  app.get("/sandbox/receiver/:name{[a-z0-9-]{1,60}}", (c) => {
    const name = c.req.param("name");
    const deliveries = deliveriesOf(name).list();
    return c.json({ ...visible(settings.of(name)), summary: summarise(deliveries), deliveries });
  });
  app.get("/sandbox/receiver/:name{[a-z0-9-]{1,60}}/deliveries/:id{[0-9]+}", (c) => {
    const found = findDelivery(c);
    return found === undefined
      ? c.notFound()
      : c.json({ ...found.delivery, body: found.body ?? null });
  });
  return app;

  function deliveriesOf(name: string): DeliveryStore {
    const store = opened.get(name) ?? openDeliveries(`${context.dataDirectory}/receiver/${name}`);
    opened.set(name, store);
    return store;
  }

  function findDelivery(c: Context) {
    const name = c.req.param("name") ?? "";
    const store = deliveriesOf(name);
    const delivery = store.get(c.req.param("id") ?? "");
    return delivery && { name, delivery, body: parseBody(store.body(delivery.id)) };
  }
}

/** Every receiver that ever got a request, by its folder. */
function knownReceivers(dataDirectory: string): string[] {
  try {
    return [...Deno.readDirSync(`${dataDirectory}/receiver`)].map((entry) => entry.name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** The settings without the secret itself. */
function visible({ secret, ...settings }: ReceiverSettings): Record<string, unknown> {
  return { ...settings, name: settings.id, hasSecret: secret !== "" };
}

function behaviourFrom(input: Record<string, unknown>): Partial<ReceiverSettings> | undefined {
  if (!isReceiverMode(input.mode)) return undefined;
  return {
    mode: input.mode,
    remainingCount: positiveInteger(input.remainingCount),
    delayMs: positiveInteger(input.delayMs),
  };
}

function positiveInteger(value: unknown): number | undefined {
  const number = Number(value);
  return value !== "" && Number.isInteger(number) && number > 0 ? number : undefined;
}

async function readJson(c: Context): Promise<Record<string, unknown>> {
  const value: unknown = await c.req.json().catch(() => undefined);
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
