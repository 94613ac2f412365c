import { createCandidates } from "./candidates.ts";
import { createOrderLists } from "./lists/order_list.ts";
import { defineNotices } from "./notices/notice_queue.ts";
import type { OrderDeps, OrderDesk, OrderParts } from "./order_desk.ts";
import { createReplan } from "./replan/replan.ts";
import { createRequests } from "./request.ts";
import { createFollowUp } from "./results/follow_up.ts";
import { createRetries } from "./retries/retry.ts";
import { createRetryChances } from "./retries/retry_chance.ts";
import { createRetryable } from "./retries/retryable.ts";
import { createWithdrawals } from "./withdraw.ts";

/** Builds the desk, and what follows sent files, results and changed holidays. */
export function createOrderDesk(
  { kernel, notifications }: OrderParts,
  { schedule, events }: OrderDeps,
): OrderDesk {
  const work = { kernel, notifications, schedule, events };
  defineNotices(work);
  createFollowUp(work);
  return {
    ...createCandidates(work),
    ...createRequests(work),
    ...createRetries(work),
    ...createRetryChances(work),
    ...createOrderLists(work),
    retryable: createRetryable(work),
    withdraw: createWithdrawals(work),
    replan: createReplan(work),
  };
}
