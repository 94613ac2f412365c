import type { BusinessDate, Holiday } from "@maru/kernel";
import { ChannelUnavailableError } from "../../exchange/channel.ts";
import type { ClearingApi } from "./api.ts";

/** The days on which the clearing house is closed, weekends left out. */
export async function readHolidays(
  api: ClearingApi,
  { from, to }: { from: BusinessDate; to: BusinessDate },
): Promise<readonly Holiday[]> {
  const answer = await api.call("GET", "/biz/common/dates", {
    is_holiday: "true",
    search_start_date: from.replaceAll("-", ""),
    search_end_date: to.replaceAll("-", ""),
  });
  if (answer.status !== 200) {
    throw new ChannelUnavailableError("clearingHouse", `it answered ${answer.status}`);
  }
  return answer.list
    .map(({ date, name }) => ({ date: dateOf(String(date)), name: String(name ?? "") }))
    .filter(({ date }) => !isWeekend(date));
}

function dateOf(text: string): BusinessDate {
  if (!/^\d{8}$/.test(text)) {
    throw new ChannelUnavailableError("clearingHouse", "its calendar holds an unreadable date");
  }
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

function isWeekend(date: BusinessDate): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}
