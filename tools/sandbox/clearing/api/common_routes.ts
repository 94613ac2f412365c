import { Hono } from "hono";
import { UncoveredDayError } from "../calendar/bank_calendar.ts";
import { addDays, compactDay, type Day, koreanDay } from "../calendar/korean_day.ts";
import { monthUsedWon } from "../exchange/file_check.ts";
import type { House } from "../house.ts";
import { answer, ApiRefusal } from "./answers.ts";
import type { ApiParts } from "./batch_routes.ts";
import { readRange } from "./parameters.ts";

const CALENDAR_DAYS_MAX = 366;

/** The clearing house's calendar, and what it has agreed with an institution. */
export function createCommonRoutes({ clearing, institutionOf }: ApiParts): Hono {
  const { house } = clearing;
  const app = new Hono();
  app.get("/biz/common/dates", (c) => {
    const range = readRange(c, CALENDAR_DAYS_MAX);
    const wanted = c.req.query("is_holiday");
    const dates = datesOf(house, range)
      .filter((date) => wanted === undefined || String(date.is_holiday) === wanted);
    return answer(c, dates);
  });
  app.get("/biz/institute/detail", (c) => {
    const institution = institutionOf(c);
    const { itemLimitWon, monthLimitWon } = house.settings.current;
    return answer(c, {
      inst_code: institution,
      inst_name: "마루 시험기관",
      item_limit: itemLimitWon,
      month_limit: monthLimitWon,
      month_used: monthUsedWon(house, institution, koreanDay(house.context.now())),
    });
  });
  return app;
}

function datesOf({ calendar }: House, range: { from: Day; to: Day }) {
  const dates: { date: string; is_holiday: boolean; name?: string }[] = [];
  try {
    for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
      const name = calendar.closedBecause(day);
      dates.push({
        date: compactDay(day),
        is_holiday: name !== undefined,
        ...(name === undefined ? {} : { name }),
      });
    }
  } catch (error) {
    if (error instanceof UncoveredDayError) throw new ApiRefusal("B0006");
    throw error;
  }
  return dates;
}
