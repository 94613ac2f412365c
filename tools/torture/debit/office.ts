import type { App } from "../../../compose.ts";
import type { Random } from "../random.ts";
import { patiently, patientRows } from "./due_work.ts";
import { DUE_DAYS, type TortureMerchant } from "./seed_payers.ts";

/** Merchants' people: they ask, ask twice, take back, ask again by hand and take cash. */
export interface Office {
  /** Whatever may be asked for today. */
  workDay(): Promise<void>;
  readonly counts: ReadonlyMap<string, number>;
}

const ACTOR = "member:torture";
const AHEAD_DAYS = 6;
const DAY_MS = 86_400_000;
const WITHDRAWN_COUNT_MAX = 6;
/** At the clearing house what was taken back is asked for again, for the same day (EC21). */
const WITHDRAWN_COUNT_MIN = { directLine: 0, clearingHouse: 3 } as const;
const SAME_DAY_AHEAD_DAYS = 3;
const CASH_COUNT_MAX = 4;
const RETRIED_COUNT_MAX = 8;
const ASKED_TWICE_SHARE = 0.5;
const ARREARS_SHARE = 0.5;
/** What a person is told on the page; the next day is another one. */
const TOLD = [
  "CutoffPassedError",
  "AlreadySentError",
  "RetryNotAllowedError",
  "CashRefusedError",
  "OrderNotFoundError",
];

export function createOffice(
  { app, merchants, random, lastMonth }: {
    app: App;
    merchants: readonly TortureMerchant[];
    random: Random;
    lastMonth: string;
  },
): Office {
  const counts = new Map<string, number>();
  const asked = new Set<string>();

  async function attempt(name: string, work: () => Promise<number>): Promise<void> {
    try {
      const count = await patiently(work);
      counts.set(name, (counts.get(name) ?? 0) + count);
    } catch (error) {
      if (!(error instanceof Error) || !TOLD.includes(error.name)) throw error;
      counts.set("told no", (counts.get("told no") ?? 0) + 1);
    }
  }

  async function request(merchant: TortureMerchant, dueDate: string): Promise<void> {
    const input = {
      contractId: merchant.contractId,
      dueDate,
      withArrears: random.chance(ARREARS_SHARE),
      instructionIds: "all",
      actor: ACTOR,
    } as const;
    await attempt("requested", async () => {
      return (await app.debit.orders.request(merchant.id, input)).count;
    });
    if (random.chance(ASKED_TWICE_SHARE)) {
      await attempt("requested again", async () => {
        return (await app.debit.orders.request(merchant.id, input)).count;
      });
    }
    await withdrawSome(merchant);
  }

  async function withdrawSome(merchant: TortureMerchant): Promise<void> {
    const waiting = await patientRows<{ id: string }>(
      app,
      `select id::text from debit.debit_order where merchant_id = '${merchant.id}'
         and state = 'waiting' and cutoff_at > '${app.kernel.clock.now().toISOString()}'
       order by id desc limit ${
        random.between(WITHDRAWN_COUNT_MIN[merchant.rail], WITHDRAWN_COUNT_MAX)
      }`,
    );
    if (waiting.length === 0) return;
    const orderIds = waiting.map(({ id }) => id);
    await attempt(
      "withdrawn",
      () => app.debit.orders.withdraw(merchant.id, { orderIds, actor: ACTOR }),
    );
  }

  /** The supplementary file of the clearing house, for those whom the day's file has left out. */
  async function requestSameDay(merchant: TortureMerchant, dueDate: string): Promise<void> {
    await attempt("requested for the same day", async () => {
      const { count } = await app.debit.orders.request(merchant.id, {
        contractId: merchant.contractId,
        dueDate,
        operation: "sameDayDebit",
        withArrears: false,
        instructionIds: "all",
        actor: ACTOR,
      });
      return count;
    });
  }

  /** Failed ones of this month: some are asked for again by hand, for others cash comes in. */
  async function afterFailures(merchant: TortureMerchant, today: string): Promise<void> {
    const month = `${today.slice(0, 7)}-01`;
    const { rows } = await patiently(() =>
      app.debit.orders.retryable(merchant.id, {
        contractId: merchant.contractId,
        month,
        limit: RETRIED_COUNT_MAX,
      })
    );
    if (rows.length > 0) {
      const { earliestDate } = await patiently(() =>
        app.debit.orders.retryWindow(merchant.id, {
          contractId: merchant.contractId,
          date: today,
        })
      );
      const orderIds = rows.map(({ id }) => id);
      await attempt("retried", async () => {
        const input = {
          contractId: merchant.contractId,
          orderIds,
          date: earliestDate,
          actor: ACTOR,
        };
        return (await app.debit.orders.retry(merchant.id, input)).count;
      });
    }
    await takeCash(merchant, today);
  }

  async function takeCash(merchant: TortureMerchant, today: string): Promise<void> {
    const { rows } = await patiently(() =>
      app.debit.cash.candidates(merchant.id, {
        limit: random.between(1, CASH_COUNT_MAX),
        sort: "customerNumber",
        descending: false,
      })
    );
    for (const { chargeId, outstandingWon } of rows) {
      const id = app.kernel.uuid();
      const amountWon = random.chance(0.5) ? outstandingWon : outstandingWon / 2n + 1n;
      await attempt("cash", async () => {
        await app.debit.cash.receive(merchant.id, {
          id,
          chargeId,
          amountWon,
          receivedOn: today,
          note: "",
          actor: ACTOR,
        });
        return 1;
      });
    }
  }

  return {
    counts,
    async workDay() {
      const now = app.kernel.clock.now();
      const today = app.kernel.calendar.dateOf(now);
      for (const merchant of merchants) {
        for (const dueDate of dueDatesAfter(today, lastMonth)) {
          const key = `${merchant.id} ${dueDate}`;
          const aheadDays = (Date.parse(dueDate) - Date.parse(today)) / DAY_MS;
          if (aheadDays <= AHEAD_DAYS && !asked.has(key)) {
            asked.add(key);
            await request(merchant, dueDate);
          }
          const sameDayKey = `${key} same day`;
          const isAlone = merchant.rail === "clearingHouse" && !asked.has(sameDayKey);
          if (isAlone && aheadDays <= SAME_DAY_AHEAD_DAYS) {
            asked.add(sameDayKey);
            await requestSameDay(merchant, dueDate);
          }
        }
        await afterFailures(merchant, today);
      }
    },
  };
}

/** The contracts' due dates from the day on, until the last month. */
export function dueDatesAfter(today: string, lastMonth: string): string[] {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return [0, 1].flatMap((later) => {
    const first = new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 7);
    return DUE_DAYS.map((day) => `${first}-${String(day).padStart(2, "0")}`);
  }).filter((date) => date > today && date.slice(0, 7) <= lastMonth);
}
