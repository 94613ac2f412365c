import type { Debit, RegistrationState } from "@maru/debit";
import { acts, type ApiRoute, reads } from "./api_route.ts";
import { list, object, optional, withDefault } from "./field.ts";
import { page, paging } from "./paging.ts";
import { choice, date, flag, instant, text, uuid, whole, won } from "./values.ts";

const INSTRUCTION_COUNT_MAX = 1_000;
const DISCOUNT_RATE_MAX = 10_000;
const LINE = 200;
const REGISTRATION_STATES = ["none", "waiting", "sent", "done", "failed", "cancelled"] as const;
const STATES: readonly RegistrationState[] = REGISTRATION_STATES;

const line = withDefault(text(LINE), "");

const customerFields = {
  contractId: uuid,
  number: text(LINE),
  name: text(LINE),
  kind: choice(["individual", "business"]),
};
const customerDetails = {
  grade: line,
  representative: line,
  phone: line,
  mobile: line,
  email: line,
  industryCode: line,
  region: line,
  postcode: line,
  address: line,
  addressDetail: line,
};
const termFields = {
  itemCode: text(LINE),
  limitWon: won,
  monthlyWon: won,
  discountRate: whole({ min: 0, max: DISCOUNT_RATE_MAX }),
  firstMonth: date,
  lastMonth: optional(date),
  dueDay: whole({ min: 1, max: 31 }),
  bankCode: text(LINE),
  holder: text(LINE),
};

const instruction = object({
  id: uuid,
  customerId: uuid,
  contractId: uuid,
  ...termFields,
  itemName: text(LINE),
  discountWon: won,
  bankName: text(LINE),
  accountMasked: text(LINE),
  manager: text(LINE),
  payerNumber: text(LINE),
  registrationState: choice(STATES),
  registrationCode: optional(text(LINE)),
  needsRegistration: flag,
  hasEvidence: flag,
  state: choice(["active", "stopped", "ended"]),
  version: whole({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

const customer = object({
  id: uuid,
  ...customerFields,
  identityMasked: text(LINE),
  ...customerDetails,
  joinedOn: optional(date),
  state: choice(["active", "ended"]),
  version: whole({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  createdAt: instant,
  updatedAt: instant,
  instructions: list(instruction, INSTRUCTION_COUNT_MAX),
});

/** 고객관리. */
export function customerRoutes(debit: Debit): readonly ApiRoute[] {
  return [
    reads({
      path: "/customers",
      operationId: "listCustomers",
      summary: "납부고객 목록",
      query: {
        ...paging,
        sort: optional(choice(["number", "name", "grade", "joinedOn", "createdAt"])),
        descending: optional(flag),
        text: optional(text(LINE)),
        contractId: optional(uuid),
        grade: optional(text(LINE)),
        itemCode: optional(text(LINE)),
        bankCode: optional(text(LINE)),
        registrationState: optional(choice(STATES)),
        state: optional(choice(["active", "ended"])),
      },
      answer: page(customer),
      work: ({ merchantId, query }) => debit.customers.list(merchantId, query),
    }),
    acts({
      path: "/customers",
      operationId: "createCustomer",
      summary: "납부고객 등록",
      body: {
        ...customerFields,
        identity: optional(text(LINE)),
        ...customerDetails,
        joinedOn: optional(date),
      },
      answer: object({ id: uuid }),
      status: 201,
      work: ({ merchantId, actor, body }) => debit.customers.create(merchantId, { ...body, actor }),
    }),
    reads({
      path: "/customers/:id",
      operationId: "getCustomer",
      summary: "납부고객과 이체정보",
      answer: customer,
      work: ({ merchantId, id }) => debit.customers.get(merchantId, id),
    }),
    ...instructionRoutes(debit),
  ];
}

/** 이체정보. */
function instructionRoutes(debit: Debit): readonly ApiRoute[] {
  return [
    acts({
      path: "/customers/:id/instructions",
      operationId: "addInstruction",
      summary: "이체정보 등록과 계좌신청",
      body: {
        ...termFields,
        discountRate: withDefault(termFields.discountRate, 0),
        discountWon: optional(won),
        account: text(LINE),
        holderIdentity: text(LINE),
        manager: line,
      },
      answer: object({ id: uuid }),
      status: 201,
      work: ({ merchantId, actor, id, body }) =>
        debit.customers.addInstruction(merchantId, {
          ...body,
          customerId: id,
          actor,
        }),
    }),
    reads({
      path: "/instructions/:id",
      operationId: "getInstruction",
      summary: "이체정보",
      answer: instruction,
      work: ({ merchantId, id }) => debit.customers.getInstruction(merchantId, id),
    }),
  ];
}
