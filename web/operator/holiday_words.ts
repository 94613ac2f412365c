const WEEKDAYS = ["일", "월", "화", "수", "목", "금", "토"];

/** "2026-12-29 (화)". */
export function dateWithWeekday(date: string): string {
  return `${date} (${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]})`;
}
