import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { COLUMN_INDEX, type ImportField } from "./columns.ts";
import { ImportHasBadRowsError, ImportStateError } from "./errors.ts";
import { csvOf, type ImportWorld, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";
import { sampleWorkbook } from "./testing/sample_workbook.ts";
import { STAFF } from "../customers/testing/customer_world.ts";

async function countsOf({ world, merchantId }: ImportWorld): Promise<Record<string, bigint>> {
  const { rows: [counts] } = await sql<Record<string, bigint>>`
    select (select count(*) from debit.customer where merchant_id = ${merchantId}) as customers,
      (select count(*) from debit.account where merchant_id = ${merchantId}) as accounts,
      (select count(*) from debit.instruction where merchant_id = ${merchantId}) as instructions,
      (select count(*) from debit.registration where merchant_id = ${merchantId}
        and state = 'waiting') as registrations,
      (select count(*) from debit.import_row) as staged`.execute(world.kernel.database.db);
  return counts!;
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => sampleCells(index));

Deno.test("a dry run tells every bad row and why; then the good ones are written", async () => {
  await using test = await importWorld();
  const sample = sampleWorkbook();
  const found = await test.check(sample.content);
  assert.deepEqual(
    [found.state, found.rowCount, found.badCount, found.goodCount, found.sameCount],
    ["checked", 10_000, 37, 9_963, 0],
  );
  const bad = await test.imports.badRows(test.merchantId, { id: found.id, limit: 1_000 });
  assert.deepEqual(
    bad.map(({ rowNumber, column, reason }) => ({ rowNumber, column, reason })),
    sample.expected,
  );
  assert.equal((await countsOf(test)).customers, 0n);
  await assert.rejects(test.apply(found.id, "all"), ImportHasBadRowsError);
  const done = await test.apply(found.id, "good");
  assert.deepEqual([done.state, done.appliedCount], ["done", 9_963]);
  assert.deepEqual(await countsOf(test), {
    customers: 9_963n,
    accounts: 9_963n,
    instructions: 9_963n,
    registrations: 9_963n,
    staged: 0n,
  });
});

Deno.test("an imported customer is as if it was typed: account, discount, payer number", async () => {
  await using test = await importWorld();
  const { world, merchantId } = test;
  await test.apply((await test.check(csvOf(rows(11)))).id, "all");
  const list = await world.customers.list(merchantId, { limit: 20, sort: "number" });
  const row = list.rows[10]!;
  const [instruction] = row.instructions;
  assert.equal(row.number, "S00000010");
  assert.equal(row.identityMasked, "80****");
  assert.equal(instruction!.discountWon, 11_000n);
  assert.equal(instruction!.registrationState, "waiting");
  assert.equal(new Set(list.rows.map((each) => each.instructions[0]!.payerNumber)).size, 11);
  const shown = await world.customers.revealAccount(merchantId, {
    instructionId: instruction!.id,
    reason: "확인",
    actor: STAFF,
    address: "192.0.2.1",
  });
  assert.equal(shown.account, "1002000000010");
});

Deno.test("the same file twice adds nothing twice: one import, and the same rows in another file", async () => {
  await using test = await importWorld();
  const content = csvOf(rows(30));
  const first = await test.check(content);
  assert.equal(await test.begin(content), first.id);
  const { rows: kept } = await sql<{ row: object }>`
    select to_jsonb(i) as row from debit.import i`.execute(test.world.kernel.database.db);
  const hash = createHash("sha256").update(content).digest("hex");
  assert.equal(JSON.stringify(kept).includes(hash), false);
  await test.apply(first.id, "all");
  const before = await countsOf(test);
  assert.equal(await test.begin(content), first.id);
  const other = await test.check(`${content}\r\n`);
  assert.deepEqual([other.sameCount, other.goodCount, other.badCount], [30, 0, 0]);
  const done = await test.apply(other.id, "all");
  assert.deepEqual([done.state, done.appliedCount], ["done", 0]);
  assert.deepEqual(await countsOf(test), before);
});

Deno.test("a known number is taken, unless the row brings another item of the same customer", async () => {
  await using test = await importWorld();
  const [one, two, three] = rows(3) as [string[], string[], string[]];
  await test.apply((await test.check(csvOf([one, two, three]))).id, "all");
  const lunch = sampleCells(0, { itemName: "급식비" });
  const otherName = sampleCells(1, { itemName: "급식비" });
  otherName[1] = "다른이름";
  const otherIdentity = sampleCells(2, { itemName: "급식비" });
  otherIdentity[4] = "991231";
  const otherAmount = sampleCells(1);
  otherAmount[17] = "1000";
  const found = await test.check(csvOf([lunch, otherName, otherIdentity]));
  assert.deepEqual([found.goodCount, found.badCount], [1, 2]);
  const bad = await test.imports.badRows(test.merchantId, { id: found.id, limit: 10 });
  assert.deepEqual(
    bad,
    [3, 4].map((rowNumber, index) => ({
      rowNumber,
      column: "customerNumber",
      reason: "customerNumberTaken",
      value: `S0000000${index + 1}`,
    })),
  );
  assert.equal((await test.check(csvOf([otherAmount]))).badCount, 1);
  const done = await test.apply(found.id, "good");
  assert.equal(done.appliedCount, 1);
  const counts = await countsOf(test);
  assert.deepEqual([counts.customers, counts.instructions], [3n, 4n]);
});

Deno.test("every reason of a row is told, and an account that a spreadsheet has rounded is none", async () => {
  await using test = await importWorld();
  const bad = sampleCells(0);
  bad[1] = "";
  bad[22] = "13";
  bad[24] = "1.10877E+12";
  bad[26] = "";
  const later = sampleCells(0);
  later[6] = "1";
  const found = await test.check(csvOf([bad, later]));
  const rows = await test.imports.badRows(test.merchantId, { id: found.id, limit: 10 });
  assert.deepEqual(
    rows.map(({ rowNumber, column, reason }) => `${rowNumber} ${column} ${reason}`),
    [
      "2 customerName missing",
      "2 dueDay dueDayNotContracted",
      "2 account precision",
      "2 holderIdentity missing",
      "3 customerNumber duplicateInFile",
      "3 phone phoneFormat",
    ],
  );
  const next = await test.imports.badRows(test.merchantId, { id: found.id, afterRow: 2, limit: 1 });
  assert.deepEqual(next.map(({ value }) => value), ["S00000000", "1"]);
});

Deno.test("a number that a spreadsheet spoiled is told with its cause", async () => {
  await using test = await importWorld();
  const spoiled = (index: number, typed: Partial<Record<ImportField, string>>) => {
    const cells = sampleCells(index);
    for (const [field, text] of Object.entries(typed)) {
      cells[COLUMN_INDEX[field as ImportField]] = text;
    }
    return cells;
  };
  const found = await test.check(csvOf([
    spoiled(0, { identity: "50101", holderIdentity: "50101" }),
    spoiled(1, { mobile: "1012345678", phone: "212345678", postcode: "4524" }),
    spoiled(2, { account: "'110000000001", holderIdentity: "'900101" }),
    spoiled(3, { holderIdentity: "1208700003", mobile: "12", identity: "51301" }),
  ]));
  const rows = await test.imports.badRows(test.merchantId, { id: found.id, limit: 20 });
  assert.deepEqual(
    rows.map(({ rowNumber, column, reason }) => `${rowNumber} ${column} ${reason}`),
    [
      "2 identity zeroLost",
      "2 holderIdentity zeroLost",
      "3 phone zeroLost",
      "3 mobile zeroLost",
      "3 postcode zeroLost",
      "4 account quoteTyped",
      "4 holderIdentity quoteTyped",
      "5 identity identityFormat",
      "5 mobile phoneFormat",
      "5 holderIdentity businessNumber",
    ],
  );
});

Deno.test("two items of one customer in one file make one customer", async () => {
  await using test = await importWorld();
  const done = await test.apply(
    (await test.check(csvOf([sampleCells(0), sampleCells(0, { itemName: "급식비" })]))).id,
    "all",
  );
  assert.equal(done.appliedCount, 2);
  const counts = await countsOf(test);
  assert.deepEqual([counts.customers, counts.instructions], [1n, 2n]);
});

Deno.test("all or nothing: a customer that appeared since sends the import back with its row", async () => {
  await using test = await importWorld();
  const found = await test.check(csvOf(rows(5)));
  await test.world.addCustomer({ number: "S00000003" });
  const back = await test.apply(found.id, "all");
  assert.deepEqual([back.state, back.badCount, back.appliedCount], ["checked", 1, 0]);
  assert.equal((await countsOf(test)).customers, 1n);
  const done = await test.apply(found.id, "good");
  assert.deepEqual([done.state, done.appliedCount], ["done", 4]);
});

Deno.test("a contract that changed since the dry run wants the file again", async () => {
  await using test = await importWorld();
  const { world, merchantId, contractId } = test;
  const content = csvOf(rows(2));
  const found = await test.check(content);
  await sql`update debit.contract set due_days = '{5}' where merchant_id = ${merchantId}
    and id = ${contractId}`.execute(world.kernel.database.db);
  const refused = await test.apply(found.id, "all");
  assert.deepEqual([refused.state, refused.refusal], ["refused", "contractChanged"]);
  const again = await test.check(content);
  assert.deepEqual([again.id === found.id, again.badCount], [false, 2]);
});

Deno.test("asking twice applies once; what is done cannot be cancelled", async () => {
  await using test = await importWorld();
  const { id } = await test.check(csvOf(rows(3)));
  await test.imports.apply(test.merchantId, { id, which: "all", actor: STAFF });
  assert.equal((await test.apply(id, "all")).state, "done");
  assert.equal((await test.apply(id, "all")).appliedCount, 3);
  await assert.rejects(test.apply(id, "good"), ImportStateError);
  await assert.rejects(
    test.imports.cancel(test.merchantId, { id, actor: STAFF }),
    ImportStateError,
  );
});
