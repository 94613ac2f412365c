/** Opening hours of an agency in Asia/Seoul, "HH:MM"; 00:00 to 24:00 is always. */
export interface AgencyHours {
  readonly opensAt: string;
  readonly closesAt: string;
}

const SEOUL_OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function isOpen(hours: AgencyHours, at: Date): boolean {
  const minutes = minutesOfDay(at);
  return minutes >= minutesOf(hours.opensAt) && minutes < minutesOf(hours.closesAt);
}

/** The next moment at which the agency opens after `at`; tomorrow's while it is open today. */
export function nextOpening(hours: AgencyHours, at: Date): Date {
  const dayStartMs = at.getTime() - (at.getTime() + SEOUL_OFFSET_MS) % DAY_MS;
  const todayMs = dayStartMs + minutesOf(hours.opensAt) * MINUTE_MS;
  return new Date(todayMs > at.getTime() ? todayMs : todayMs + DAY_MS);
}

/** Korea has kept UTC+9 without summer time since 1988. */
function minutesOfDay(at: Date): number {
  return Math.floor((at.getTime() + SEOUL_OFFSET_MS) % DAY_MS / MINUTE_MS);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
