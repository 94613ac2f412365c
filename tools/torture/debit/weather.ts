import { sleep } from "../ports.ts";
import type { Random } from "../random.ts";
import type { DebitWorld } from "./debit_world.ts";
import { patientRows } from "./due_work.ts";
import { moveTo, pushOn } from "./house_clock.ts";

/** A bad answer that lay there for a file, and what the house made of it. */
export interface BadAnswer {
  readonly fileId: string;
  readonly fault: string;
  /** Kinds of the alerts that it raised. */
  readonly alerts: readonly string[];
  /** Of the file, while the bad answer was the only one. */
  readonly state: string;
}

export interface Weather {
  /** Each fault that there is, with how often it was switched on. */
  readonly counts: ReadonlyMap<string, number>;
  readonly badAnswers: readonly BadAnswer[];
  /** Moves to the instant under a fault that suits what is due then; the sky is clear afterwards. */
  moveThrough(at: Date): Promise<void>;
  clear(): Promise<void>;
}

interface DueFile {
  readonly id: string;
  readonly rail: string;
  readonly kind: string;
}

const MINUTE_MS = 60_000;
const ANSWERS: Readonly<Record<string, string>> = { EB13: "EB14", EB21: "EB22", EC21: "EC22" };
/** They lie there for as long as it takes until somebody has looked. */
export const BAD_ANSWERS = [
  "empty-result",
  "truncated-result",
  "repeated-result",
  "altered-amount",
  "altered-sequence",
  "altered-code",
  "altered-account",
  "reordered-result",
  "doubled-record",
  "late-result",
] as const;
const BAD_ANSWER_SHARE = 0.75;
const EARLY_SHARE = 0.15;
/** They pass by themselves. */
const PASSING = [
  { kind: "cut-connection", countMax: 2 },
  { kind: "cut-after-work", countMax: 1 },
  { kind: "false-duplicate", countMax: 1 },
  { kind: "error-after-work", countMax: 2 },
  { kind: "timeout-after-work", countMax: 1, delayMs: 2_000 },
  { kind: "down", countMax: 2 },
  { kind: "reset", countMax: 2 },
  { kind: "slow", countMax: 2, delayMs: 1_500 },
  { kind: "reject-records", countMax: 1 },
  { kind: "reject-file", countMax: 1 },
] as const;
const PASSING_COUNT_MAX = 3;
const SERVICES = ["clearing", "bank-line"] as const;
const LOOK_EVERY_MS = 400;
/** A process that dies meanwhile is looked for longer. */
const SEEN_MS_MAX = 150_000;
const PUSH_EVERY_MS = 2_000;
/** An answer that was no good is looked at again after 20 seconds, an early one after ten minutes. */
const PUSH_MS = 25_000;
const LATE_MS = 61 * MINUTE_MS;

export function createWeather(
  { world, random }: { world: DebitWorld; random: Random },
): Weather {
  const { app, outside } = world;
  const kinds = ["early-result", ...BAD_ANSWERS, ...PASSING.map(({ kind }) => kind)];
  const counts = new Map<string, number>(kinds.map((kind) => [kind, 0]));
  const badAnswers: BadAnswer[] = [];
  const nextBadAnswer = inTurn(BAD_ANSWERS);
  const nextPassing = inTurn(PASSING);

  async function add(kind: string, rule: Record<string, unknown>): Promise<void> {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    await outside.send("POST", "/sandbox/faults", { kind, ...rule });
  }

  async function clear(): Promise<void> {
    await outside.send("DELETE", "/sandbox/faults");
  }

  async function addPassing(): Promise<void> {
    for (let left = random.between(0, PASSING_COUNT_MAX); left > 0; left--) {
      const { kind, countMax, ...how } = nextPassing();
      await add(kind, {
        service: random.pick(SERVICES),
        count: random.between(1, countMax),
        ...how,
      });
    }
  }

  /** Files of one rail and kind whose answer is due by then. */
  async function pickAnswered(at: Date): Promise<DueFile[]> {
    const until = new Date(at.getTime() + MINUTE_MS).toISOString();
    const files = await patientRows<DueFile>(
      app,
      `select id::text, rail, kind from debit.file
       where state = 'sent' and result_due_at <= '${until}' order by id`,
    );
    if (files.length === 0) return [];
    const { rail, kind } = random.pick(files);
    return files.filter((file) => file.rail === rail && file.kind === kind);
  }

  async function acknowledgeAll(): Promise<void> {
    await patientRows(
      app,
      `update debit.alert set acknowledged_at = now(), acknowledged_by = 'staff:torture'
       where acknowledged_at is null`,
    );
  }

  async function bringBadAnswer(fault: string, files: readonly DueFile[], at?: Date) {
    await acknowledgeAll();
    const [first] = files;
    if (first === undefined) return;
    await add(fault, {
      service: first.rail === "clearingHouse" ? "clearing" : "bank-line",
      document: ANSWERS[first.kind],
    });
    if (at !== undefined) await moveTo(world, at);
    if (fault === "late-result") await pushOn(world, LATE_MS);
    badAnswers.push(...await watch(fault, files));
    await clear();
    await pushOn(world, PUSH_MS);
  }

  /** Until each of the files has an alert, or the time is over. */
  async function watch(fault: string, files: readonly DueFile[]): Promise<BadAnswer[]> {
    const ids = files.map(({ id }) => `'${id}'`).join(", ");
    const startedMs = performance.now();
    let pushedMs = startedMs;
    while (true) {
      const rows = await patientRows<{ id: string; state: string; alerts: string[] }>(
        app,
        `select f.id::text, f.state, array(
           select distinct a.kind from debit.alert a
           where a.file_id = f.id and a.acknowledged_at is null order by 1
         ) as alerts from debit.file f where f.id in (${ids})`,
      );
      const nowMs = performance.now();
      const isSeen = rows.every(({ state, alerts }) => state !== "sent" || alerts.length > 0);
      if (isSeen || nowMs - startedMs > SEEN_MS_MAX) {
        return rows.map(({ id, state, alerts }) => ({ fileId: id, fault, alerts, state }));
      }
      if (nowMs - pushedMs > PUSH_EVERY_MS) {
        await pushOn(world, fault === "early-result" ? 10 * MINUTE_MS : PUSH_MS);
        pushedMs = nowMs;
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    counts,
    badAnswers,
    clear,
    async moveThrough(at) {
      if (random.chance(EARLY_SHARE) || counts.get("early-result") === 0) {
        const notDue = await patientRows<DueFile>(
          app,
          `select id::text, rail, kind from debit.file where state = 'sent'
             and result_due_at > '${
            new Date(app.kernel.clock.now().getTime() + LATE_MS * 2).toISOString()
          }'
             and result_due_at >= '${at.toISOString()}'
           order by id`,
        );
        const [first] = notDue;
        const group = notDue.filter(({ rail, kind }) =>
          rail === first?.rail && kind === first.kind
        );
        await bringBadAnswer("early-result", group);
      }
      const files = await pickAnswered(at);
      if (files.length > 0 && random.chance(BAD_ANSWER_SHARE)) {
        await bringBadAnswer(nextBadAnswer(), files, at);
      } else {
        await addPassing();
        await moveTo(world, at);
      }
    },
  };
}

/** One after the other and from the start again: a run has too few moments to leave it to chance. */
export function inTurn<T>(values: readonly T[]): () => T {
  let turn = 0;
  return () => {
    const value = values[turn++ % values.length];
    if (value === undefined) throw new RangeError("Cannot take turns among nothing");
    return value;
  };
}
