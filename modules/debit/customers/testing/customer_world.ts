import type { Auth } from "@maru/auth";
import type { Kernel, Transaction } from "@maru/kernel";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import type { MessageRequest } from "@maru/notifications";
import { createLedger, type Ledger } from "@maru/ledger";
import { createEventLog } from "../../integration/event_log.ts";
import type { Rail } from "../../parts.ts";
import { createBankApplications } from "../../registrations/bank_applications.ts";
import { createRegistrationDesk } from "../../registrations/create_registration_desk.ts";
import type { RegistrationDesk } from "../../registrations/registration_desk.ts";
import { createSchedule } from "../../schedule/create_schedule.ts";
import { createMerchantDesk } from "../../settings/create_merchant_desk.ts";
import type { HolderAnswer } from "../../settings/holder_check.ts";
import type { MerchantDesk } from "../../settings/merchant_desk.ts";
import { createCustomerDesk } from "../create_customer_desk.ts";
import type { CustomerDesk, CustomerInput, InstructionInput } from "../customer_desk.ts";

/** Friday, 20 November 2026, 10:00 in Seoul: every cutoff of the day lies ahead. */
const MORNING = new Date("2026-11-20T10:00:00+09:00");
export const STAFF = "staff:01900000-0000-7000-8000-0000000000f1";
export const OPERATOR = "operator:01900000-0000-7000-8000-0000000000f2";
const STAFF_NAME = "박지우";

/** A merchant with a contract on each rail, and the desks on scripted neighbours. */
export interface CustomerWorld extends AsyncDisposable {
  readonly test: TestKernel;
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  readonly merchants: MerchantDesk;
  readonly customers: CustomerDesk;
  readonly registrations: RegistrationDesk;
  readonly bankApplications: ReturnType<typeof createBankApplications>;
  readonly merchantId: string;
  /** What merchants were told. */
  readonly messages: readonly MessageRequest[];
  readonly contracts: Readonly<Record<Rail, string>>;
  /** What the bank says of a holder next; an error is thrown. */
  holderAnswer: HolderAnswer | Error;
  /** Moves the clock to a wall time in Seoul, e.g. "2026-11-20T13:00". */
  at(seoulTime: string): void;
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  addMerchant(): Promise<string>;
  addContract(merchantId: string, rail: Rail): Promise<string>;
  addCustomer(input?: Partial<CustomerInput>): Promise<string>;
  addInstruction(customerId: string, input?: Partial<InstructionInput>): Promise<string>;
}

export async function customerWorld(): Promise<CustomerWorld> {
  const test = await testKernel({
    now: MORNING,
    modules: ["kernel", "notifications", "ledger", "debit"],
  });
  const { kernel } = test;
  const ledger = createLedger({ kernel });
  const holder: { answer: HolderAnswer | Error } = { answer: { state: "matches" } };
  const holderCheck = {
    check: () =>
      holder.answer instanceof Error
        ? Promise.reject(holder.answer)
        : Promise.resolve(holder.answer),
  };
  const auth = scriptedAuth();
  const messages: MessageRequest[] = [];
  const deps = { schedule: createSchedule({ kernel }), eventLog: createEventLog({ kernel }) };
  const merchants = createMerchantDesk({
    kernel,
    ledger,
    holderCheck,
    notifications: {
      send: (_tx, message) => Promise.resolve(void messages.push(message)),
    },
  });
  const registrations = createRegistrationDesk({ kernel }, deps);
  const customers = createCustomerDesk({ kernel, auth, holderCheck }, { registrations });
  const { addMerchant, addContract } = builders(kernel, merchants);
  const merchantId = await addMerchant();
  const contracts = {
    directLine: await addContract(merchantId, "directLine"),
    clearingHouse: await addContract(merchantId, "clearingHouse"),
  };
  let serial = 0;
  return {
    test,
    kernel,
    ledger,
    merchants,
    customers,
    registrations,
    bankApplications: createBankApplications({ kernel }, deps),
    merchantId,
    messages,
    contracts,
    get holderAnswer() {
      return holder.answer;
    },
    set holderAnswer(answer) {
      holder.answer = answer;
    },
    at: (seoulTime) => test.clock.set(new Date(`${seoulTime}:00+09:00`)),
    run: (work) => kernel.transaction(work),
    addMerchant,
    addContract,
    async addCustomer(input = {}) {
      const number = input.number ?? `C${String(++serial).padStart(5, "0")}`;
      const given = { ...CUSTOMER, contractId: contracts.directLine, ...input, number };
      return (await customers.create(merchantId, { ...given, actor: STAFF })).id;
    },
    async addInstruction(customerId, input = {}) {
      const given = { ...INSTRUCTION, ...input, customerId, actor: STAFF };
      return (await customers.addInstruction(merchantId, given)).id;
    },
    [Symbol.asyncDispose]: () => test.stop(),
  };
}

export const CUSTOMER: Omit<CustomerInput, "contractId" | "number"> = {
  name: "김하늘",
  kind: "individual",
  grade: "일반",
  identity: "900101",
  representative: "",
  phone: "02-123-4567",
  mobile: "010-1234-5678",
  email: "haneul@example.com",
  industryCode: "85501",
  joinedOn: "2026-03-02",
  region: "서울",
  postcode: "04524",
  address: "서울특별시 중구 세종대로 1",
  addressDetail: "101동 1203호",
};

export const INSTRUCTION: InstructionInput = {
  itemCode: "tuition",
  limitWon: 500_000n,
  monthlyWon: 330_000n,
  discountRate: 0,
  firstMonth: "2026-12-01",
  dueDay: 25,
  bankCode: "088",
  account: "110-123-456789",
  holder: "김하늘",
  holderIdentity: "900101",
  manager: "이담당",
};

function builders(kernel: Kernel, merchants: MerchantDesk) {
  return {
    async addMerchant() {
      const id = kernel.uuid();
      await kernel.transaction((tx) =>
        merchants.create(tx, {
          id,
          name: "한빛학원",
          businessNumber: "123-45-00003",
          representative: "한빛",
          address: "서울특별시 중구 세종대로 1",
          businessType: "교육서비스",
          businessItem: "학원",
          email: "office@example.com",
          phone: "02-700-0000",
          settlementCycle: "daily",
          settlementDay: 2,
          actor: OPERATOR,
        })
      );
      return id;
    },
    async addContract(merchantId: string, rail: Rail) {
      const { id } = await merchants.saveContract(merchantId, {
        name: rail === "directLine" ? "은행 직접 연결" : "금융결제원 CMS",
        rail,
        dueDays: [5, 25, 31],
        startsOn: "2026-01-01",
        monthlyLimitWon: 1_000_000_000n,
        debitLimitWon: 1_000_000n,
        registrationFeeWon: 0n,
        retriesAutomatically: true,
        actor: OPERATOR,
      });
      for (const itemCode of ["tuition", "lunch"]) {
        await merchants.saveContractItem(merchantId, {
          contractId: id,
          itemCode,
          collectionDay: 25,
          successFeeWon: 300n,
          failureFeeWon: 50n,
          actor: OPERATOR,
        });
      }
      return id;
    },
  };
}

/** One person works for every merchant; nothing else of auth is asked. */
function scriptedAuth(): Pick<Auth, "staff"> {
  const list = () =>
    Promise.resolve([{
      id: STAFF.slice("staff:".length),
      loginId: "04718293",
      name: STAFF_NAME,
      role: "merchantAdmin",
      isLocked: false,
      isDisabled: false,
    }]);
  return { staff: { list } } as unknown as Pick<Auth, "staff">;
}
