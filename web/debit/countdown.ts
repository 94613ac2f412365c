/** How long it is until then, in the two largest units: 2일 3시간, 2시간 14분, 5분. */
export function countdownWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (minutes === 0) return "1분 이내";
  const days = Math.floor(minutes / MINUTES_A_DAY);
  const hours = Math.floor((minutes % MINUTES_A_DAY) / 60);
  const units = days > 0
    ? [[days, "일"], [hours, "시간"]] as const
    : [[hours, "시간"], [minutes % 60, "분"]] as const;
  return units.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join(" ");
}

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
