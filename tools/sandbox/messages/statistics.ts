import { chargedTypes, priceOf } from "./group.ts";
import type { StoredMessage } from "./message.ts";

/** All-time figures in the shape of `GET /messages/v4/statistics`. */
export function describeStatistics(messages: readonly StoredMessage[]): Record<string, unknown> {
  const spent = messages.reduce((sum, message) => sum + priceOf(message), 0);
  return {
    balance: spent,
    point: 0,
    monthlyBalanceAvg: spent,
    monthlyPointAvg: 0,
    monthPeriod: [],
    total: countByType(messages),
    successed: countByType(messages.filter((message) => message.status === "COMPLETE")),
    failed: countByType(messages.filter((message) => message.status === "FAILED")),
  };
}

function countByType(messages: readonly StoredMessage[]): Record<string, number> {
  const counts = chargedTypes.map((type) =>
    [type, messages.filter((message) => message.type.toLowerCase() === type).length] as const
  );
  return { total: messages.length, ...Object.fromEntries(counts) };
}
