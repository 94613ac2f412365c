import assert from "node:assert/strict";
import { sql } from "kysely";
import { csvOf, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";

const NOBODY = "01900000-0000-7000-8000-000000000000";
const FOREIGN_KEY_VIOLATION = { code: "23503" };

Deno.test("customers, accounts and instructions refer to what is there, inserted or changed", async () => {
  await using test = await importWorld();
  const { db } = test.world.kernel.database;
  await test.apply((await test.check(csvOf([sampleCells(0), sampleCells(1)]))).id, "all");
  const { merchantId } = test;
  await assert.rejects(
    sql`insert into debit.customer (merchant_id, id, contract_id, number, name, kind, created_at,
        updated_at)
      values (${merchantId}, ${NOBODY}, ${NOBODY}, 'X', 'X', 'individual', now(), now())`
      .execute(db),
    FOREIGN_KEY_VIOLATION,
  );
  await assert.rejects(
    sql`insert into debit.account (merchant_id, id, bank_code, details_sealed, account_masked,
        holder, created_at)
      values (${merchantId}, ${NOBODY}, '999', '', '', 'X', now())`.execute(db),
    FOREIGN_KEY_VIOLATION,
  );
  for (const column of ["customer_id", "account_id", "contract_id"]) {
    await assert.rejects(copyWith({ [column]: NOBODY }), FOREIGN_KEY_VIOLATION, column);
    await assert.rejects(
      sql`update debit.instruction set ${sql.ref(column)} = ${NOBODY}`.execute(db),
      FOREIGN_KEY_VIOLATION,
      column,
    );
  }
  await assert.rejects(copyWith({ item_code: "nothing" }), FOREIGN_KEY_VIOLATION);
  await assert.rejects(
    sql`update debit.instruction set item_code = 'nothing'`.execute(db),
    FOREIGN_KEY_VIOLATION,
  );
  await assert.rejects(
    sql`update debit.customer set contract_id = ${NOBODY}`.execute(db),
    FOREIGN_KEY_VIOLATION,
  );
  for (const column of ["instruction_id", "account_id"]) {
    await assert.rejects(
      sql`insert into debit.registration
        select c.* from debit.registration r, jsonb_populate_record(r, jsonb_build_object(
          'id', gen_random_uuid(), ${column}::text, ${NOBODY}::text
        )) c`.execute(db),
      FOREIGN_KEY_VIOLATION,
      column,
    );
  }
  // Of one merchant alone: what another one has is not there.
  await assert.rejects(
    copyWith({ merchant_id: await test.world.addMerchant() }),
    FOREIGN_KEY_VIOLATION,
  );
  await copyWith({});

  /** Instructions like those that are there, but for their keys and what is given. */
  async function copyWith(given: Record<string, string>): Promise<void> {
    await sql`insert into debit.instruction
      select c.* from debit.instruction i, jsonb_populate_record(i, jsonb_build_object(
        'id', gen_random_uuid(),
        'payer_number', '99' || lpad((random() * 1e17)::bigint::text, 18, '0')
      ) || ${JSON.stringify(given)}::jsonb) c`.execute(db);
  }
});

Deno.test("what is referred to is never removed and keeps its key", async () => {
  await using test = await importWorld();
  const { db } = test.world.kernel.database;
  await test.apply((await test.check(csvOf([sampleCells(0)]))).id, "all");
  const keys = {
    customer: "id",
    instruction: "id",
    contract: "id",
    merchant: "id",
    item: "code",
    bank: "code",
  };
  for (const [table, key] of Object.entries(keys)) {
    const name = sql.table(`debit.${table}`);
    const column = sql.ref(key);
    for (
      const statement of [
        sql`delete from ${name}`,
        sql`update ${name} set ${column} = ${column}`,
        sql`truncate ${name} cascade`,
      ]
    ) await assert.rejects(statement.execute(db), / refused/, table);
  }
  await assert.rejects(sql`truncate debit.account cascade`.execute(db), / refused/);
});
