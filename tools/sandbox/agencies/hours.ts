import type { SandboxContext } from "../context.ts";
import { agencies, type AgencyCode } from "./product.ts";

export type HoursMode = "always" | "real";

/** Opening hours: in mode `real` some agencies answer only from 08:00 to 22:00 in Korea. */
export interface Hours {
  mode: HoursMode;
  isOpen(agency: AgencyCode): boolean;
}

export function createHours(context: SandboxContext, mode: HoursMode): Hours {
  const hours: Hours = {
    mode,
    isOpen(agency) {
      if (hours.mode === "always" || !agencies[agency].hasHours) return true;
      const hour = koreanNow(context.now()).getUTCHours();
      return hour >= 8 && hour < 22;
    },
  };
  return hours;
}

/** Today in Korea, yyyy-MM-dd. */
export function koreanDate(now: Date): string {
  return koreanNow(now).toISOString().slice(0, 10);
}

/** Seoul is nine hours ahead and has no summer time. */
function koreanNow(now: Date): Date {
  return new Date(now.getTime() + 9 * 3_600_000);
}
