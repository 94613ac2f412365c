import type { Kernel } from "@maru/kernel";
import { tablesOf } from "./tables.ts";

export interface DueMessage {
  readonly id: string;
  readonly isAwaited: boolean;
}

/**
 * The messages whose time has come, the longest due first. The awaited ones are asked for by
 * themselves: then the index has both in order, and no more rows are read than are wanted.
 */
export async function dueMessages(
  kernel: Kernel,
  { isAwaited, limit }: { isAwaited: boolean; limit: number },
): Promise<DueMessage[]> {
  return await dueQuery(kernel, { isAwaited, limit }).execute();
}

/** Apart, so that a test can have the database explain it. */
export function dueQuery(
  { clock, database }: Pick<Kernel, "clock" | "database">,
  { isAwaited, limit }: { isAwaited: boolean; limit: number },
) {
  const now = clock.now();
  return tablesOf(database.db).selectFrom("message").select(["id", "is_awaited as isAwaited"])
    .where("is_awaited", "=", isAwaited)
    .where("next_at", "<=", now)
    .where((where) => where.or([where("held_until", "is", null), where("held_until", "<=", now)]))
    .orderBy("next_at").limit(limit);
}
