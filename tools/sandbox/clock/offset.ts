const DAY_MS = 86_400_000;
const KOREA_OFFSET_MS = 9 * 3_600_000;
/** The calendar and the certificates of the demo are made for some years around today. */
const OFFSET_MAX_MS = 10 * 366 * DAY_MS;

/** The request names no time that the clock can be set to; the sentence is shown to the person. */
export class ClockRequestError extends Error {
  override readonly name = "ClockRequestError";
}

export interface ClockReading {
  /** What the clock shows now, offset included. */
  readonly now: Date;
  readonly offsetMs: number;
}

/**
 * The offset that a request asks for: `offsetMs` (replaces it), `now` (an ISO time that the clock
 * shall show), `advanceMs` (pushes on), or `to` = `tomorrow-11`, `next-monday-9`, `month-end-9`,
 * `real`, the last four in Korean time.
 *
 * @throws {ClockRequestError} where none is given or the time is more than ten years away
 */
export function offsetFor(input: Readonly<Record<string, unknown>>, reading: ClockReading): number {
  const offsetMs = Math.round(askedOffset(input, reading));
  if (!Number.isFinite(offsetMs) || Math.abs(offsetMs) > OFFSET_MAX_MS) {
    throw new ClockRequestError("시각은 오늘부터 앞뒤로 10년 안에서 정해 주세요.");
  }
  return offsetMs;
}

function askedOffset(input: Readonly<Record<string, unknown>>, reading: ClockReading): number {
  if (isGiven(input.offsetMs)) return Number(input.offsetMs);
  if (isGiven(input.advanceMs)) return reading.offsetMs + Number(input.advanceMs);
  if (isGiven(input.now)) return toReach(parseTime(String(input.now)), reading);
  switch (input.to) {
    case "real":
      return 0;
    case "tomorrow-11":
      return toReach(koreanMidnight(reading.now) + DAY_MS + 11 * 3_600_000, reading);
    case "next-monday-9":
      return toReach(nextMonday(reading.now) + 9 * 3_600_000, reading);
    case "month-end-9":
      return toReach(monthEnd(reading.now) + 9 * 3_600_000, reading);
  }
  throw new ClockRequestError("offsetMs, now, advanceMs, to 가운데 하나를 보내 주세요.");
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** A time without a zone is Korean: that is what the field of the page gives. */
function parseTime(text: string): number {
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}+09:00`;
  return new Date(zoned).getTime();
}

function toReach(timeMs: number, reading: ClockReading): number {
  return reading.offsetMs + timeMs - reading.now.getTime();
}

function koreanMidnight(now: Date): number {
  return Math.floor((now.getTime() + KOREA_OFFSET_MS) / DAY_MS) * DAY_MS - KOREA_OFFSET_MS;
}

function nextMonday(now: Date): number {
  const midnight = koreanMidnight(now);
  const weekday = new Date(midnight + KOREA_OFFSET_MS).getUTCDay();
  return midnight + ((8 - weekday) % 7 || 7) * DAY_MS;
}

function monthEnd(now: Date): number {
  const korean = new Date(now.getTime() + KOREA_OFFSET_MS);
  return Date.UTC(korean.getUTCFullYear(), korean.getUTCMonth() + 1, 0) - KOREA_OFFSET_MS;
}
