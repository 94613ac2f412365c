import { useEffect, useState } from "preact/hooks";

/** Whole seconds until a moment of this browser's clock; 0 once it is over. */
export function useCountdown(endsAt: number | undefined): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (endsAt === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [endsAt]);
  if (endsAt === undefined || now === 0) return 0;
  return Math.max(0, Math.ceil((endsAt - now) / 1_000));
}
