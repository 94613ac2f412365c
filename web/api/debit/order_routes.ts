import type { Debit, OrderState } from "@maru/debit";
import { acts, type ApiRoute, reads } from "./api_route.ts";
import { type Field, list, object, optional, withDefault } from "./field.ts";
import { page, paging } from "./paging.ts";
import { choice, date, flag, instant, text, uuid, whole, won } from "./values.ts";

const LINE = 200;
const IDS_MAX = 10_000;
const STATES: readonly OrderState[] = ["waiting", "sent", "collected", "failed", "withdrawn"];
const OPERATIONS = ["debit", "sameDayDebit"] as const;
const count = whole({ min: 0, max: Number.MAX_SAFE_INTEGER });
const line = text(LINE);

const order = object({
  id: uuid,
  customerId: uuid,
  customerNumber: line,
  customerName: line,
  grade: line,
  instructionId: uuid,
  chargeId: uuid,
  contractId: uuid,
  itemCode: line,
  itemName: line,
  bankCode: line,
  bankName: line,
  accountMasked: line,
  kind: choice(["regular", "retry"]),
  isAutomatic: flag,
  month: date,
  debitDate: date,
  grossWon: won,
  discountWon: won,
  arrearsWon: won,
  amountWon: won,
  state: choice(STATES),
  requestedAt: instant,
  cutoffAt: instant,
  resultDueAt: instant,
  resultedAt: optional(instant),
  code: optional(line),
  retryClass: optional(choice(["money", "outage", "accountFix", "reRegister", "dataBug"])),
  willRetryOn: optional(date),
});

const requested = object({
  count,
  amountWon: won,
  cutoffAt: instant,
  resultDueAt: instant,
  refused: list(object({ instructionId: uuid, obstacle: line }), IDS_MAX),
});

const candidates = object({
  ...page(object({
    instructionId: uuid,
    customerId: uuid,
    customerNumber: line,
    customerName: line,
    grade: line,
    itemCode: line,
    itemName: line,
    bankName: line,
    accountMasked: line,
    holder: line,
    grossWon: won,
    discountWon: won,
    arrearsWon: won,
    amountWon: won,
    obstacle: optional(line),
  })).fields,
  open: object({ count, amountWon: won }),
});

/** 이체의뢰, 의뢰 취소, 재처리의뢰, 이체의뢰결과. */
export function orderRoutes(debit: Debit): readonly ApiRoute[] {
  return [...orderLists(debit), ...orderActs(debit)];
}

function orderLists(debit: Debit): readonly ApiRoute[] {
  return [
    reads({
      path: "/candidates",
      operationId: "listCandidates",
      summary: "이체의뢰 대상",
      query: {
        ...paging,
        contractId: uuid,
        dueDate: date,
        itemCodes: optional(list(line, LINE)),
        withArrears: withDefault(flag, false),
        text: optional(line),
        operation: optional(choice(OPERATIONS)),
      },
      answer: candidates,
      work: ({ merchantId, query }) => debit.orders.candidates(merchantId, query),
    }),
    reads({
      path: "/orders",
      operationId: "listOrders",
      summary: "이체의뢰와 결과",
      query: {
        ...paging,
        sort: optional(
          choice(["requestedAt", "debitDate", "customerNumber", "customerName", "amount"]),
        ),
        descending: optional(flag),
        contractId: optional(uuid),
        itemCode: optional(line),
        grade: optional(line),
        bankCode: optional(line),
        state: optional(choice(STATES)),
        kind: optional(choice(["regular", "retry"])),
        from: optional(date),
        to: optional(date),
        month: optional(date),
        text: optional(line),
        ids: optional(list(uuid, LINE)),
      },
      answer: object({ ...page(order).fields, sum: object({ count, amountWon: won }) }),
      work: ({ merchantId, query }) => debit.orders.list(merchantId, query),
    }),
    reads({
      path: "/orders/:id",
      operationId: "getOrder",
      summary: "이체의뢰 한 건",
      answer: order,
      work: ({ merchantId, id }) => debit.orders.get(merchantId, id),
    }),
  ];
}

function orderActs(debit: Debit): readonly ApiRoute[] {
  return [
    acts({
      path: "/orders",
      operationId: "requestOrders",
      summary: "이체의뢰",
      body: {
        contractId: uuid,
        dueDate: date,
        itemCodes: optional(list(line, LINE)),
        withArrears: withDefault(flag, false),
        instructionIds: idsOrAll(),
        operation: optional(choice(OPERATIONS)),
      },
      answer: requested,
      status: 201,
      work: ({ merchantId, actor, body }) => debit.orders.request(merchantId, { ...body, actor }),
    }),
    acts({
      path: "/orders/withdrawals",
      operationId: "withdrawOrders",
      summary: "의뢰 취소",
      body: { orderIds: list(uuid, IDS_MAX) },
      answer: object({ count }),
      status: 200,
      work: ({ merchantId, actor, body }) => debit.orders.withdraw(merchantId, { ...body, actor }),
      tell: (count) => ({ count }),
    }),
    acts({
      path: "/retries",
      operationId: "retryOrders",
      summary: "재처리의뢰",
      body: { contractId: uuid, orderIds: list(uuid, IDS_MAX), date },
      answer: requested,
      status: 201,
      work: ({ merchantId, actor, body }) => debit.orders.retry(merchantId, { ...body, actor }),
    }),
  ];
}

/** The named instructions, or "all" that may be asked for. */
function idsOrAll(): Field<readonly string[] | "all"> {
  const ids = list(uuid, IDS_MAX);
  return {
    schema: { oneOf: [ids.schema, { const: "all" }] },
    read: (value, place) => value === "all" ? value : ids.read(value, place),
  };
}
