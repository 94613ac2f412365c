const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The moments that the days "YYYY-MM-DD" of Asia/Seoul begin and end with; no date is no limit. */
export function dayRange(
  { from, to }: { from?: string; to?: string },
): { since: Date | undefined; before: Date | undefined } {
  const since = startOfDay(from);
  const last = startOfDay(to);
  return { since, before: last && new Date(last.getTime() + DAY_MS) };
}

function startOfDay(date: string | undefined): Date | undefined {
  if (date === undefined || !DATE.test(date)) return undefined;
  const start = new Date(`${date}T00:00:00+09:00`);
  return Number.isNaN(start.getTime()) ? undefined : start;
}
