import { type RawBuilder, sql } from "kysely";
import { OrderCursorInvalidError } from "../errors.ts";
import { parseCursor } from "../order_cursor.ts";
import type { OrderQuery } from "../order_desk.ts";

type SortKey = NonNullable<OrderQuery["sort"]>;

interface SortColumn {
  /** What is sorted by before the id; absent where ids are in that order by themselves. */
  readonly column?: RawBuilder<unknown>;
  /** The same on the customer alone. */
  readonly customerColumn?: RawBuilder<unknown>;
  /** The type that a cursor's text is read as, and what such a text looks like. */
  readonly type: RawBuilder<unknown>;
  readonly pattern: RegExp;
}

const ANY_TEXT = /^/;

/** Ids ascend as orders are made, whatever the business clock did since. */
const COLUMNS: Readonly<Record<SortKey, SortColumn>> = {
  requestedAt: { type: sql`text`, pattern: /^$/ },
  debitDate: { column: sql`o.debit_date`, type: sql`date`, pattern: /^20\d\d-\d\d-\d\d$/ },
  amount: { column: sql`o.amount_won`, type: sql`bigint`, pattern: /^\d{1,15}$/ },
  customerNumber: {
    column: sql`c.number`,
    customerColumn: sql`number`,
    type: sql`text`,
    pattern: ANY_TEXT,
  },
  customerName: {
    column: sql`c.name collate "C"`,
    customerColumn: sql`name collate "C"`,
    type: sql`text`,
    pattern: ANY_TEXT,
  },
};

export interface OrderSort {
  /** The column as a text, for the cursor. */
  readonly value: RawBuilder<unknown>;
  readonly orderBy: RawBuilder<unknown>;
  /** What comes after a cursor's place; all where there is none. */
  readonly condition: RawBuilder<unknown>;
  /** Where it is sorted by something of the customer. */
  readonly customers?: CustomerSort;
}

export interface CustomerSort {
  /** What is sorted by, on columns of `customer` alone. */
  readonly column: RawBuilder<unknown>;
  readonly descending: boolean;
  /** The value that a cursor goes on from. */
  readonly from?: string;
}

/** Newest first by default. @throws {OrderCursorInvalidError} */
export function sortOf(
  { sort = "requestedAt", descending = sort === "requestedAt", after }: Pick<
    OrderQuery,
    "sort" | "descending" | "after"
  >,
): OrderSort {
  const { column, customerColumn, type, pattern } = COLUMNS[sort];
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  const place = after === undefined ? undefined : parseCursor(after);
  if (place !== undefined && !pattern.test(place.value)) throw new OrderCursorInvalidError();
  const from = place === undefined ? {} : { from: place.value };
  return {
    value: column === undefined ? sql`''` : sql`(${column})::text`,
    orderBy: column === undefined
      ? sql`o.id ${direction}`
      : sql`${column} ${direction}, o.id ${direction}`,
    condition: place === undefined
      ? sql`true`
      : column === undefined
      ? sql`o.id ${beyond} ${place.id}::uuid`
      : sql`(${column}, o.id) ${beyond} (${place.value}::${type}, ${place.id}::uuid)`,
    ...(customerColumn === undefined
      ? {}
      : { customers: { column: customerColumn, descending, ...from } }),
  };
}
