import { createDebitFileWriter } from "@maru/debit/files";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import assert from "node:assert/strict";
import { tables } from "../tables.ts";
import { debitContent } from "./debit_content.ts";
import { selectedRecords } from "./debit_content_selected.ts";
import type { FileRecord } from "./file_row.ts";
import { insertPayers, type PayerInput } from "./testing/payers.ts";

const NOW = new Date("2026-11-24T10:00:00+09:00");
const SETTINGS = {
  institutionCode: "9912345678",
  collectingBankCode: "088",
  collectingAccount: "110123456789",
  supplierBusinessNumber: "1208700004",
  supplierName: "주식회사 마루",
  supplierRepresentative: "한마루",
  supplierAddress: "서울특별시 중구",
};
const RECORD_BYTES = 150;
/** Short and long account numbers, small and large amounts. */
const PAYERS: readonly PayerInput[] = Array.from({ length: 60 }, (_, index) => ({
  bankCode: ["004", "088", "090"][index % 3]!,
  account: "1234567890123456".slice(0, 10 + index % 7),
  amountWon: [140n, 1_000n, 99_999n, 10_000_000n, 9_999_999_999n][index % 5]!,
  asks: ["debit"],
}));

Deno.test("debitContent gives the same bytes from COPY as from queries alone", async () => {
  await using test = await testKernel({ now: NOW, modules: ["kernel", "auth", "ledger", "debit"] });
  const file = await insertFile(test);
  const content = await bytesOf(debitContent({ kernel: test.kernel, settings: SETTINGS }, file));
  const writer = createDebitFileWriter({
    kind: "EB21",
    institutionCode: SETTINGS.institutionCode,
    debitDate: "2026-11-25",
    collectingBank: `${SETTINGS.collectingBankCode}0000`,
    collectingAccount: SETTINGS.collectingAccount,
  });
  const written: Uint8Array[] = [];
  for await (const _count of selectedRecords(test.kernel, { file, writer })) {
    written.push(...writer.drain());
  }
  assert.equal(writer.trailer().totals.recordCount, PAYERS.length);
  written.push(...writer.drain());
  assert.equal(content.length, (PAYERS.length + 2) * RECORD_BYTES);
  assert.deepEqual(content, new Uint8Array(await new Blob(written as BlobPart[]).arrayBuffer()));
});

Deno.test("debitContent writes account, identity and amount of each order in its place", async () => {
  await using test = await testKernel({ now: NOW, modules: ["kernel", "auth", "ledger", "debit"] });
  const file = await insertFile(test);
  const content = await bytesOf(debitContent({ kernel: test.kernel, settings: SETTINGS }, file));
  const text = new TextDecoder("euc-kr").decode(
    content.subarray(RECORD_BYTES * 2, RECORD_BYTES * 3),
  );
  assert.match(text, /^R00000002/);
  assert.ok(text.includes("0880000"), text);
  assert.ok(text.includes("12345678901 "), text);
  assert.ok(text.includes("0000000001000"), text);
  assert.ok(text.includes("900101"), text);
  assert.ok(text.includes("마루학원"), text);
});

async function insertFile({ kernel }: TestKernel): Promise<FileRecord> {
  const merchantId = kernel.uuid();
  const fileId = kernel.uuid();
  const { db } = kernel.database;
  await sql`
    insert into debit.merchant (id, number, name, business_number, receivable_account_id,
      payable_account_id, cash_account_id, created_at)
    values (${merchantId}, '10203040', '마루학원', '1208700001', ${kernel.uuid()}, ${kernel.uuid()},
      ${kernel.uuid()}, ${NOW})`.execute(db);
  await sql`
    insert into debit.contract (merchant_id, id, name, rail, due_days, starts_on, monthly_limit_won,
      debit_limit_won, created_at)
    values (${merchantId}, ${merchantId}, '본계약', 'clearingHouse', '{25}', '2026-01-01',
      1000000000000, 10000000000, ${NOW})`.execute(db);
  const { orderIds } = await insertPayers({ kernel, merchantId, rail: "clearingHouse" }, PAYERS);
  await sql`
    insert into debit.file (id, rail, bank_code, kind, business_date, debit_date, state, record_count,
      send_by, built_at)
    values (${fileId}, 'clearingHouse', '', 'EB21', '2026-11-25', '2026-11-25', 'built',
      ${orderIds.length}, ${NOW}, ${NOW})`.execute(db);
  await sql`
    insert into debit.file_merchant (file_id, merchant_id, record_count, total_won, sent_posting_id,
      returned_posting_id, passbook_text)
    values (${fileId}, ${merchantId}, ${orderIds.length}, 1, ${kernel.uuid()}, ${kernel.uuid()},
      '마루학원')`.execute(db);
  for (const [index, id] of orderIds.entries()) {
    await sql`
      update debit.debit_order set file_id = ${fileId}, sequence = ${index + 1}, state = 'sent'
      where merchant_id = ${merchantId} and id = ${id}`.execute(db);
  }
  return await tables(db).selectFrom("file").selectAll().where("id", "=", fileId)
    .executeTakeFirstOrThrow();
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all = await Array.fromAsync(chunks);
  return new Uint8Array(await new Blob(all as BlobPart[]).arrayBuffer());
}
