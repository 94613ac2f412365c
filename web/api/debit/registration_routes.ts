import type { Debit } from "@maru/debit";
import { type ApiRoute, reads } from "./api_route.ts";
import { object, optional } from "./field.ts";
import { page, paging } from "./paging.ts";
import { choice, date, flag, instant, text, uuid, whole, won } from "./values.ts";

const line = text(200);
const STATES = ["waiting", "sent", "done", "failed", "withdrawn"] as const;

const registration = object({
  id: uuid,
  instructionId: uuid,
  customerId: uuid,
  customerNumber: line,
  customerName: line,
  itemName: line,
  kind: choice(["new", "cancel", "forcedCancel"]),
  origin: choice(["merchant", "payer", "bank", "accountMove"]),
  pairId: optional(uuid),
  bankCode: line,
  bankName: line,
  accountMasked: line,
  previousAccount: optional(line),
  holder: line,
  monthlyWon: won,
  dueDay: whole({ min: 1, max: 31 }),
  state: choice(STATES),
  code: optional(line),
  requestedAt: instant,
  cutoffAt: instant,
  resultDueAt: instant,
  rail: choice(["directLine", "clearingHouse"]),
  hasEvidence: flag,
  lacksEvidence: flag,
});

/** 계좌신청. */
export function registrationRoutes(debit: Debit): readonly ApiRoute[] {
  return [
    reads({
      path: "/registrations",
      operationId: "listRegistrations",
      summary: "계좌신청과 결과",
      query: {
        ...paging,
        sort: optional(choice(["requestedAt", "customerNumber", "bank"])),
        descending: optional(flag),
        contractId: optional(uuid),
        state: optional(choice(STATES)),
        bankCode: optional(line),
        text: optional(line),
        from: optional(date),
        to: optional(date),
      },
      answer: page(registration),
      work: ({ merchantId, query }) => debit.registrations.list(merchantId, query),
    }),
  ];
}
