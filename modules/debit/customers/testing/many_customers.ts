import { sql } from "kysely";
import type { CustomerWorld } from "./customer_world.ts";

/** Adds customers with an instruction each, written by the database itself; made-up names and numbers. */
export async function addManyCustomers(
  { kernel, merchantId, contracts }: CustomerWorld,
  count: number,
): Promise<void> {
  const { db } = kernel.database;
  const now = kernel.clock.now();
  await sql`
    insert into debit.customer (merchant_id, id, contract_id, number, name, kind, grade, mobile, email,
      joined_on, created_at, updated_at)
    select ${merchantId}, md5('c' || n)::uuid, ${contracts.directLine}, 'M' || lpad(n::text, 7, '0'),
      (array['김', '이', '박', '최', '정'])[1 + n % 5] || (array['하늘', '바다', '별', '솔'])[1 + n % 4]
        || n % 997,
      'individual', (array['', '일반', '우대', 'VIP'])[1 + n % 4], '010' || lpad((n * 7919 % 100000000)::text, 8, '0'),
      'person' || n || '@example.com', case when n % 3 = 0 then null else date '2020-01-01' + n % 2000 end,
      ${now}::timestamptz + n * interval '1 millisecond', ${now}
    from generate_series(1, ${count}::integer) n`.execute(db);
  await sql`
    insert into debit.account (merchant_id, id, bank_code, details_sealed, account_masked, holder,
      created_at)
    select ${merchantId}, md5('a' || n)::uuid, (array['088', '004', '020', '081'])[1 + n % 4], '\\x00',
      '110******789', '김하늘', ${now}
    from generate_series(1, ${count}::integer) n`.execute(db);
  await sql`
    insert into debit.instruction (merchant_id, id, customer_id, contract_id, item_code, payer_number,
      account_id, bank_code, limit_won, monthly_won, first_month, due_day, registered_by,
      registration_state, created_at, updated_at)
    select ${merchantId}, md5('i' || n)::uuid, md5('c' || n)::uuid, ${contracts.directLine},
      (array['tuition', 'lunch'])[1 + n % 2], '99' || lpad(n::text, 18, '0'), md5('a' || n)::uuid,
      (array['088', '004', '020', '081'])[1 + n % 4], 500000, 100000, '2026-12-01', 25, 'system',
      (array['done', 'waiting', 'failed'])[1 + n % 3], ${now}, ${now}
    from generate_series(1, ${count}::integer) n`.execute(db);
  await sql`
    insert into debit.registration (merchant_id, id, instruction_id, account_id, kind, origin, rail,
      bank_code, payer_number, state, requested_at, requested_by, cutoff_at, result_due_at)
    select ${merchantId}, md5('r' || n)::uuid, md5('i' || n)::uuid, md5('a' || n)::uuid, 1, 'merchant',
      'directLine', (array['088', '004', '020', '081'])[1 + n % 4], '99' || lpad(n::text, 18, '0'),
      (array['done', 'waiting', 'failed'])[1 + n % 3],
      ${now}::timestamptz + n * interval '1 millisecond', 'system', ${now}, ${now}
    from generate_series(1, ${count}::integer) n`.execute(db);
  for (const table of ["customer", "account", "instruction", "registration"]) {
    await sql`analyze debit.${sql.raw(table)}`.execute(db);
  }
}
