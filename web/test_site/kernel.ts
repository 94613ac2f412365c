import {
  type AccessLog,
  type AccessLogEntry,
  type BusinessCalendar,
  createLogger,
  type DeadLetter,
  type HolidayChange,
  type Jobs,
  type Kernel,
  type KernelConfig,
  type Metrics,
  type RateLimits,
  type Transaction,
} from "@maru/kernel";
import { type Amount, amountOf } from "./desks.ts";
import { partOf } from "./part_of.ts";
import { INSTITUTION_ID, NOW } from "./people.ts";

/** What pages need of the kernel, without a database behind it. */
export function fakeKernel(amount: Amount): Kernel {
  return partOf<Kernel>({
    config: CONFIG,
    log: createLogger({ level: "error" }),
    clock: { now: () => NOW, monotonic: () => performance.now() },
    uuid: () => crypto.randomUUID(),
    transaction: (work) => work(partOf<Transaction>({})),
    metrics: partOf<Metrics>({ observe: () => {} }),
    rateLimits: partOf<RateLimits>({ consume: () => Promise.resolve() }),
    jobs: partOf<Jobs>({
      counts: () => Promise.resolve(QUEUES),
      deadLetters: () => Promise.resolve(amountOf(amount, DEAD_LETTERS)),
    }),
    accessLog: partOf<AccessLog>({ find: () => Promise.resolve(amountOf(amount, ACCESSES)) }),
    calendar: partOf<BusinessCalendar>({
      dateOf: () => "2026-11-20",
      holidays: () => Promise.resolve(amountOf(amount, HOLIDAYS)),
      changes: () => Promise.resolve(amountOf(amount, HOLIDAY_CHANGES)),
      coveredYears: () => Promise.resolve([2025, 2026, 2027]),
      addBusinessDays: () => Promise.resolve("2026-12-30"),
    }),
  });
}

const CONFIG: KernelConfig = {
  environment: "development",
  databaseUrl: "",
  databasePoolSizeMax: 1,
  dataDirectory: "",
  sandboxUrl: "",
  sealingKeys: [],
  indexKey: new Uint8Array(32).fill(7),
  logLevel: "error",
  port: 0,
  metricsPort: 0,
  host: "127.0.0.1",
  trustedProxies: [],
};

const QUEUES = [
  { queue: "submission.lane", waiting: 12, active: 4, dead: 0 },
  { queue: "submission.delivery", waiting: 3, active: 1, dead: 2 },
];

const DEAD_LETTERS: readonly DeadLetter[] = [{
  id: "01920000-0000-7000-8000-00000000ad01",
  queue: "notifications.send",
  data: {},
  error: "Cannot send the message: the provider answered 503 to the last of 12 tries",
  failedAt: NOW,
}];

const ACCESSES: readonly AccessLogEntry[] = [{
  id: "01920000-0000-7000-8000-00000000ae01",
  at: NOW,
  actor: "staff:01920000-0000-7000-8000-0000000000b2",
  tenantId: INSTITUTION_ID,
  action: "document.download",
  subject: "document:01920000-0000-7000-8000-0000000000d1",
  address: "203.0.113.7",
  reason: "심사",
}];

const HOLIDAY_CHANGES: readonly HolidayChange[] = [{
  at: NOW,
  change: "added",
  date: "2026-12-29",
  name: "임시공휴일",
  actor: "operator:01920000-0000-7000-8000-0000000000b1",
}];

const HOLIDAYS = [
  { date: "2026-01-01", name: "1월 1일" },
  { date: "2026-03-02", name: "대체공휴일(3·1절)" },
];
