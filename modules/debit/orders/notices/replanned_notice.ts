import { isMobilePhone, type Transaction } from "@maru/kernel";
import { tables } from "../../tables.ts";
import type { NoticeJob, NoticePage } from "./notice_job.ts";
import { seoulText } from "./texts.ts";

/** Tells a merchant that its debits of one day were moved to another. */
export async function replannedNotice(
  tx: Transaction,
  job: NoticeJob & { kind: "replanned" },
): Promise<NoticePage> {
  const merchant = await tables(tx).selectFrom("merchant").select(["name", "phone"])
    .where("id", "=", job.merchantId).executeTakeFirstOrThrow();
  if (!isMobilePhone(merchant.phone)) return { messages: [] };
  return {
    messages: [{
      key: `debit.replanned:${job.id}`,
      template: "debit.replanned",
      values: {
        merchant: merchant.name,
        count: String(job.count),
        from: job.from,
        to: job.to,
        cutoff: seoulText(new Date(job.cutoffAt)),
      },
      phone: merchant.phone,
      tenantId: job.merchantId,
    }],
  };
}
