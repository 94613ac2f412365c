import { CalendarNotCoveredError, type Kernel } from "@maru/kernel";
import { testKernel } from "@maru/kernel/testing";
import fc from "fast-check";
import { sql } from "kysely";
import assert from "node:assert/strict";
import { RAILS } from "../parts.ts";
import { createSchedule } from "./create_schedule.ts";
import { CutoffPassedError, type Plan, type Schedule } from "./schedule.ts";
import { createModel } from "./schedule_model.ts";

const YEARS = [2024, 2025, 2026, 2027];
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const LAST_DAY = "2027-12-20";

interface World {
  readonly kernel: Kernel;
  readonly schedule: Schedule;
  readonly model: ReturnType<typeof createModel>;
  setNow(now: string): void;
}

async function withSchedule(work: (world: World) => Promise<void>): Promise<void> {
  await using test = await testKernel({ modules: ["kernel", "debit"] });
  const { kernel } = test;
  const years = await Promise.all([2023, ...YEARS].map((year) => kernel.calendar.holidays(year)));
  await work({
    kernel,
    schedule: createSchedule({ kernel }),
    model: createModel(new Set(years.flat().map(({ date }) => date))),
    setNow: (now) => test.clock.set(new Date(now)),
  });
}

function shape({ fileDate, cutoffAt, sendBy, resultDueAt }: Plan) {
  return {
    fileDate,
    cutoffAt: cutoffAt.toISOString(),
    sendBy: sendBy.toISOString(),
    resultDueAt: resultDueAt.toISOString(),
  };
}

const month = (year: number, number: number) => `${year}-${String(number).padStart(2, "0")}-01`;

/** Instants of the covered years, thick around the cutoffs, in Asia/Seoul. */
const instants = fc.record({
  day: fc.integer({ min: 0, max: 1_440 }),
  time: fc.oneof(
    fc.constantFrom("13:59:59.999", "14:00:00.000", "00:00:00.000", "23:59:59.999"),
    fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:30:00.000`),
  ),
}).map(({ day, time }) => {
  const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
  return new Date(`${date}T${time}+09:00`);
});

Deno.test("debitPlan() agrees with the model for every due day of 2024 to 2027 on both rails", async () => {
  await withSchedule(async ({ schedule, model }) => {
    for (const rail of RAILS) {
      for (const [year, number] of YEARS.flatMap((year) => MONTHS.map((m) => [year, m] as const))) {
        for (let dueDay = 1; dueDay <= 31; dueDay += 1) {
          const dueDate = schedule.dueDate({ month: month(year, number), dueDay });
          assert.equal(dueDate, model.dueDate(year, number, dueDay));
          assert.ok(schedule.dueDays(dueDate).includes(dueDay));
          if (dueDate > LAST_DAY) continue;
          const plan = await schedule.debitPlan({ rail, bankCode: "088", dueDate });
          assert.equal(plan.debitDate, plan.fileDate);
          assert.deepEqual(shape(plan), model.debit(rail, dueDate), `${rail} ${dueDate}`);
        }
      }
    }
  });
});

Deno.test("dueDays() names each day once: together the days of a month are 1 to 31", async () => {
  await withSchedule(({ schedule }) => {
    for (const first of YEARS.flatMap((year) => MONTHS.map((number) => month(year, number)))) {
      const dates = new Set(
        Array.from(
          { length: 31 },
          (_, index) => schedule.dueDate({ month: first, dueDay: index + 1 }),
        ),
      );
      const days = [...dates].flatMap((date) => schedule.dueDays(date));
      assert.deepEqual(days, Array.from({ length: 31 }, (_, index) => index + 1), first);
    }
    return Promise.resolve();
  });
});

Deno.test("dueDate() takes the last day where a month has no such day", async () => {
  await withSchedule(({ schedule }) => {
    const of = (first: string, dueDay: number) => schedule.dueDate({ month: first, dueDay });
    assert.equal(of("2026-02-01", 29), "2026-02-28");
    assert.equal(of("2028-02-01", 30), "2028-02-29");
    assert.equal(of("2024-02-01", 29), "2024-02-29");
    assert.equal(of("2026-11-01", 31), "2026-11-30");
    assert.deepEqual(schedule.dueDays("2026-02-28"), [28, 29, 30, 31]);
    assert.deepEqual(schedule.dueDays("2024-02-28"), [28]);
    assert.throws(() => of("2026-11-01", 32), RangeError);
    assert.throws(() => of("2026-11-01", 0), RangeError);
    return Promise.resolve();
  });
});

Deno.test("registration(), debit() and earliestDebitDate() agree with the model at any instant", async () => {
  await withSchedule(async ({ schedule, model, setNow }) => {
    await fc.assert(
      fc.asyncProperty(instants, fc.constantFrom(...RAILS), async (now, rail) => {
        setNow(now.toISOString());
        const key = { rail, bankCode: "004" };
        assert.deepEqual(shape(await schedule.registration(key)), model.registration(rail, now));
        const earliest = model.earliest(rail, now);
        assert.equal(await schedule.earliestDebitDate(key), earliest);
        assert.equal((await schedule.debit({ ...key, dueDate: earliest })).debitDate, earliest);
        assert.equal(
          await schedule.registrationDeadline({ ...key, debitDate: earliest }),
          model.deadline(earliest),
        );
      }),
      { numRuns: 300 },
    );
  });
});

Deno.test("debit() is open at 13:59:59.999 and closed at 14:00:00, naming the next open day", async () => {
  await withSchedule(async ({ schedule, setNow }) => {
    const question = { rail: "directLine", bankCode: "088", dueDate: "2026-11-20" } as const;
    setNow("2026-11-20T13:59:59.999+09:00");
    const plan = await schedule.debit(question);
    assert.equal(plan.resultDueAt.toISOString(), "2026-11-23T02:00:00.000Z");
    setNow("2026-11-20T14:00:00.000+09:00");
    await assert.rejects(schedule.debit(question), (error) => {
      assert.ok(error instanceof CutoffPassedError);
      assert.equal(error.cutoffAt.toISOString(), "2026-11-20T05:00:00.000Z");
      assert.equal(error.earliestDate, "2026-11-23");
      return true;
    });
  });
});

Deno.test("debit() rolls over 설날, 추석 and the year's end", async () => {
  await withSchedule(async ({ schedule, setNow }) => {
    setNow("2026-01-05T09:00:00+09:00");
    const direct = async (dueDate: string) =>
      shape(await schedule.debit({ rail: "directLine", bankCode: "088", dueDate }));
    // 16 to 18 February 2026 is 설날; the answer to Friday the 13th comes on Thursday the 19th.
    assert.equal((await direct("2026-02-14")).fileDate, "2026-02-19");
    assert.equal((await direct("2026-02-13")).resultDueAt, "2026-02-19T02:00:00.000Z");
    const house = async (dueDate: string) =>
      shape(await schedule.debit({ rail: "clearingHouse", bankCode: "088", dueDate }));
    assert.equal((await house("2026-02-16")).cutoffAt, "2026-02-13T05:00:00.000Z");
    // 24 and 25 September 2026 is 추석, Saturday the 26th has no substitute.
    assert.deepEqual(await house("2026-09-24"), {
      fileDate: "2026-09-28",
      cutoffAt: "2026-09-23T05:00:00.000Z",
      sendBy: "2026-09-23T08:00:00.000Z",
      resultDueAt: "2026-09-28T18:00:00.000Z",
    });
    assert.equal((await direct("2026-12-31")).resultDueAt, "2027-01-04T02:00:00.000Z");
  });
});

Deno.test("a plan that leads beyond 2027 throws CalendarNotCoveredError", async () => {
  await withSchedule(async ({ schedule, setNow }) => {
    const question = { rail: "directLine", bankCode: "088", dueDate: "2027-12-31" } as const;
    await assert.rejects(schedule.debit(question), CalendarNotCoveredError);
    await assert.rejects(schedule.debit({ ...question, dueDate: "2028-01-03" }), {
      name: "CalendarNotCoveredError",
    });
    setNow("2027-12-31T14:00:00+09:00");
    const key = { rail: "directLine", bankCode: "088" } as const;
    await assert.rejects(schedule.registration(key), CalendarNotCoveredError);
    await assert.rejects(schedule.earliestDebitDate(key), CalendarNotCoveredError);
  });
});

Deno.test("a bank's own row goes before the row for all banks, seen at once outside a transaction", async () => {
  await withSchedule(async ({ kernel, schedule, setNow }) => {
    setNow("2026-11-20T12:30:00+09:00");
    await sql`
      insert into debit.schedule_rule select rail, '004', operation, counted_from, cutoff_days, '12:00',
        send_by_days, send_by_time, result_days, result_time, result_days_kind, registration_lead_days
      from debit.schedule_rule where rail = 'directLine'`.execute(kernel.database.db);
    const of = (bankCode: string) =>
      schedule.debit({ rail: "directLine", bankCode, dueDate: "2026-11-20" });
    assert.equal((await of("088")).cutoffAt.toISOString(), "2026-11-20T05:00:00.000Z");
    await assert.rejects(of("004"), CutoffPassedError);
  });
});

Deno.test("the schedule answers inside a transaction, even as its first question", async () => {
  await withSchedule(async ({ kernel }) => {
    const schedule = createSchedule({ kernel });
    const plan = await kernel.transaction(() =>
      schedule.registration({
        rail: "directLine",
        bankCode: "088",
        requestedAt: new Date("2026-11-20T10:00:00+09:00"),
      })
    );
    assert.equal(plan.cutoffAt.toISOString(), "2026-11-20T05:00:00.000Z");
  });
});

Deno.test("upcoming() lists open cutoffs of business days, soonest first", async () => {
  await withSchedule(async ({ schedule, setNow }) => {
    setNow("2026-11-20T14:00:00+09:00");
    const from = "2026-11-20";
    const direct = await schedule.upcoming({ rail: "directLine", from, to: "2026-11-25" });
    assert.deepEqual(direct.map(({ debitDate }) => debitDate), [
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
    ]);
    const house = await schedule.upcoming({ rail: "clearingHouse", from, to: "2026-11-25" });
    assert.deepEqual(house.map(({ debitDate }) => debitDate), ["2026-11-24", "2026-11-25"]);
    await assert.rejects(
      schedule.upcoming({ rail: "directLine", from: "2025-01-01", to: "2026-11-25" }),
      RangeError,
    );
  });
});

Deno.test("a rail without the operation is a RangeError", async () => {
  await withSchedule(async ({ schedule }) => {
    const question = { rail: "directLine", bankCode: "088", dueDate: "2026-11-20" } as const;
    await assert.rejects(
      schedule.debitPlan({ ...question, operation: "sameDayDebit" }),
      RangeError,
    );
    const plan = await schedule.debitPlan({
      ...question,
      rail: "clearingHouse",
      operation: "sameDayDebit",
    });
    assert.equal(plan.resultDueAt.toISOString(), "2026-11-20T14:00:00.000Z");
  });
});
