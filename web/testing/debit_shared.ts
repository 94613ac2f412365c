import type { Debit } from "@maru/debit";
import type { Kernel } from "@maru/kernel";

/** What operators work on that bears a merchant's name or nobody's, by the names of routes. */
export type DebitSharedId = "merchant" | "file" | "alert" | "itemRequest" | "notice";

const ACTOR = "operator:test";

/** A file that a bank refused, an alert of it, a notice, and an item that the merchant asks for. */
export async function createDebitShared(
  { debit, kernel }: { readonly debit: Debit; readonly kernel: Kernel },
  { merchantId }: { readonly merchantId: string },
): Promise<Readonly<Record<DebitSharedId, string>>> {
  const [file, alert] = [kernel.uuid(), kernel.uuid()];
  await insert(kernel, "debit.file", {
    id: file,
    rail: "directLine",
    bank_code: "088",
    kind: "EB21",
    business_date: "2026-10-26",
    debit_date: "2026-10-26",
    state: "rejected",
    record_count: 1,
    total_won: 330_000n,
    send_by: kernel.clock.now(),
    built_at: kernel.clock.now(),
  });
  await insert(kernel, "debit.alert", {
    id: alert,
    kind: "fileRejected",
    file_id: file,
    at: kernel.clock.now(),
    details: JSON.stringify({ kind: "EB21" }),
  });
  const wanted = { name: "차량비", reason: "통학 차량", actor: ACTOR };
  const { id: itemRequest } = await debit.merchants.requestItem(merchantId, wanted);
  const { id: notice } = await debit.notices.save({
    service: "debit",
    title: "점검",
    body: "오늘 밤에 점검합니다.",
    isPinned: false,
    actor: ACTOR,
  });
  return { merchant: merchantId, file, alert, itemRequest, notice };
}

async function insert(kernel: Kernel, table: string, row: object): Promise<void> {
  await kernel.database.db.insertInto(table as never).values(row as never).execute();
}
