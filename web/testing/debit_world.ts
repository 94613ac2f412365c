import type { Auth } from "@maru/auth";
import {
  type ClearingChannel,
  createDebit,
  type Debit,
  type DebitParts,
  debitSettings,
  type Rail,
} from "@maru/debit";
import { createLedger } from "@maru/debit/testing";
import type { Kernel } from "@maru/kernel";
import type { Notifications } from "@maru/notifications";

/** What one merchant has, by the names that routes are told of. */
export type DebitThingId =
  | "contract"
  | "customer"
  | "instruction"
  | "order"
  | "merchantKeyId"
  | "endpoint"
  | "settlement";

interface Modules {
  readonly kernel: Kernel;
  readonly auth: Auth;
  readonly notifications: Notifications;
  readonly verifier: DebitParts["verifier"];
}

/** Auto-debit over banks that take nothing and have nothing to tell. */
export async function composeDebit(modules: Modules): Promise<Debit> {
  return await createDebit({
    ...modules,
    ledger: createLedger(modules),
    channels: { directLine: silent("directLine"), clearingHouse: silent("clearingHouse") },
    holderCheck: { check: () => Promise.resolve({ state: "matches" }) },
    settings: fallbacks(),
  });
}

function silent(rail: Rail): ClearingChannel {
  return {
    rail,
    send: () => Promise.reject(new TypeError("This test has no bank")),
    state: () => Promise.resolve({ state: "absent" }),
    resultState: () => Promise.resolve({ state: "absent" }),
    receive: () => Promise.resolve(undefined),
  };
}

function fallbacks(): DebitParts["settings"] {
  const entries = Object.entries(debitSettings).map(([name, setting]) =>
    [name, setting.parse(setting.fallback)] as const
  );
  return Object.fromEntries(entries) as unknown as DebitParts["settings"];
}

const ACTOR = "operator:test";
/** A bank that is debited without a registration of its own. */
const BANK = { bankCode: "088", account: "110123456789" } as const;
export const DUE_DATE = "2026-11-25";

/** A contract with one customer, who pays monthly, a debit of his, and a key. */
export async function createDebitThings(
  { debit, kernel }: { readonly debit: Debit; readonly kernel: Kernel },
  { merchantId, name, businessNumber }: {
    readonly merchantId: string;
    readonly name: string;
    readonly businessNumber: string;
  },
): Promise<{ key: string; ids: Readonly<Record<DebitThingId, string>> }> {
  const contract = await createContract(debit, kernel, { merchantId, name, businessNumber });
  const customer = await addPayer(debit, { merchantId, contract, number: "C0001" });
  const { instruction } = customer;
  await debit.orders.request(merchantId, {
    contractId: contract,
    dueDate: DUE_DATE,
    withArrears: false,
    instructionIds: [instruction],
    actor: ACTOR,
  });
  const { rows: [order] } = await debit.orders.list(merchantId, { limit: 1 });
  const { id: merchantKeyId, key } = await debit.integration.createKey(merchantId, {
    name: "첫 열쇠",
    actor: ACTOR,
  });
  const common = { merchantId, id: kernel.uuid() };
  const endpoint = kernel.uuid();
  await insertEndpoint(kernel, { merchantId, id: endpoint });
  await insertSettlement(kernel, common);
  return {
    key,
    ids: {
      contract,
      customer: customer.customer,
      instruction,
      order: order?.id ?? "",
      merchantKeyId,
      endpoint,
      settlement: common.id,
    },
  };
}

async function createContract(
  debit: Debit,
  kernel: Kernel,
  { merchantId, name, businessNumber }: {
    readonly merchantId: string;
    readonly name: string;
    readonly businessNumber: string;
  },
): Promise<string> {
  await kernel.transaction((tx) =>
    debit.merchants.create(tx, {
      id: merchantId,
      name: `업체 ${name}`,
      businessNumber,
      representative: "한빛",
      address: "서울특별시 중구 세종대로 1",
      businessType: "교육서비스",
      businessItem: "학원",
      email: "office@example.com",
      phone: "02-700-0000",
      settlementCycle: "daily",
      settlementDay: 2,
      actor: ACTOR,
    })
  );
  const { id } = await debit.merchants.saveContract(merchantId, {
    name: "은행 직접 연결",
    rail: "directLine",
    dueDays: [5, 25],
    startsOn: "2026-01-01",
    monthlyLimitWon: 1_000_000_000n,
    debitLimitWon: 1_000_000n,
    registrationFeeWon: 0n,
    retriesAutomatically: true,
    actor: ACTOR,
  });
  await debit.merchants.saveContractItem(merchantId, {
    contractId: id,
    itemCode: "tuition",
    collectionDay: 25,
    successFeeWon: 300n,
    failureFeeWon: 50n,
    actor: ACTOR,
  });
  return id;
}

/** Another payer of the contract, who owes 330,000 won on each 25th. */
export async function addPayer(
  debit: Debit,
  { merchantId, contract, number }: {
    readonly merchantId: string;
    readonly contract: string;
    readonly number: string;
  },
): Promise<{ customer: string; instruction: string }> {
  const { id: customer } = await debit.customers.create(merchantId, {
    contractId: contract,
    number,
    name: "김하늘",
    kind: "individual",
    grade: "일반",
    representative: "",
    phone: "",
    mobile: "010-1234-5678",
    email: "",
    industryCode: "",
    region: "",
    postcode: "",
    address: "",
    addressDetail: "",
    actor: ACTOR,
  });
  const { id: instruction } = await debit.customers.addInstruction(merchantId, {
    customerId: customer,
    itemCode: "tuition",
    limitWon: 500_000n,
    monthlyWon: 330_000n,
    discountRate: 0,
    firstMonth: "2026-11-01",
    dueDay: 25,
    ...BANK,
    holder: "김하늘",
    holderIdentity: "900101",
    manager: "",
    actor: ACTOR,
  });
  return { customer, instruction };
}

interface Key {
  readonly merchantId: string;
  readonly id: string;
}

/** Saving one asks the name service for its host, which a test does not. */
async function insertEndpoint(kernel: Kernel, { merchantId, id }: Key): Promise<void> {
  await insert(kernel, "debit.webhook_endpoint", {
    merchant_id: merchantId,
    id,
    url: "https://merchant.example/hooks",
    secret_sealed: "sealed",
    types: [],
    is_active: false,
    created_at: kernel.clock.now(),
  });
}

/** A debit is settled days after it was asked for; this one stands there at once. */
async function insertSettlement(kernel: Kernel, { merchantId, id }: Key): Promise<void> {
  await insert(kernel, "debit.settlement", {
    merchant_id: merchantId,
    id,
    covers_from: "2026-11-02",
    covers_to: "2026-11-02",
    payout_on: "2026-11-05",
    collected_count: 1,
    collected_won: 10_000n,
    fee_won: 300n,
    vat_won: 30n,
    payout_won: 9_670n,
    state: "computed",
    computed_at: kernel.clock.now(),
    vat_posting_id: kernel.uuid(),
    payout_posting_id: kernel.uuid(),
  });
}

async function insert(kernel: Kernel, table: string, row: object): Promise<void> {
  await kernel.database.db.insertInto(table as never).values(row as never).execute();
}
