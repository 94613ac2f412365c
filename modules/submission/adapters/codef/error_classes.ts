import type { Kernel } from "@maru/kernel";
import { type ErrorCodeTable, tables } from "../../tables.ts";
import type { FailureClass } from "../../submission.ts";

/** What a code means for a product (its path); operators may change the rows while we run. */
export type ClassOfCode = (code: string, product: string) => Promise<FailureClass>;

type Row = Pick<ErrorCodeTable, "product" | "code" | "failure_class">;

const VENDOR = "codef";
const KEPT_MS = 60_000;

export function createErrorClasses(kernel: Kernel): ClassOfCode {
  let rows: readonly Row[] = [];
  let readAtMs = -Infinity;
  return async (code, product) => {
    if (kernel.clock.monotonic() - readAtMs > KEPT_MS) {
      rows = await tables(kernel.database.db).selectFrom("error_code")
        .select(["product", "code", "failure_class"]).where("vendor", "=", VENDOR).execute();
      readAtMs = kernel.clock.monotonic();
    }
    return classOf(rows, { code, product });
  };
}

/** The product's own row, then any product's, then the longest prefix; an unknown vendor code is ours. */
export function classOf(
  rows: readonly Row[],
  { code, product }: { code: string; product: string },
): FailureClass {
  const fitting = rows.filter((row) =>
    (row.product === "" || row.product === product) &&
    (row.code === code || (row.code.endsWith("*") && code.startsWith(row.code.slice(0, -1))))
  );
  const rank = (row: Row) =>
    (row.code === code ? 1_000 : row.code.length) * 2 + (row.product === "" ? 0 : 1);
  const best = fitting.sort((left, right) => rank(right) - rank(left))[0];
  return best?.failure_class ?? "ourFault";
}
