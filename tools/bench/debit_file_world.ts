import { type FileRecord, HOUSE_ACCOUNTS, merchantAccounts } from "@maru/debit/testing";
import { createCopyBinaryWriter, type Kernel } from "@maru/kernel";
import { createLedger, type Ledger } from "@maru/ledger";
import { sql } from "npm:kysely@0.29.9";
import { withKernel } from "./bench_kernel.ts";
import { query } from "./own_database.ts";

/** A file of debits that the clearing house has, its orders spread over some merchants. */
export interface DebitFileBench {
  readonly databaseUrl: string;
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  readonly file: FileRecord;
}

export const SETTINGS = {
  institutionCode: "9912345678",
  collectingBankCode: "088",
  collectingAccount: "110123456789",
  supplierBusinessNumber: "1208700004",
  supplierName: "주식회사 마루",
  supplierRepresentative: "한마루",
  supplierAddress: "서울특별시 중구",
};
export const DEBIT_DATE = "2026-11-25";
const MERCHANT_COUNT = 10;
const ACCOUNTS_AT_ONCE = 5_000;
const DETAILS = { table: "debit.account", column: "details_sealed" } as const;
/** As SQL, of the row's number: what every order is asked for. */
const AMOUNT_SQL = "50000 + number % 900 * 100";

/** What the order of that number, from 1, is asked for. */
export function orderAmountWon(number: number): bigint {
  return 50_000n + BigInt(number % 900) * 100n;
}

export function orderPayerNumber(number: number): string {
  return String(number).padStart(20, "9");
}

/** Makes accounts, charges and orders; each merchant has as many, one after the other. */
export async function withDebitFile<T>(
  { databaseUrl, recordCount }: { databaseUrl: string; recordCount: number },
  work: (bench: DebitFileBench) => Promise<T>,
): Promise<T> {
  return await withKernel(databaseUrl, async (kernel) => {
    const ledger = createLedger({ kernel });
    const fileId = kernel.uuid();
    const merchantIds = Array.from({ length: MERCHANT_COUNT }, () => kernel.uuid());
    await kernel.transaction(async (tx) => {
      await ledger.openAccounts(tx, HOUSE_ACCOUNTS);
    });
    await addFile(databaseUrl, { fileId, recordCount });
    await query(
      databaseUrl,
      `create table public.payer (number bigint generated always as identity, id uuid not null,
         details_sealed bytea not null)`,
    );
    for (const [index, merchantId] of merchantIds.entries()) {
      await addMerchant({ kernel, ledger, databaseUrl }, {
        merchantId,
        index,
        fileId,
        recordCount,
      });
    }
    await addUp(databaseUrl, fileId);
    await addAccounts(kernel, recordCount);
    await addOrders(databaseUrl, { fileId, recordCount });
    const { rows: [file] } = await sql<FileRecord>`select * from debit.file where id = ${fileId}`
      .execute(kernel.database.db);
    return await work({ databaseUrl, kernel, ledger, file: file! });
  });
}

async function addFile(
  databaseUrl: string,
  { fileId, recordCount }: { fileId: string; recordCount: number },
): Promise<void> {
  await query(
    databaseUrl,
    `insert into debit.file (id, rail, bank_code, kind, business_date, debit_date, state,
       record_count, send_by, built_at)
     values ($1, 'clearingHouse', '', 'EB21', $2, $2, 'sent', $3, now(), now())`,
    [fileId, DEBIT_DATE, recordCount],
  );
}

/** The file's sum, which an answer is held against. */
async function addUp(databaseUrl: string, fileId: string): Promise<void> {
  await query(
    databaseUrl,
    `update debit.file set total_won = (
       select sum(total_won) from debit.file_merchant where file_id = $1
     ) where id = $1`,
    [fileId],
  );
}

async function addMerchant(
  { kernel, ledger, databaseUrl }: Pick<DebitFileBench, "kernel" | "ledger" | "databaseUrl">,
  { merchantId, index, fileId, recordCount }: {
    merchantId: string;
    index: number;
    fileId: string;
    recordCount: number;
  },
): Promise<void> {
  const [receivableId, payableId, cashId] = [kernel.uuid(), kernel.uuid(), kernel.uuid()];
  await kernel.transaction((tx) =>
    ledger.openAccounts(tx, merchantAccounts({ id: merchantId, receivableId, payableId, cashId }))
  );
  await query(
    databaseUrl,
    `insert into debit.merchant (id, number, name, business_number, receivable_account_id,
       payable_account_id, cash_account_id, created_at)
     values ($1, $2, '한빛학원', '1234500003', $3, $4, $5, now())`,
    [merchantId, String(90_000_001 + index), receivableId, payableId, cashId],
  );
  await query(
    databaseUrl,
    `insert into debit.file_merchant (file_id, merchant_id, record_count, total_won,
       sent_posting_id, returned_posting_id, passbook_text)
     select $1, $2, $3, sum(${AMOUNT_SQL}), $4, $5, '한빛학원회비'
     from generate_series(${index} * $3::bigint + 1, (${index} + 1) * $3::bigint) number`,
    [fileId, merchantId, recordCount / MERCHANT_COUNT, kernel.uuid(), kernel.uuid()],
  );
}

async function addAccounts(kernel: Kernel, count: number): Promise<void> {
  await kernel.transaction((tx) =>
    kernel.database.copy!.in(
      tx,
      "copy public.payer (id, details_sealed) from stdin (format binary)",
      sealedAccounts(kernel, count),
    )
  );
}

async function* sealedAccounts(kernel: Kernel, count: number): AsyncGenerator<Uint8Array> {
  const writer = createCopyBinaryWriter();
  const encoder = new TextEncoder();
  for (let from = 0; from < count; from += ACCOUNTS_AT_ONCE) {
    const numbers = Array.from({ length: ACCOUNTS_AT_ONCE }, (_, index) => from + index);
    const values = numbers.map((number) => ({
      row: kernel.uuid(),
      plain: encoder.encode(
        `1100${String(number).padStart(8, "0")}`.padEnd(16) + "900101".padEnd(13),
      ),
    }));
    const sealed = await kernel.sealing.sealManyBytes(DETAILS, values);
    for (const [index, { row }] of values.entries()) {
      writer.beginRow(2);
      writer.uuid(row);
      writer.bytes(sealed[index]!);
    }
    yield writer.take();
  }
  yield writer.end();
}

async function addOrders(
  databaseUrl: string,
  { fileId, recordCount }: { fileId: string; recordCount: number },
): Promise<void> {
  // What is made here refers to what is made here: no reference is looked up.
  const insert = (text: string) =>
    query(databaseUrl, `set session_replication_role = replica; ${text}`);
  const row = `from public.payer p join (
      select id as merchant_id, row_number() over (order by id) - 1 as place from debit.merchant
    ) m on m.place = (p.number - 1) / ${recordCount / MERCHANT_COUNT} order by number`;
  const id = (kind: number) =>
    `('00000000-0000-7000-800${kind}-' || lpad(number::text, 12, '0'))::uuid`;
  await insert(
    `insert into debit.account (merchant_id, id, bank_code, details_sealed, account_masked, holder,
       created_at)
     select merchant_id, p.id, '088', details_sealed, '1100****', '김하늘', now() ${row}`,
  );
  await insert(
    `insert into debit.charge (merchant_id, id, instruction_id, customer_id, contract_id, item_code,
       grade, month, due_date, gross_won, discount_won, amount_won, created_at)
     select merchant_id, ${id(1)}, ${id(2)}, ${id(3)}, merchant_id, 'tuition', '', '2026-11-01',
       '${DEBIT_DATE}', ${AMOUNT_SQL}, 0, ${AMOUNT_SQL}, now() ${row}`,
  );
  await insert(
    `insert into debit.debit_order (merchant_id, id, contract_id, instruction_id, charge_id,
       account_id, kind, operation, rail, bank_code, payer_number, month, debit_date, charge_won,
       amount_won, state, requested_at, requested_by, cutoff_at, result_due_at, file_id, sequence)
     select merchant_id, ${id(4)}, merchant_id, ${id(2)}, ${id(1)}, p.id, 'regular', 'debit',
       'clearingHouse', '088', lpad(number::text, 20, '9'), '2026-11-01', '${DEBIT_DATE}',
       ${AMOUNT_SQL}, ${AMOUNT_SQL}, 'sent', now(), 'system', now(), now(), '${fileId}', number ${row}`,
  );
  await query(databaseUrl, "drop table public.payer");
  for (const table of ["account", "charge", "debit_order", "file_merchant", "merchant"]) {
    await query(databaseUrl, `vacuum analyze debit.${table}`);
  }
}
