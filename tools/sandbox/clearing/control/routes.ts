import { type Context, Hono } from "hono";
import { isMemberBank } from "../banks/bank_list.ts";
import { AccountRuleError, readAccountRules } from "../banks/account_rule_input.ts";
import { parseDay } from "../calendar/korean_day.ts";
import type { ClearingHouse } from "../clearing_house.ts";
import { readHouseSettings } from "../house_settings.ts";
import type { ClearingOptions } from "../options.ts";
import type { HostKey } from "../sftp/host_key.ts";
import { ApplicationError, applyAtBank } from "./application_input.ts";
import { createBookRoutes } from "./book_routes.ts";

export interface ControlParts {
  readonly clearing: ClearingHouse;
  readonly options: ClearingOptions;
  readonly hostKey: HostKey;
  /** Undefined where the SFTP server does not listen. */
  sftpPort(): number | undefined;
}

/** Levers for tests and scripts, without a login: nobody's money is here. */
export function createClearingControls(parts: ControlParts): Hono {
  const { clearing, options, hostKey } = parts;
  const { house } = clearing;
  const app = new Hono();
  app.get("/host-key", (c) => {
    const { algorithm, fingerprint } = hostKey;
    return c.json({ algorithm, fingerprint, port: parts.sftpPort() ?? null });
  });
  app.post("/accounts", async (c) => {
    const rules = readAccountRules(await readJson(c));
    house.rules.put(rules);
    return c.json({ count: rules.length }, 201);
  });
  app.get("/accounts", (c) => c.json({ accounts: house.rules.list() }));
  app.delete("/accounts", (c) => {
    house.rules.clear();
    return c.body(null, 204);
  });
  app.post("/applications", async (c) => {
    await clearing.settle();
    return c.json(applyAtBank(house, await readObject(c), options.institutions), 201);
  });
  app.get("/mandates", async (c) => {
    await clearing.settle();
    return c.json({ mandates: house.mandates.list().map(({ id: _, ...mandate }) => mandate) });
  });
  app.route("/", createHouseControls(clearing));
  app.route("/", createBookRoutes(clearing));
  app.onError((error, c) => {
    if (error instanceof AccountRuleError) {
      return c.json({ error: error.message, field: error.field, index: error.index }, 422);
    }
    if (error instanceof ApplicationError) {
      return c.json({ error: error.message, field: error.field }, 422);
    }
    throw error;
  });
  return app;
}

function createHouseControls({ house }: ClearingHouse): Hono {
  const app = new Hono();
  app.put("/banks/:code", async (c) => {
    const bank = c.req.param("code");
    const { demandsMandate } = await readObject(c);
    if (!isMemberBank(bank) || typeof demandsMandate !== "boolean") {
      return c.json({ error: "a known bank and demandsMandate are wanted" }, 422);
    }
    const others = house.settings.current.demandingBanks.filter((other) => other !== bank);
    house.settings.change({ demandingBanks: demandsMandate ? [...others, bank] : others });
    return c.json({ demandingBanks: house.settings.current.demandingBanks });
  });
  app.get("/holidays", (c) => c.json({ holidays: house.calendar.added() }));
  app.post("/holidays", async (c) => {
    const { date, name } = await readObject(c);
    const day = parseDay(date);
    if (day === undefined || typeof name !== "string" || name === "") {
      return c.json({ error: "date and name are wanted" }, 422);
    }
    house.calendar.add({ date: day, name });
    return c.json({ date: day, name }, 201);
  });
  app.delete(
    "/holidays/:date",
    (c) => c.body(null, house.calendar.remove(c.req.param("date")) ? 204 : 404),
  );
  app.get("/settings", (c) => c.json(house.settings.current));
  app.put("/settings", async (c) => {
    const changes = readHouseSettings(await readObject(c));
    if (changes === undefined) return c.json({ error: "a setting has a wrong value" }, 422);
    house.settings.change(changes);
    return c.json(house.settings.current);
  });
  return app;
}

async function readJson(c: Context): Promise<unknown> {
  return await c.req.json().catch(() => undefined);
}

async function readObject(c: Context): Promise<Record<string, unknown>> {
  const value = await readJson(c);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
