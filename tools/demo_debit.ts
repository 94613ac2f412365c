/**
 * Demo data of auto-debit: one merchant on each rail, with members, payers and a first notice. Everything
 * is made up; the last eight digits of an account tell the sandbox's bank what to do with it.
 *
 * @module
 */
import type { App } from "../compose.ts";

export interface DemoMerchant {
  readonly name: string;
  readonly rail: "directLine" | "clearingHouse";
  readonly loginId: string;
  readonly businessNumber: string;
  readonly representative: string;
  readonly item: string;
  readonly dueDays: readonly number[];
  readonly payers: readonly DemoPayer[];
}

interface DemoPayer {
  readonly number: string;
  readonly name: string;
  readonly grade: string;
  readonly bankCode: string;
  readonly account: string;
  readonly monthlyWon: bigint;
  readonly discountRate?: number;
  readonly dueDay: number;
}

const BIRTH_DATE = "900101";
const ACTOR = "system";

/** The merchants of the demo; whoever runs it signs in with their IDs. */
export const DEMO_MERCHANTS: readonly DemoMerchant[] = [
  {
    name: "마루학원",
    rail: "directLine",
    loginId: "10203040",
    businessNumber: "1208800016",
    representative: "윤가람",
    item: "tuition",
    dueDays: [5, 15, 25],
    payers: [
      payer(1, "김가온", "초등부", "004", "22010100000001", 180_000n, 25),
      payer(2, "이나래", "초등부", "088", "110100000002", 180_000n, 25),
      payer(3, "박다온", "중등부", "020", "1002000000003", 240_000n, 25),
      payer(4, "최라온", "중등부", "088", "110177990021", 240_000n, 25),
      payer(5, "정마루", "고등부", "045", "9003000000005", 320_000n, 25),
      payer(6, "한바다", "고등부", "081", "620177990012", 320_000n, 25),
      { ...payer(7, "서사랑", "초등부", "003", "01020000007", 180_000n, 15), discountRate: 1_000 },
      {
        ...payer(8, "오아름", "초등부", "011", "3011000000008", 180_000n, 15),
        discountRate: 10_000,
      },
    ],
  },
  {
    name: "새봄피트니스",
    rail: "clearingHouse",
    loginId: "50607080",
    businessNumber: "1208800020",
    representative: "강새봄",
    item: "membership",
    dueDays: [10, 25],
    payers: [
      payer(1, "문하늘", "일반", "088", "110100000011", 66_000n, 25),
      payer(2, "배이슬", "일반", "004", "22010100000012", 66_000n, 25),
      payer(3, "신보람", "우수", "090", "3333000000013", 88_000n, 25),
      payer(4, "임푸름", "우수", "020", "1002077972021", 88_000n, 25),
      payer(5, "조은비", "일반", "092", "100000000015", 66_000n, 10),
    ],
  },
];

/** Writes merchants with payers, and the notices of the service. */
export async function seedDebit(app: App, password: string): Promise<void> {
  for (const merchant of DEMO_MERCHANTS) await seedMerchant(app, merchant, password);
  await app.debit.notices.save({
    service: "debit",
    title: "이체의뢰 마감 시각 안내",
    body:
      "이체의뢰와 계좌신청은 오후 2시에 마감합니다. 결과는 다음 영업일 오전 11시에 확인할 수 있습니다.",
    isPinned: true,
    actor: ACTOR,
  });
}

async function seedMerchant(app: App, merchant: DemoMerchant, password: string): Promise<void> {
  const id = await app.kernel.transaction(async (tx) => {
    const organisation = await app.auth.staff.createOrganisation(tx, {
      name: merchant.name,
      businessNumber: merchant.businessNumber,
    });
    await app.debit.merchants.create(tx, {
      id: organisation.id,
      name: merchant.name,
      businessNumber: merchant.businessNumber,
      representative: merchant.representative,
      address: "서울특별시 마포구 월드컵북로 1",
      businessType: "서비스업",
      businessItem: merchant.item === "tuition" ? "교습학원" : "체력단련시설",
      email: "office@example.com",
      phone: "01077770001",
      settlementCycle: "daily",
      settlementDay: 2,
      actor: ACTOR,
    });
    await app.auth.staff.createMember(tx, {
      organisationId: organisation.id,
      loginId: merchant.loginId,
      name: merchant.representative,
      role: "merchantAdmin",
      password,
      mustChangePassword: false,
    });
    return organisation.id;
  });
  const contract = await app.debit.merchants.saveContract(id, {
    name: merchant.name,
    rail: merchant.rail,
    dueDays: merchant.dueDays,
    startsOn: "2026-01-01",
    monthlyLimitWon: 1_000_000_000n,
    debitLimitWon: 5_000_000n,
    registrationFeeWon: 0n,
    retriesAutomatically: true,
    actor: ACTOR,
  });
  await app.debit.merchants.saveContractItem(id, {
    contractId: contract.id,
    itemCode: merchant.item,
    collectionDay: 25,
    successFeeWon: 250n,
    failureFeeWon: 50n,
    actor: ACTOR,
  });
  for (const payer of merchant.payers) await seedPayer(app, { id, contractId: contract.id }, payer);
}

async function seedPayer(
  app: App,
  { id, contractId }: { id: string; contractId: string },
  payer: DemoPayer,
): Promise<void> {
  const item = await app.debit.merchants.contracts(id);
  const customer = await app.debit.customers.create(id, {
    contractId,
    number: payer.number,
    name: payer.name,
    kind: "individual",
    grade: payer.grade,
    identity: BIRTH_DATE,
    representative: "",
    phone: "",
    mobile: "01077779999",
    email: "",
    industryCode: "",
    joinedOn: "2026-03-02",
    region: "서울",
    postcode: "",
    address: "",
    addressDetail: "",
    actor: ACTOR,
  });
  const instruction = await app.debit.customers.addInstruction(id, {
    customerId: customer.id,
    itemCode: item[0]?.items[0]?.itemCode ?? "",
    limitWon: payer.monthlyWon * 2n,
    monthlyWon: payer.monthlyWon,
    discountRate: payer.discountRate ?? 0,
    firstMonth: "2026-03-01",
    dueDay: payer.dueDay,
    bankCode: payer.bankCode,
    account: payer.account,
    holder: payer.name,
    holderIdentity: BIRTH_DATE,
    manager: "",
    actor: ACTOR,
  });
  await app.debit.customers.addEvidence(id, {
    instructionId: instruction.id,
    kind: 1,
    extension: "pdf",
    bytes: new TextEncoder().encode("%PDF-1.4\n% 견본 동의서\n%%EOF\n"),
    actor: ACTOR,
  });
}

function payer(
  number: number,
  name: string,
  grade: string,
  bankCode: string,
  account: string,
  monthlyWon: bigint,
  dueDay: number,
): DemoPayer {
  return {
    number: `M${String(number).padStart(4, "0")}`,
    name,
    grade,
    bankCode,
    account,
    monthlyWon,
    dueDay,
  };
}
