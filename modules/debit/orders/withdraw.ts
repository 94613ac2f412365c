import type { Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { AlreadySentError } from "../registrations/errors.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { lockContractsOf } from "./contract_row.ts";
import { OrderNotFoundError } from "./errors.ts";
import type { OrderDeps, OrderDesk, OrderState } from "./order_desk.ts";
import type { OrderWork } from "./order_work.ts";
import { IS_REFUSED } from "./refused_account.ts";
import { isUuid } from "./uuid_text.ts";

type Input = Parameters<OrderDesk["withdraw"]>[1];

interface Asked {
  readonly id: string;
  readonly state: OrderState;
  readonly is_in_file: boolean;
  readonly cutoff_at: Date;
  readonly rail: string;
  readonly bank_code: string;
  readonly operation: "debit" | "sameDayDebit";
}

/** 의뢰 취소: all of the named orders or none. */
export function createWithdrawals(work: OrderWork): OrderDesk["withdraw"] {
  return (merchantId, input) =>
    work.kernel.transaction((tx) => withdraw(work, tx, { merchantId, input }));
}

async function withdraw(
  work: OrderWork,
  tx: Transaction,
  { merchantId, input }: { merchantId: string; input: Input },
): Promise<number> {
  await holdCutoff(tx);
  const orders = await lockAsked(tx, { merchantId, input });
  const waiting = orders.filter(({ state }) => state !== "withdrawn");
  await requireWithdrawable(work, waiting);
  return await takeBack(
    work,
    tx,
    sql`o.merchant_id = ${merchantId} and o.id = any(${waiting.map(({ id }) => id)}::uuid[])`,
  );
}

/**
 * Takes back those orders `o` whose account their bank refused or ended since they were asked for.
 * Called by whoever closes a cutoff, before it counts what goes into the file; an order whose
 * instruction has moved to another account is left alone.
 */
export function createRefusedWithdrawals(deps: Pick<OrderDeps, "events">) {
  return (tx: Transaction, isOfGroup: RawBuilder<boolean>): Promise<number> =>
    takeBack(
      deps,
      tx,
      sql`${isOfGroup} and exists (
        select from debit.instruction i
        where i.merchant_id = o.merchant_id and i.id = o.instruction_id
          and i.account_id = o.account_id and ${IS_REFUSED})`,
    );
}

/** @returns how many of the orders `o` were taken back; their merchants are told of each */
async function takeBack(
  { events }: Pick<OrderDeps, "events">,
  tx: Transaction,
  isMeant: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<
    { merchant_id: string; id: string; charge_id: string; amount_won: bigint }
  >`
    update debit.debit_order o set state = 'withdrawn'
    where o.state = 'waiting' and o.file_id is null and ${isMeant}
    returning o.merchant_id, o.id, o.charge_id, o.amount_won`.execute(tx);
  await events.append(
    tx,
    rows.map((order) => ({
      merchantId: order.merchant_id,
      type: "order.withdrawn",
      subjectId: order.id,
      data: {
        orderId: order.id,
        chargeId: order.charge_id,
        amountWon: Number(order.amount_won),
      },
    })),
  );
  return rows.length;
}

/** @throws {OrderNotFoundError} */
async function lockAsked(
  tx: Transaction,
  { merchantId, input }: { merchantId: string; input: Input },
): Promise<readonly Asked[]> {
  const ids = [...new Set(input.orderIds)];
  const malformed = ids.find((id) => !isUuid(id));
  if (malformed !== undefined) throw new OrderNotFoundError(malformed);
  const isNamed = sql`merchant_id = ${merchantId} and id = any(${ids}::uuid[])`;
  await lockContractsOf(
    tx,
    sql`select merchant_id, contract_id from debit.debit_order where ${isNamed}`,
  );
  const { rows } = await sql<Asked>`
    select id, state, file_id is not null as is_in_file, cutoff_at, rail, bank_code, operation
    from debit.debit_order where ${isNamed} order by id for update`.execute(tx);
  const known = new Set(rows.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id.toLowerCase()));
  if (unknown !== undefined) throw new OrderNotFoundError(unknown);
  return rows;
}

/** @throws {AlreadySentError | CutoffPassedError} */
async function requireWithdrawable(
  { kernel, schedule }: OrderWork,
  orders: readonly Asked[],
): Promise<void> {
  const sent = orders.find((order) => order.state !== "waiting" || order.is_in_file);
  if (sent !== undefined) throw new AlreadySentError(sent.id);
  const now = kernel.clock.now();
  const late = orders.find(({ cutoff_at }) => cutoff_at <= now);
  if (late === undefined) return;
  const earliest = await schedule.earliestDebitDate({
    rail: late.rail as "directLine" | "clearingHouse",
    bankCode: late.bank_code,
    operation: late.operation,
  });
  throw new CutoffPassedError(late.cutoff_at, earliest);
}
