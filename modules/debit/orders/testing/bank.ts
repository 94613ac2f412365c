import type { TestKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import { tables } from "../../tables.ts";

/** The exchange and the bank, played by hand: files are rows, answers are what the test says. */
export interface Bank {
  /** Puts all orders whose cutoff is past into one file per day and rail; returns the files' ids. */
  send(): Promise<string[]>;
  /**
   * Answers a file: `codeOf` gives the bank's code for the nth order, by sequence; "0000" collects.
   * What follows runs until nothing is left to do.
   */
  answer(fileId: string, codeOf: (sequence: number) => string): Promise<void>;
}

export function createBank(test: TestKernel): Bank {
  const { kernel } = test;
  const { db } = kernel.database;
  return {
    async send() {
      const { rows: groups } = await sql<Group>`
        select rail, case when rail = 'directLine' then bank_code else '' end as bank_code,
          operation, debit_date, count(*)::integer as count, sum(amount_won)::bigint as won
        from debit.debit_order
        where file_id is null and state = 'waiting' and cutoff_at <= ${kernel.clock.now()}
        group by 1, 2, 3, 4 order by 4, 1, 2`.execute(db);
      const ids: string[] = [];
      for (const group of groups) ids.push(await sendOne(group));
      await test.drain();
      return ids;
    },
    async answer(fileId, codeOf) {
      const { rows } = await sql<{ sequence: number }>`
        select sequence from debit.debit_order where file_id = ${fileId}`.execute(db);
      const byCode = Map.groupBy(rows.map(({ sequence }) => sequence), codeOf);
      await kernel.transaction(async (tx) => {
        for (const [code, sequences] of byCode) {
          await sql`
            update debit.debit_order
            set state = ${code === "0000" ? "collected" : "failed"}, code = ${code},
              resulted_at = ${kernel.clock.now()}
            where file_id = ${fileId} and sequence = any(${sequences}::integer[])
              and state = 'sent'`.execute(tx);
        }
        await tables(tx).updateTable("file").set({ state: "resulted" }).where("id", "=", fileId)
          .execute();
        await kernel.events.publish(tx, {
          type: "debit.resultsApplied",
          data: { fileId, kind: "EB22" },
        });
      });
      await test.drain();
    },
  };

  async function sendOne(group: Group): Promise<string> {
    const id = kernel.uuid();
    await kernel.transaction(async (tx) => {
      await tables(tx).insertInto("file").values({
        id,
        rail: group.rail,
        bank_code: group.bank_code,
        kind: group.operation === "debit" ? "EB21" : "EC21",
        business_date: group.debit_date,
        debit_date: group.debit_date,
        state: "sent",
        record_count: group.count,
        total_won: group.won,
        content_mac: null,
        byte_count: null,
        send_by: kernel.clock.now(),
        result_due_at: null,
        built_at: kernel.clock.now(),
        sent_at: kernel.clock.now(),
        resulted_at: null,
        rejection_code: null,
        lease_until: null,
        look_after: null,
      }).execute();
      await sql`
        update debit.debit_order o set file_id = ${id}, sequence = n.sequence, state = 'sent'
        from (
          select merchant_id, id, row_number() over (order by merchant_id, id) as sequence
          from debit.debit_order
          where file_id is null and state = 'waiting' and rail = ${group.rail}
            and operation = ${group.operation} and debit_date = ${group.debit_date}::date
            and cutoff_at <= ${kernel.clock.now()}
            and (${group.bank_code} = '' or bank_code = ${group.bank_code})
        ) n
        where o.merchant_id = n.merchant_id and o.id = n.id`.execute(tx);
      await sql`
        insert into debit.file_merchant (file_id, merchant_id, record_count, total_won,
          sent_posting_id, returned_posting_id, passbook_text)
        select ${id}, merchant_id, count(*), sum(amount_won), ${kernel.uuid()}, ${kernel.uuid()}, ''
        from debit.debit_order where file_id = ${id} group by merchant_id`.execute(tx);
      await kernel.events.publish(tx, { type: "debit.fileSent", data: { fileId: id } });
    });
    return id;
  }
}

interface Group {
  readonly rail: "directLine" | "clearingHouse";
  readonly bank_code: string;
  readonly operation: "debit" | "sameDayDebit";
  readonly debit_date: string;
  readonly count: number;
  readonly won: bigint;
}
