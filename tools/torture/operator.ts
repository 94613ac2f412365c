import type { App } from "../../compose.ts";
import { sleep } from "./ports.ts";
import { rowsOf } from "./rows.ts";

const ROUND_EVERY_MS = 3_000;
const ACTOR = "staff:torture";

/**
 * An operator at the console: an agency that closed the door for minutes is tried again sooner, as
 * he may, so that a run of minutes sees the other side of it.
 */
export function startOperator(app: App): { end(): Promise<void> } {
  const { operator } = app.submission;
  let isOver = false;

  async function round(): Promise<void> {
    const blocked = await rowsOf<{ code: string }>(
      app,
      `select code from submission.agency where breaker_open_until > now() + interval '20 seconds'`,
    );
    for (const { code } of blocked) await operator.resetAgency(code, ACTOR);
    const waiting = await rowsOf<{ id: string }>(
      app,
      `select id::text from submission.item
       where state = 'waitingAgency' and next_at > now() + interval '20 seconds' limit 20`,
    );
    // An item that went on in the meantime is none of his any more.
    for (const { id } of waiting) await operator.retryItem(id, ACTOR).catch(() => {});
  }

  const running = (async () => {
    while (!isOver) {
      await round();
      await sleep(ROUND_EVERY_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await running;
    },
  };
}
