import { createImportDesk } from "@maru/debit/testing";
import type { ImportDesk } from "@maru/debit";
import type { Kernel } from "@maru/kernel";
import { withKernel } from "./bench_kernel.ts";
import { query } from "./own_database.ts";

export interface ImportBench {
  readonly databaseUrl: string;
  readonly merchantId: string;
  readonly contractId: string;
  readonly imports: ImportDesk;
}

const BYTE_COUNT_MAX = 1_000_000_000;

/** A merchant with a contract, and the desk of imports with more room than it has in service. */
export async function withImportBench<T>(
  { databaseUrl, rowCount }: { databaseUrl: string; rowCount: number },
  work: (bench: ImportBench) => Promise<T>,
): Promise<T> {
  return await withKernel(databaseUrl, async (kernel) => {
    const imports = createImportDesk(
      { kernel, auth: noStaff() },
      // What goes to the banks afterwards is no part of what is compared.
      { registrations: { applyForAll: () => Promise.resolve() } },
      { rowCountMax: rowCount + 1, byteCountMax: BYTE_COUNT_MAX },
    );
    await kernel.startWork();
    const ids = await addMerchant(kernel, databaseUrl);
    return await work({ databaseUrl, imports, ...ids });
  });
}

type Staff = Parameters<typeof createImportDesk>[0]["auth"];

/** Nobody works there: whoever imports is called by his kind. */
function noStaff(): Staff {
  return { staff: { list: () => Promise.resolve([]) } } as unknown as Staff;
}

async function addMerchant(
  kernel: Kernel,
  databaseUrl: string,
): Promise<{ merchantId: string; contractId: string }> {
  const merchantId = kernel.uuid();
  const contractId = kernel.uuid();
  const [receivableId, payableId, cashId] = [kernel.uuid(), kernel.uuid(), kernel.uuid()];
  await query(
    databaseUrl,
    `insert into debit.merchant (id, number, name, business_number, receivable_account_id,
       payable_account_id, cash_account_id, created_at)
     values ($1, '90000001', '한빛학원', '1234500003', $2, $3, $4, now())`,
    [merchantId, receivableId, payableId, cashId],
  );
  await query(
    databaseUrl,
    `insert into debit.contract (merchant_id, id, name, rail, due_days, starts_on,
       monthly_limit_won, debit_limit_won, created_at)
     values ($1, $2, '은행 직접 연결', 'directLine', '{5,25}', '2026-01-01', 1000000000000, 1000000,
       now())`,
    [merchantId, contractId],
  );
  await query(
    databaseUrl,
    `insert into debit.contract_item (merchant_id, contract_id, item_code, collection_day,
       success_fee_won, added_at)
     values ($1, $2, 'tuition', 25, 300, now())`,
    [merchantId, contractId],
  );
  return { merchantId, contractId };
}
