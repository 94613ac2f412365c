import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  type BusinessCalendar,
  CalendarBusyError,
  type CalendarChange,
  createCalendar,
} from "./calendar.ts";
import { createCalendarStore } from "./calendar_store.ts";
import { type TestKernel, testKernel } from "./testing.ts";
import { createTransactions, TransactionNestedError } from "./transactions.ts";

const modules = ["kernel"];
const onPostgres = { ignore: !Deno.env.get("DATABASE_URL") };
const HOLIDAY = { date: "2026-12-29", name: "임시공휴일" };

interface Heard extends CalendarChange {
  /** What the calendar answers while the event is handled. */
  readonly isOpen: boolean;
}

function listen({ kernel }: TestKernel): Heard[] {
  const heard: Heard[] = [];
  kernel.calendar.onChange("test.orders", async (_tx, { data }) => {
    heard.push({ ...data, isOpen: await kernel.calendar.isBusinessDay(data.date) });
  });
  return heard;
}

/** The calendar of another process on the same database. */
async function otherProcess(
  { kernel }: TestKernel,
  options: { changeWaitMs?: number } = {},
): Promise<BusinessCalendar> {
  // The first transaction makes the queues.
  await kernel.transaction(() => Promise.resolve());
  const { database, clock, uuid, events } = kernel;
  const store = createCalendarStore({ db: database.db, clock, uuid, ...options });
  const handle = { ...database, exclusive: never, bossOptions: never, close: never };
  return createCalendar({ store, transactions: createTransactions({ database: handle }), events });
}

function never(): never {
  throw new Error("not in this test");
}

Deno.test("a day that becomes a holiday, or ceases to be one, is told once", async () => {
  await using test = await testKernel({ modules });
  const { calendar } = test.kernel;
  const heard = listen(test);
  await calendar.addHoliday(HOLIDAY);
  await calendar.addHoliday(HOLIDAY);
  await calendar.addHoliday({ ...HOLIDAY, name: "임시 공휴일" });
  await calendar.removeHoliday(HOLIDAY.date);
  await calendar.removeHoliday(HOLIDAY.date);
  await test.drain();
  assert.deepEqual(heard.map(({ change, name }) => `${change} ${name}`).sort(), [
    "added 임시공휴일",
    "removed 임시 공휴일",
  ]);
});

Deno.test("a change is told with the caller's transaction, or not at all", async () => {
  await using test = await testKernel({ modules });
  const { calendar, transaction } = test.kernel;
  const heard = listen(test);
  await assert.rejects(transaction(async (tx) => {
    await calendar.addHoliday(HOLIDAY, { tx });
    await calendar.refresh(tx);
    assert.equal(await calendar.isBusinessDay(HOLIDAY.date), false);
    throw new Error("no");
  }));
  await test.drain();
  assert.deepEqual(heard, []);
  await calendar.addHoliday({ date: "2026-12-30", name: "임시공휴일" });
  assert.equal(await calendar.isBusinessDay(HOLIDAY.date), true, "what was undone is forgotten");
  await transaction((tx) => calendar.addHoliday(HOLIDAY, { tx }));
  await test.drain();
  assert.equal(await calendar.isBusinessDay(HOLIDAY.date), false);
  assert.deepEqual(heard.map(({ date }) => date).sort(), [HOLIDAY.date, "2026-12-30"]);
});

Deno.test("who handles a change sees the new calendar, in whatever process", async () => {
  await using test = await testKernel({ modules });
  const heard = listen(test);
  assert.equal(await test.kernel.calendar.isBusinessDay(HOLIDAY.date), true);
  // Another process makes the change; this one still holds what it read at its start.
  await (await otherProcess(test)).addHoliday(HOLIDAY);
  assert.equal(await test.kernel.calendar.isBusinessDay(HOLIDAY.date), true);
  await test.drain();
  assert.deepEqual(heard, [{ ...HOLIDAY, change: "added", isOpen: false }]);
});

Deno.test("refresh() brings what another process changed into the transaction", async () => {
  await using test = await testKernel({ modules });
  const { calendar, transaction } = test.kernel;
  await (await otherProcess(test)).addHoliday(HOLIDAY);
  await transaction(async (tx) => {
    assert.equal(await calendar.isBusinessDay(HOLIDAY.date), true);
    await calendar.refresh(tx);
    assert.equal(await calendar.isBusinessDay(HOLIDAY.date), false);
    assert.equal(await calendar.addBusinessDays("2026-12-28", 1), "2026-12-30");
  });
});

Deno.test("refresh() sees a year that was covered and what somebody wrote by hand", async () => {
  await using test = await testKernel({ modules });
  const { calendar, transaction, database: { db } } = test.kernel;
  await sql`insert into kernel.holiday (date, name) values ('2028-01-03', '임시공휴일')`.execute(
    db,
  );
  await sql`insert into kernel.holiday_year (year) values (2028)`.execute(db);
  await transaction((tx) => calendar.refresh(tx));
  assert.equal(await calendar.addBusinessDays("2027-12-31", 1), "2028-01-04");
});

Deno.test(
  "a change waits for whoever plans by the calendar, and they for it",
  onPostgres,
  async () => {
    await using test = await testKernel({ modules });
    const { calendar, transaction } = test.kernel;
    const order: string[] = [];
    const planned = Promise.withResolvers<void>();
    const planning = transaction(async (tx) => {
      await calendar.refresh(tx);
      planned.resolve();
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push("planned");
    });
    await planned.promise;
    const others = transaction(async (tx) => {
      await calendar.refresh(tx);
      order.push("others planned");
    });
    await others;
    const changing = calendar.addHoliday(HOLIDAY).then(() => order.push("changed"));
    await Promise.all([planning, changing]);
    assert.deepEqual(order, ["others planned", "planned", "changed"]);
  },
);

Deno.test(
  "a change gives up when plans are made for long, and leaves nothing",
  onPostgres,
  async () => {
    await using test = await testKernel({ modules });
    const { calendar, transaction } = test.kernel;
    const impatient = await otherProcess(test, { changeWaitMs: 100 });
    const [planned, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const planning = transaction(async (tx) => {
      await calendar.refresh(tx);
      planned.resolve();
      await asked.promise;
    });
    await planned.promise;
    await assert.rejects(impatient.addHoliday(HOLIDAY), CalendarBusyError);
    await assert.rejects(impatient.coverYear(2028), CalendarBusyError);
    asked.resolve();
    await planning;
    assert.deepEqual(await calendar.changes(5), []);
    await impatient.addHoliday(HOLIDAY);
    await transaction(async (tx) => {
      const { rows: [row] } = await sql`show lock_timeout`.execute(tx);
      await calendar.removeHoliday(HOLIDAY.date, { tx });
      const after = await sql`show lock_timeout`.execute(tx);
      assert.deepEqual(after.rows[0], row);
    });
  },
);

Deno.test("addHoliday() and coverYear() refuse to wait for themselves inside a transaction", async () => {
  await using test = await testKernel({ modules });
  const { calendar, transaction } = test.kernel;
  for (
    const work of [
      () => calendar.addHoliday(HOLIDAY),
      () => calendar.removeHoliday(HOLIDAY.date),
      () => calendar.coverYear(2028),
    ]
  ) await assert.rejects(transaction(work), TransactionNestedError);
});

Deno.test("changes() tells who changed what, newest first, and keeps it", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-11-20T01:00:00Z") });
  const { calendar, database: { db } } = test.kernel;
  await calendar.addHoliday(HOLIDAY, { actor: "operator:1" });
  await calendar.addHoliday({ ...HOLIDAY, name: "임시 공휴일" }, { actor: "operator:2" });
  await calendar.removeHoliday(HOLIDAY.date);
  assert.deepEqual(
    (await calendar.changes(10)).map(({ change, date, name, actor }) =>
      [change, date, name, actor].join(" ")
    ),
    [
      "removed 2026-12-29 임시 공휴일 system",
      "renamed 2026-12-29 임시 공휴일 operator:2",
      "added 2026-12-29 임시공휴일 operator:1",
    ],
  );
  assert.deepEqual((await calendar.changes(1))[0]?.at, new Date("2026-11-20T01:00:00Z"));
  await assert.rejects(
    sql`delete from kernel.holiday_change`.execute(db),
    /append-only/,
  );
});

Deno.test("compare() names the days on which another's calendar differs, and changes nothing", async () => {
  await using test = await testKernel({ modules });
  const { calendar } = test.kernel;
  const range = { from: "2026-09-01", to: "2026-12-31" };
  const ours = (await calendar.holidays(2026)).map(({ date }) => date);
  assert.deepEqual(await calendar.compare(ours, range), { onlyTheirs: [], onlyOurs: [] });
  const theirs = [
    ...ours.filter((date) => date !== "2026-10-09" && date !== "2026-05-05"),
    ...["2026-12-29", "2026-11-21", "2027-01-04"],
  ];
  assert.deepEqual(await calendar.compare(theirs, range), {
    onlyTheirs: ["2026-12-29"],
    onlyOurs: [{ date: "2026-10-09", name: "한글날" }],
  });
  assert.equal(await calendar.isBusinessDay("2026-12-29"), true);
  await assert.rejects(calendar.compare(["2026-02-30"], range), RangeError);
});

Deno.test("instantAt() is the wall clock of Seoul", async () => {
  await using test = await testKernel({ modules });
  const { instantAt, dateOf } = test.kernel.calendar;
  assert.equal(instantAt("2026-11-20", "14:00").toISOString(), "2026-11-20T05:00:00.000Z");
  assert.equal(instantAt("2026-11-20", "00:00").toISOString(), "2026-11-19T15:00:00.000Z");
  assert.equal(dateOf(instantAt("2026-12-31", "23:59")), "2026-12-31");
  for (const time of ["24:00", "9:00", "09:60", "", "09:00:00"]) {
    assert.throws(() => instantAt("2026-11-20", time), RangeError);
  }
  assert.throws(() => instantAt("2026-02-30", "09:00"), RangeError);
  assert.throws(() => instantAt("1988-07-01", "09:00"), RangeError);
});
