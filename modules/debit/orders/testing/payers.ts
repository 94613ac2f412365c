import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { CONTRACT_ID, MERCHANT_ID } from "./order_world.ts";

export interface PayerOptions {
  readonly itemCode: string;
  readonly bankCode: string;
  readonly dueDay: number;
  readonly monthlyWon: bigint;
  readonly discountWon: bigint;
  readonly limitWon: bigint;
  readonly firstMonth: string;
  readonly lastMonth: string | null;
  readonly grade: string;
  readonly mobile: string;
  readonly registrationState: "none" | "waiting" | "sent" | "done" | "failed" | "cancelled";
  readonly state: "active" | "stopped" | "ended";
}

const USUAL: PayerOptions = {
  itemCode: "tuition",
  bankCode: "088",
  dueDay: 10,
  monthlyWon: 50_000n,
  discountWon: 0n,
  limitWon: 1_000_000n,
  firstMonth: "2020-01-01",
  lastMonth: null,
  grade: "일반",
  mobile: "",
  registrationState: "none",
  state: "active",
};

/** Made-up people, numbered from `first`, in three statements whatever their number. */
export async function insertPayers(
  kernel: Kernel,
  { first, count, ...given }: { first: number; count: number } & Partial<PayerOptions>,
): Promise<string[]> {
  const { db } = kernel.database;
  const options = { ...USUAL, ...given };
  const base = kernel.uuid();
  const last = first + count - 1;
  const customerId = sql`debit.nth_id(${base}, n * 3)`;
  const accountId = sql`debit.nth_id(${base}, n * 3 + 1)`;
  const instructionId = sql`debit.nth_id(${base}, n * 3 + 2)`;
  const numbers = sql`generate_series(${first}::bigint, ${last}::bigint) as n`;
  const now = kernel.clock.now();
  await sql`
    insert into debit.customer (merchant_id, id, contract_id, number, name, kind, grade, mobile,
      created_at, updated_at)
    select ${MERCHANT_ID}, ${customerId}, ${CONTRACT_ID}, 'C' || lpad(n::text, 7, '0'),
      '납부자' || n, 'individual', ${options.grade}, ${options.mobile}, ${now}, ${now}
    from ${numbers}`.execute(db);
  await sql`
    insert into debit.account (merchant_id, id, bank_code, details_sealed, account_masked, holder,
      created_at)
    select ${MERCHANT_ID}, ${accountId}, ${options.bankCode}, '\\x00'::bytea, '110-***-****',
      '납부자' || n, ${now} from ${numbers}`.execute(db);
  const { rows } = await sql<{ id: string }>`
    insert into debit.instruction (merchant_id, id, customer_id, contract_id, item_code,
      payer_number, account_id, bank_code, limit_won, monthly_won, discount_won, first_month,
      last_month, due_day, registered_by, registration_state, state, created_at, updated_at)
    select ${MERCHANT_ID}, ${instructionId}, ${customerId}, ${CONTRACT_ID}, ${options.itemCode},
      '12345678' || lpad(n::text, 12, '0'), ${accountId}, ${options.bankCode},
      ${options.limitWon}, ${options.monthlyWon}, ${options.discountWon},
      ${options.firstMonth}::date, ${options.lastMonth}::date, ${options.dueDay}, 'test',
      ${options.registrationState}, ${options.state}, ${now}, ${now}
    from ${numbers} returning id`.execute(db);
  return rows.map(({ id }) => id).sort();
}
