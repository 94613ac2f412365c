import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { FaultInputError, readFault } from "../../fault_switches.ts";
import { createPageStyleRoutes, type Markup, page } from "../../page.ts";
import { AccountRuleError, readAccountRule } from "../banks/account_rule_input.ts";
import { parseDay } from "../calendar/korean_day.ts";
import type { ClearingHouse } from "../clearing_house.ts";
import { ApplicationError, applyAtBank } from "../control/application_input.ts";
import { upcomingResults } from "../exchange/due_work.ts";
import type { House } from "../house.ts";
import { readHouseSettings } from "../house_settings.ts";
import type { ClearingOptions } from "../options.ts";
import { accountsCard, counterCard } from "./bank_cards.ts";
import { houseFaultsCard } from "./faults_card.ts";
import { filesCard } from "./files_card.ts";
import { booksCard, clockCard, holidaysCard, settingsCard } from "./house_cards.ts";

const PAGE = "/clearing-house";

/** A person's view of the clearing house and the banks; forms answer 303 to it. */
export function createClearingPanel(
  { clearing, options }: { readonly clearing: ClearingHouse; readonly options: ClearingOptions },
): Hono {
  const { house } = clearing;
  const app = new Hono();
  app.route("/", createPageStyleRoutes());
  app.get(PAGE, async (c) => {
    await clearing.settle();
    return c.html(housePage(house));
  });
  app.post(`${PAGE}/clock`, async (c) => {
    await clearing.settle();
    moveToNextResult(house);
    return c.redirect(`${PAGE}#clock`, 303);
  });
  app.post(`${PAGE}/faults`, async (c) => {
    house.context.faults.add(readFault(await c.req.parseBody()));
    return c.redirect(`${PAGE}#faults`, 303);
  });
  app.post(`${PAGE}/faults/:id/removal`, (c) => {
    house.context.faults.remove(c.req.param("id"));
    return c.redirect(`${PAGE}#faults`, 303);
  });
  app.post(`${PAGE}/accounts`, async (c) => {
    house.rules.put([readAccountRule(await c.req.parseBody())]);
    return c.redirect(`${PAGE}#accounts`, 303);
  });
  app.post(`${PAGE}/accounts/removal`, (c) => {
    house.rules.clear();
    return c.redirect(`${PAGE}#accounts`, 303);
  });
  app.post(`${PAGE}/applications`, async (c) => {
    await clearing.settle();
    applyAtBank(house, await c.req.parseBody(), options.institutions);
    return c.redirect(`${PAGE}#counter`, 303);
  });
  app.post(`${PAGE}/holidays`, async (c) => await addHoliday(c, house));
  app.post(`${PAGE}/holidays/:date/removal`, (c) => {
    house.calendar.remove(c.req.param("date"));
    return c.redirect(`${PAGE}#holidays`, 303);
  });
  app.post(`${PAGE}/settings`, async (c) => {
    house.settings.change(readHouseSettings(await c.req.parseBody()) ?? {});
    return c.redirect(`${PAGE}#settings`, 303);
  });
  app.onError((error, c) => {
    const isInput = error instanceof FaultInputError || error instanceof AccountRuleError ||
      error instanceof ApplicationError;
    if (!isInput) throw error;
    return c.html(housePage(house, `입력을 확인하시기 바랍니다: ${error.field}`), 422);
  });
  return app;
}

function housePage(house: House, error?: string): Markup {
  return page({
    title: "금융결제원·은행",
    lead: "집금 파일을 주고받는 금융결제원과 은행입니다. 계좌와 사람은 모두 지어낸 것입니다.",
    body: [
      ...(error === undefined ? [] : [html`<p class="error" role="alert">${error}</p>`]),
      clockCard(house),
      filesCard(house),
      booksCard(house),
      houseFaultsCard(house.context),
      accountsCard(house),
      counterCard(),
      holidaysCard(house),
      settingsCard(house),
    ],
  });
}

function moveToNextResult(house: House): void {
  const { context } = house;
  const [next] = upcomingResults(house);
  if (next === undefined) return;
  const before = context.clock.offsetMs;
  context.clock.set(before + next.at.getTime() - context.now().getTime());
  context.journal("clock", { before, offsetMs: context.clock.offsetMs });
}

async function addHoliday(c: Context, house: House): Promise<Response> {
  const { date, name } = await c.req.parseBody();
  const day = parseDay(date);
  if (day === undefined || typeof name !== "string" || name === "") {
    return c.html(housePage(house, "입력을 확인하시기 바랍니다: date"), 422);
  }
  house.calendar.add({ date: day, name });
  return c.redirect(`${PAGE}#holidays`, 303);
}
