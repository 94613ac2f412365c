import type { OrderDeps, OrderParts } from "./order_desk.ts";

/** What the parts of the desk are built from. */
export type OrderWork = OrderParts & OrderDeps;
