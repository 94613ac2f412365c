import type { Kernel, Transaction } from "@maru/kernel";
import type { Rail } from "../../parts.ts";
import { tables } from "../../tables.ts";
import { ACCOUNT_LENGTH, IDENTITY_LENGTH } from "../account_details.ts";

/** A made-up payer; the sandbox's bank does with it what the account's last digits say. */
export interface PayerInput {
  readonly bankCode: string;
  readonly account: string;
  readonly amountWon: bigint;
  /** What is asked: a registration, a debit, or both. */
  readonly asks: readonly ("registration" | "debit")[];
}

/** Ids by the place in the input. */
export interface Payers {
  readonly instructionIds: readonly string[];
  readonly orderIds: readonly string[];
  /** For one that stands already: names a new account and applies for the pair. */
  readonly payerNumbers: readonly string[];
}

export interface PayerWorld {
  readonly kernel: Kernel;
  readonly merchantId: string;
  readonly rail: Rail;
}

const DEBIT_DATE = "2026-11-25";

export async function insertPayers(
  world: PayerWorld,
  inputs: readonly PayerInput[],
): Promise<Payers> {
  const instructionIds: string[] = [];
  const orderIds: string[] = [];
  const payerNumbers: string[] = [];
  await world.kernel.transaction(async (tx) => {
    for (const input of inputs) {
      const instruction = await insertInstruction(world, tx, input);
      instructionIds.push(instruction.id);
      payerNumbers.push(instruction.payerNumber);
      if (input.asks.includes("registration")) await insertRegistration(world, tx, instruction);
      if (input.asks.includes("debit")) {
        orderIds.push(await insertOrder(world, tx, { ...instruction, amountWon: input.amountWon }));
      }
    }
  });
  return { instructionIds, orderIds, payerNumbers };
}

interface Instruction {
  readonly id: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly bankCode: string;
  readonly payerNumber: string;
}

async function insertInstruction(
  { kernel, merchantId }: PayerWorld,
  tx: Transaction,
  { bankCode, account, amountWon }: PayerInput,
): Promise<Instruction> {
  const customerId = kernel.uuid();
  const id = kernel.uuid();
  const now = kernel.clock.now();
  const number = customerId.replaceAll("-", "").slice(-12);
  const accountId = await insertAccount({ kernel, merchantId }, tx, { bankCode, account });
  const payerNumber = `10203040${BigInt(`0x${number}`).toString().padStart(15, "0").slice(-12)}`;
  await tables(tx).insertInto("customer").values({
    merchant_id: merchantId,
    id: customerId,
    contract_id: merchantId,
    number,
    name: "김가온",
    kind: "individual",
    created_at: now,
    updated_at: now,
  }).execute();
  await tables(tx).insertInto("instruction").values({
    merchant_id: merchantId,
    id,
    customer_id: customerId,
    contract_id: merchantId,
    item_code: "tuition",
    payer_number: payerNumber,
    account_id: accountId,
    bank_code: bankCode,
    limit_won: amountWon,
    monthly_won: amountWon,
    first_month: "2026-01-01",
    due_day: 25,
    registered_by: "system",
    created_at: now,
    updated_at: now,
  }).execute();
  return { id, customerId, accountId, bankCode, payerNumber };
}

export async function insertAccount(
  { kernel, merchantId }: Pick<PayerWorld, "kernel" | "merchantId">,
  tx: Transaction,
  { bankCode, account }: { bankCode: string; account: string },
): Promise<string> {
  const id = kernel.uuid();
  const plain = account.padEnd(ACCOUNT_LENGTH) + "900101".padEnd(IDENTITY_LENGTH);
  await tables(tx).insertInto("account").values({
    merchant_id: merchantId,
    id,
    bank_code: bankCode,
    details_sealed: await kernel.sealing.sealBytes(
      { table: "debit.account", column: "details_sealed", row: id },
      new TextEncoder().encode(plain),
    ),
    account_masked: "***",
    holder: "김가온",
    created_at: kernel.clock.now(),
  }).execute();
  return id;
}

export async function insertRegistration(
  { kernel, merchantId, rail }: PayerWorld,
  tx: Transaction,
  instruction: Omit<Instruction, "customerId">,
  { kind = 1, pairId, isProven = kind === 1 && rail === "clearingHouse" }: {
    kind?: 1 | 3;
    pairId?: string;
    isProven?: boolean;
  } = {},
): Promise<void> {
  const now = kernel.clock.now();
  await tables(tx).insertInto("registration").values({
    merchant_id: merchantId,
    id: kernel.uuid(),
    instruction_id: instruction.id,
    account_id: instruction.accountId,
    kind,
    origin: "merchant",
    pair_id: pairId ?? null,
    rail,
    bank_code: instruction.bankCode,
    payer_number: instruction.payerNumber,
    state: "waiting",
    requested_at: now,
    requested_by: "system",
    cutoff_at: new Date(`${kernel.calendar.dateOf(now)}T14:00:00+09:00`),
    result_due_at: now,
  }).execute();
  if (isProven) await insertEvidence({ kernel, merchantId }, tx, instruction);
}

export async function insertEvidence(
  { kernel, merchantId }: Pick<PayerWorld, "kernel" | "merchantId">,
  tx: Transaction,
  instruction: Pick<Instruction, "id" | "accountId">,
  { text = "%PDF", givenAt = kernel.clock.now() }: { text?: string; givenAt?: Date } = {},
): Promise<void> {
  const id = kernel.uuid();
  await tables(tx).insertInto("evidence").values({
    merchant_id: merchantId,
    id,
    instruction_id: instruction.id,
    account_id: instruction.accountId,
    kind: 1,
    extension: "pdf",
    byte_count: text.length,
    bytes_sealed: await kernel.sealing.sealBytes(
      { table: "debit.evidence", column: "bytes_sealed", row: id },
      new TextEncoder().encode(text),
    ),
    given_at: givenAt,
  }).execute();
}

async function insertOrder(
  { kernel, merchantId, rail }: PayerWorld,
  tx: Transaction,
  instruction: Instruction & { readonly amountWon: bigint },
): Promise<string> {
  const chargeId = kernel.uuid();
  const id = kernel.uuid();
  const now = kernel.clock.now();
  const { amountWon } = instruction;
  await tables(tx).insertInto("charge").values({
    merchant_id: merchantId,
    id: chargeId,
    instruction_id: instruction.id,
    customer_id: instruction.customerId,
    contract_id: merchantId,
    item_code: "tuition",
    grade: "",
    month: "2026-11-01",
    due_date: DEBIT_DATE,
    gross_won: amountWon,
    discount_won: 0n,
    amount_won: amountWon,
    created_at: now,
  }).execute();
  await tables(tx).insertInto("debit_order").values({
    merchant_id: merchantId,
    id,
    contract_id: merchantId,
    instruction_id: instruction.id,
    charge_id: chargeId,
    account_id: instruction.accountId,
    kind: "regular",
    operation: "debit",
    rail,
    bank_code: instruction.bankCode,
    payer_number: instruction.payerNumber,
    month: "2026-11-01",
    debit_date: DEBIT_DATE,
    charge_won: amountWon,
    amount_won: amountWon,
    state: "waiting",
    requested_at: now,
    requested_by: "system",
    cutoff_at: new Date(`2026-11-${rail === "directLine" ? 25 : 24}T14:00:00+09:00`),
    result_due_at: now,
  }).execute();
  return id;
}
