import type { Kernel } from "@maru/kernel";
import type { AggregateDesk } from "./aggregate_desk.ts";
import { readDashboard } from "./dashboard.ts";
import { aggregateLines } from "./lines.ts";
import { aggregateRows, streamAggregateRows } from "./rows.ts";

/** 집계 and the first page; all of it reads, from a connection that may be a replica. */
export function createAggregateDesk({ kernel }: { readonly kernel: Kernel }): AggregateDesk {
  return {
    lines: (merchantId, query) => aggregateLines(kernel, merchantId, query),
    rows: (merchantId, query) => aggregateRows(kernel, merchantId, query),
    streamRows: (merchantId, query) => streamAggregateRows(kernel, merchantId, query),
    dashboard: (merchantId) => readDashboard(kernel, merchantId),
  };
}
