import { type BusinessDate, isMobilePhone, type Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { RETRY_OF_ORDER } from "../order_joins.ts";
import { NOTICE_ROWS_AT_ONCE, type NoticeJob, type NoticePage } from "./notice_job.ts";
import { wonText } from "./texts.ts";

interface Summary {
  readonly merchant_id: string;
  readonly name: string;
  readonly phone: string;
  readonly debit_date: BusinessDate;
  readonly record_count: number;
  readonly collected_count: number;
  readonly collected_won: bigint;
  readonly failed_count: number;
  readonly retry_count: number;
}

/** Tells each merchant of a file what became of its debits: one message per merchant and file. */
export async function summaryNotices(
  tx: Transaction,
  job: NoticeJob & { kind: "summary" },
): Promise<NoticePage> {
  const summaries = await readSummaries(tx, job);
  const last = summaries.length < NOTICE_ROWS_AT_ONCE ? undefined : summaries.at(-1);
  return {
    messages: summaries.filter(({ phone }) => isMobilePhone(phone))
      .map((summary) => messageOf(job.fileId, summary)),
    ...(last === undefined ? {} : { next: last.merchant_id }),
  };
}

async function readSummaries(
  tx: Transaction,
  { fileId, after }: NoticeJob & { kind: "summary" },
): Promise<Summary[]> {
  const { rows } = await sql<Summary>`
    with part as materialized (
      select merchant_id from debit.file_merchant
      where file_id = ${fileId} and (${after ?? null}::uuid is null or merchant_id > ${
    after ?? null
  }::uuid)
      order by merchant_id limit ${NOTICE_ROWS_AT_ONCE}
    )
    select m.id as merchant_id, m.name, m.phone, min(o.debit_date) as debit_date,
      count(*)::integer as record_count,
      count(*) filter (where o.state = 'collected')::integer as collected_count,
      coalesce(sum(o.amount_won) filter (where o.state = 'collected'), 0)::bigint as collected_won,
      count(*) filter (where o.state = 'failed')::integer as failed_count,
      count(r.id)::integer as retry_count
    from debit.debit_order o
    join debit.merchant m on m.id = o.merchant_id
    ${RETRY_OF_ORDER}
    where o.file_id = ${fileId} and o.merchant_id in (select merchant_id from part)
    group by m.id order by m.id`.execute(tx);
  return rows;
}

function messageOf(fileId: string, summary: Summary) {
  return {
    key: `debit.results:${fileId}:${summary.merchant_id}`,
    template: "debit.resultsReady",
    values: {
      merchant: summary.name,
      date: summary.debit_date,
      count: String(summary.record_count),
      collectedCount: String(summary.collected_count),
      collectedAmount: wonText(summary.collected_won),
      failedCount: String(summary.failed_count),
      retryCount: String(summary.retry_count),
    },
    phone: summary.phone,
    tenantId: summary.merchant_id,
  };
}
