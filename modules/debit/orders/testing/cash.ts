import { createLedger } from "@maru/ledger";
import { sql } from "kysely";
import { createEventLog } from "../../integration/event_log.ts";
import { type CashParts, createCashDesk } from "../../money/cash_desk.ts";
import { CashRefusedError } from "../../money/errors.ts";
import { merchantAccounts } from "../../money/house_accounts.ts";
import { tables } from "../../tables.ts";
import { MERCHANT_ID, type OrderWorld } from "./order_world.ts";

/** The cash desk, played by numbers: both functions return how much money moved. */
export function createTestCash({ kernel }: OrderWorld) {
  const { db } = kernel.database;
  const ledger = createLedger({ kernel });
  const desk = createCashDesk({
    kernel,
    ledger,
    events: createEventLog({ kernel }),
    // Names of people are for its lists alone.
    auth: {} as CashParts["auth"],
  });
  let isOpen = false;

  async function openAccounts(): Promise<void> {
    if (isOpen) return;
    isOpen = true;
    const merchant = await tables(db).selectFrom("merchant").selectAll().executeTakeFirstOrThrow();
    await kernel.transaction((tx) =>
      ledger.openAccounts(
        tx,
        merchantAccounts({
          id: merchant.id,
          receivableId: merchant.receivable_account_id,
          payableId: merchant.payable_account_id,
          cashId: merchant.cash_account_id,
        }),
      )
    );
  }

  return {
    /** A share of the nth charge, by 1/share of its amount. */
    async receive({ pick, share }: { pick: number; share: number }): Promise<bigint> {
      await openAccounts();
      const { rows } = await sql<{ id: string; amount_won: bigint }>`
        select id, amount_won from debit.charge order by id`.execute(db);
      const charge = rows[pick % Math.max(rows.length, 1)];
      if (charge === undefined) return 0n;
      const amountWon = charge.amount_won / BigInt(share);
      await desk.receive(MERCHANT_ID, {
        id: kernel.uuid(),
        chargeId: charge.id,
        amountWon,
        receivedOn: kernel.calendar.dateOf(kernel.clock.now()),
        note: "",
        actor: "staff:test",
      });
      return amountWon;
    },
    /** Takes the nth receipt back; not while its charge is asked for or was debited since. */
    async reverse(pick: number): Promise<bigint> {
      await openAccounts();
      const { rows } = await sql<{ id: string; amount_won: bigint }>`
        select r.id, r.amount_won from debit.cash_receipt r
        where r.amount_won > 0 and not exists (
          select from debit.cash_receipt b where b.reverses_id = r.id
        ) order by r.id`.execute(db);
      const receipt = rows[pick % Math.max(rows.length, 1)];
      if (receipt === undefined) throw new CashRefusedError("notFound", 0n);
      await desk.reverse(MERCHANT_ID, {
        id: kernel.uuid(),
        receiptId: receipt.id,
        actor: "staff:test",
      });
      return receipt.amount_won;
    },
  };
}
