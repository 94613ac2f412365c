import type { App } from "../../../compose.ts";
import { businessNumber } from "../outside.ts";
import type { Random } from "../random.ts";

/** A merchant of the run with its contract. */
export interface TortureMerchant {
  readonly id: string;
  readonly contractId: string;
  readonly rail: "directLine" | "clearingHouse";
}

export const DUE_DAYS = [5, 15, 25] as const;

const RAILS = ["directLine", "clearingHouse"] as const;
const ITEMS = ["tuition", "lunch"] as const;
const ACTOR = "system";
const BIRTH_DATE = "900101";
const PAYER_COUNT = 130;
const FIRST_BUSINESS_INDEX = 5_000;
/** On a direct line each of them gets files of its own. */
const BANKS = ["004", "011", "020", "081", "088"] as const;
/**
 * The last eight digits tell the bank what to do: to have no money (0021) always or until a later
 * debit, to be out of order (9998) until the second, not to know the account (0012), to have its
 * mandate ended by the payer (0019).
 */
const ENDINGS = ["77990021", "77972021", "77973021", "77972022", "77990012", "77990019"] as const;
const SPECIAL_SHARE = 0.22;
/** Payers with two instructions, of one account and one day: both stand in one file. */
const TWICE_SHARE = 0.2;
const AMOUNT_WON = { from: 10, to: 400, step: 1_000n } as const;

/** A merchant on each rail, with payers who are registered from the first month on. */
export async function seedPayers(app: App, random: Random): Promise<TortureMerchant[]> {
  const merchants: TortureMerchant[] = [];
  for (const [index, rail] of RAILS.entries()) {
    const merchant = await seedMerchant(app, { rail, index });
    merchants.push(merchant);
    for (let number = 1; number <= PAYER_COUNT; number++) {
      await seedPayer(app, { merchant, number, random });
    }
  }
  return merchants;
}

async function seedMerchant(
  app: App,
  { rail, index }: { rail: TortureMerchant["rail"]; index: number },
): Promise<TortureMerchant> {
  const name = `견본가맹점${index + 1}`;
  const id = await app.kernel.transaction(async (tx) => {
    const organisation = await app.auth.staff.createOrganisation(tx, {
      name,
      businessNumber: businessNumber(FIRST_BUSINESS_INDEX + index),
    });
    await app.debit.merchants.create(tx, {
      id: organisation.id,
      name,
      businessNumber: businessNumber(FIRST_BUSINESS_INDEX + index),
      representative: "윤가람",
      address: "서울특별시 마포구 월드컵북로 1",
      businessType: "서비스업",
      businessItem: "교습학원",
      email: "office@example.com",
      phone: "01077770001",
      settlementCycle: "daily",
      settlementDay: 2,
      actor: ACTOR,
    });
    return organisation.id;
  });
  const contract = await app.debit.merchants.saveContract(id, {
    name,
    rail,
    dueDays: [...DUE_DAYS],
    startsOn: "2026-01-01",
    monthlyLimitWon: 1_000_000_000n,
    debitLimitWon: 5_000_000n,
    registrationFeeWon: 100n,
    retriesAutomatically: true,
    actor: ACTOR,
  });
  for (const itemCode of ITEMS) {
    await app.debit.merchants.saveContractItem(id, {
      contractId: contract.id,
      itemCode,
      collectionDay: 25,
      successFeeWon: 250n,
      failureFeeWon: 50n,
      actor: ACTOR,
    });
  }
  return { id, contractId: contract.id, rail };
}

async function seedPayer(
  app: App,
  { merchant, number, random }: { merchant: TortureMerchant; number: number; random: Random },
): Promise<void> {
  const customer = await app.debit.customers.create(merchant.id, {
    contractId: merchant.contractId,
    number: `T${String(number).padStart(5, "0")}`,
    name: "김가온",
    kind: "individual",
    grade: "일반",
    identity: BIRTH_DATE,
    representative: "",
    phone: "",
    mobile: "",
    email: "",
    industryCode: "",
    joinedOn: "2026-03-02",
    region: "서울",
    postcode: "",
    address: "",
    addressDetail: "",
    actor: ACTOR,
  });
  const account = {
    bankCode: random.pick(BANKS),
    account: accountOf(number, random),
    dueDay: random.pick(DUE_DAYS),
  };
  const items = random.chance(TWICE_SHARE) ? ITEMS : ITEMS.slice(0, 1);
  for (const itemCode of items) {
    const monthlyWon = BigInt(random.between(AMOUNT_WON.from, AMOUNT_WON.to)) * AMOUNT_WON.step;
    await addInstruction(app, merchant, {
      ...account,
      customerId: customer.id,
      itemCode,
      monthlyWon,
    });
  }
}

/** Eleven digits as most banks have them. */
function accountOf(number: number, random: Random): string {
  const front = String(number % 1_000).padStart(3, "1");
  const ending = random.chance(SPECIAL_SHARE)
    ? random.pick(ENDINGS)
    : `1${String(number).padStart(7, "0")}`;
  return `${front}${ending}`;
}

async function addInstruction(
  app: App,
  { id }: TortureMerchant,
  given: {
    customerId: string;
    itemCode: string;
    monthlyWon: bigint;
    bankCode: string;
    account: string;
    dueDay: number;
  },
): Promise<void> {
  const instruction = await app.debit.customers.addInstruction(id, {
    ...given,
    limitWon: given.monthlyWon * 5n,
    discountRate: 0,
    firstMonth: "2026-03-01",
    holder: "김가온",
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
