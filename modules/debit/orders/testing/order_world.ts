import type { BusinessDate, Kernel } from "@maru/kernel";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import { createNotifications, type MessageRequest } from "@maru/notifications";
import { sql } from "kysely";
import { createEventLog } from "../../integration/event_log.ts";
import type { Rail } from "../../parts.ts";
import { createSchedule } from "../../schedule/create_schedule.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import { tables } from "../../tables.ts";
import { createOrderDesk } from "../create_order_desk.ts";
import type { OrderDesk } from "../order_desk.ts";
import { type Bank, createBank } from "./bank.ts";
import { insertPayers, type PayerOptions } from "./payers.ts";

export const MERCHANT_ID = "01900000-0000-7000-8000-0000000000a1";
export const CONTRACT_ID = "01900000-0000-7000-8000-0000000000c1";
const MERCHANT_NUMBER = "12345678";

/** A merchant with one contract, its orders, and a bank that a test plays by hand. */
export interface OrderWorld extends AsyncDisposable {
  readonly test: TestKernel;
  readonly kernel: Kernel;
  readonly schedule: Schedule;
  readonly desk: OrderDesk;
  readonly bank: Bank;
  /** What was asked to be sent, as it was asked. */
  readonly messages: MessageRequest[];
  /** Moves the clock to a wall time in Seoul, e.g. "2026-11-20T13:00". */
  at(seoulTime: string): void;
  /** Adds payers with an instruction each; returns the instructions' ids in their order. */
  payers(count: number, options?: Partial<PayerOptions>): Promise<string[]>;
  /** `request` for the contract, all candidates without arrears unless told otherwise. */
  request(
    dueDate: BusinessDate,
    options?: Partial<Parameters<OrderDesk["request"]>[1]>,
  ): ReturnType<OrderDesk["request"]>;
  /** Events of a type, in order, as data. */
  events(type: string): Promise<Record<string, unknown>[]>;
}

export interface WorldOptions {
  /** Wall time in Seoul. */
  readonly now: string;
  readonly rail?: Rail;
  readonly dueDays?: readonly number[];
  readonly monthlyLimitWon?: bigint;
  readonly debitLimitWon?: bigint;
  readonly retriesAutomatically?: boolean;
}

export async function orderWorld(options: WorldOptions): Promise<OrderWorld> {
  const test = await testKernel({
    modules: ["kernel", "notifications", "ledger", "debit"],
    now: seoul(options.now),
  });
  const { kernel } = test;
  const schedule = createSchedule({ kernel });
  const messages: MessageRequest[] = [];
  const desk = createOrderDesk(
    { kernel, notifications: recorded(kernel, messages) },
    { schedule, events: createEventLog({ kernel }) },
  );
  await insertMerchant(kernel);
  await insertContract(kernel, options);
  let payerCount = 0;
  return {
    test,
    kernel,
    schedule,
    desk,
    messages,
    bank: createBank(test),
    at: (seoulTime) => test.clock.set(seoul(seoulTime)),
    async payers(count, payerOptions) {
      const first = payerCount + 1;
      payerCount += count;
      return await insertPayers(kernel, { first, count, ...payerOptions });
    },
    request: (dueDate, requestOptions) =>
      desk.request(MERCHANT_ID, {
        contractId: CONTRACT_ID,
        dueDate,
        withArrears: false,
        instructionIds: "all",
        actor: "staff:test",
        ...requestOptions,
      }),
    async events(type) {
      const { rows } = await sql<{ data: Record<string, unknown> }>`
        select data from debit.merchant_event where type = ${type} order by id`
        .execute(kernel.database.db);
      return rows.map(({ data }) => data);
    },
    [Symbol.asyncDispose]: () => test.stop(),
  };
}

/** The instant of a wall time in Seoul. */
export function seoul(time: string): Date {
  return new Date(`${time.length === 16 ? `${time}:00` : time}+09:00`);
}

/** The real outbox, so that templates and values are checked, with a provider that takes nothing. */
function recorded(kernel: Kernel, messages: MessageRequest[]) {
  const notifications = createNotifications({
    kernel,
    provider: {
      send: () => Promise.resolve({ state: "refused", failure: "test" }),
      find: () => Promise.resolve(undefined),
      statusOf: () => Promise.resolve(undefined),
      readReceipt: () => [],
    },
  });
  return {
    ...notifications,
    send: async (...[tx, message]: Parameters<typeof notifications.send>) => {
      await notifications.send(tx, message);
      messages.push(message);
    },
  };
}

async function insertMerchant(kernel: Kernel): Promise<void> {
  await tables(kernel.database.db).insertInto("merchant").values({
    id: MERCHANT_ID,
    number: MERCHANT_NUMBER,
    name: "한빛학원",
    business_number: "1208700004",
    phone: "01012340000",
    receivable_account_id: kernel.uuid(),
    payable_account_id: kernel.uuid(),
    cash_account_id: kernel.uuid(),
    created_at: kernel.clock.now(),
    settlement_bank_code: null,
    settlement_account_sealed: null,
    settlement_account_masked: null,
    settlement_holder: null,
    settlement_verified_at: null,
    ended_at: null,
  }).execute();
}

async function insertContract(kernel: Kernel, options: WorldOptions): Promise<void> {
  await tables(kernel.database.db).insertInto("contract").values({
    merchant_id: MERCHANT_ID,
    id: CONTRACT_ID,
    name: "기본 계약",
    rail: options.rail ?? "directLine",
    due_days: [...options.dueDays ?? [5, 10, 15, 20, 25, 31]],
    starts_on: "2020-01-01",
    ends_on: null,
    monthly_limit_won: options.monthlyLimitWon ?? 1_000_000_000_000n,
    debit_limit_won: options.debitLimitWon ?? 50_000_000n,
    retries_automatically: options.retriesAutomatically ?? true,
    created_at: kernel.clock.now(),
  }).execute();
}
