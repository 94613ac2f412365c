import assert from "node:assert/strict";
import { createKernel } from "@maru/kernel";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import { createLedger, verifyLedger } from "@maru/ledger";
import fc from "fast-check";
import { sql } from "kysely";
import { books } from "../aggregates/testing/books.ts";
import { entriesOf } from "../aggregates/testing/entries.ts";
import { writeBooks, writeFees, type WrittenBooks } from "../aggregates/testing/write_books.ts";
import { createEventLog } from "../integration/event_log.ts";
import { type DebitSettings, debitSettings } from "../settings.ts";
import { computeSettlements } from "./compute_settlements.ts";
import {
  PayoutAccountChangedError,
  SettlementListedError,
  SettlementStateError,
} from "./errors.ts";
import { FEE_ACCOUNT_ID, PAYOUT_ACCOUNT_ID, VAT_ACCOUNT_ID } from "./house_accounts.ts";
import { issueInvoices } from "./issue_invoices.ts";
import { listPayouts, unlistPayout } from "./payout_lists.ts";
import { payoutAccounts } from "./payout_accounts.ts";
import { approveSettlement, markPaid } from "./payouts.ts";
import { settlementAccountPlace } from "../settings/settlement_account.ts";
import type { SettlementDeskParts } from "./settlement_desk.ts";
import { moneyTables } from "./tables.ts";

const ignore = (Deno.env.get("DATABASE_URL") ?? "") === "";
const MERCHANT_COUNT = 12;
const RUNS_OF_A_PROCESS = 3;
const SEED = 16;

interface Processes extends AsyncDisposable {
  readonly test: TestKernel;
  readonly both: readonly SettlementDeskParts[];
}

/** Two processes over one database, on the same clock. */
async function processes(): Promise<Processes> {
  const test = await testKernel({
    modules: ["kernel", "notifications", "ledger", "debit"],
    now: new Date("2026-09-01T10:00:00+09:00"),
  });
  const { kernel: one } = test;
  const config = { ...one.config, databaseUrl: test.databaseUrl ?? "" };
  const started = await createKernel(config, { migrate: false });
  const other = { ...started, clock: one.clock };
  return {
    test,
    both: [one, other].map((kernel) => ({
      kernel,
      ledger: createLedger({ kernel }),
      events: createEventLog({ kernel }),
      settings: fallbacks(),
      auth: {
        staff: { list: () => Promise.resolve([]) },
      } as unknown as SettlementDeskParts["auth"],
    })),
    async [Symbol.asyncDispose]() {
      await started.stop();
      await test.stop();
    },
  };
}

function fallbacks(): DebitSettings {
  const entries = Object.entries(debitSettings).map(([name, setting]) =>
    [name, setting.parse(setting.fallback)] as const
  );
  return Object.fromEntries(entries) as unknown as DebitSettings;
}

/** Merchants with answered files of many days, none of them settled. */
async function merchants({ both: [parts] }: Processes): Promise<WrittenBooks[]> {
  const written: WrittenBooks[] = [];
  const samples = fc.sample(books, { seed: SEED, numRuns: MERCHANT_COUNT });
  for (const [index, each] of samples.entries()) {
    const one = await writeBooks(parts!, {
      number: String(30_000_000 + index),
      books: each,
      entries: entriesOf(each),
    });
    await writeFees(parts!.kernel, one, each.fees[0]);
    written.push(one);
  }
  return written;
}

/** Each process several times, all at once. */
async function atOnce<Answer>(
  { both }: Processes,
  call: (parts: SettlementDeskParts) => Promise<Answer>,
): Promise<PromiseSettledResult<Answer>[]> {
  const callers = both.flatMap((parts) =>
    Array<SettlementDeskParts>(RUNS_OF_A_PROCESS).fill(parts)
  );
  return await Promise.allSettled(callers.map((parts) => call(parts)));
}

async function balanceOf({ both: [parts] }: Processes, accountId: string): Promise<bigint> {
  return (await parts!.ledger.balance(accountId)).posted;
}

function valuesOf<Answer>(ends: readonly PromiseSettledResult<Answer>[]): Answer[] {
  return ends.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}

Deno.test({
  name: "two processes that settle at once settle each merchant's part of a file once, to the won",
  ignore,
  async fn() {
    await using world = await processes();
    const { kernel } = world.test;
    await merchants(world);
    // In between, a part of the files only is due.
    for (const day of ["2026-10-16", "2026-11-30"]) {
      world.test.clock.set(new Date(`${day}T10:00:00+09:00`));
      valuesOf(await atOnce(world, computeSettlements));
    }
    const { rows: [found] } = await sql<Record<string, bigint | number>>`
      select
        (select count(*)::int from debit.file_merchant fm join debit.file f on f.id = fm.file_id
          where f.state = 'resulted' and fm.settlement_id is null) as "unsettled",
        (select count(*)::int from debit.file_merchant fm join debit.file f on f.id = fm.file_id
          where f.state <> 'resulted' and fm.settlement_id is not null) as "tooEarly",
        (select count(*)::int from debit.file_merchant fm where fm.settlement_id is not null
          and not exists (select from debit.settlement s where s.id = fm.settlement_id))
          as "ofNoSettlement",
        (select count(*)::int from debit.settlement s where not exists
          (select from debit.file_merchant fm where fm.settlement_id = s.id)) as "empty",
        (select count(*)::int from debit.settlement) as "settlements",
        (select coalesce(sum(collected_won), 0)::bigint from debit.settlement) as "settledWon",
        (select coalesce(sum(amount_won), 0)::bigint from debit.debit_order
          where state = 'collected') as "collectedWon",
        (select coalesce(sum(line_count), 0)::int from debit.settlement_line
          where kind <> 'registration') as "lines",
        (select count(*)::int from debit.debit_order where state in ('collected', 'failed'))
          as "answers",
        (select coalesce(sum(fee_won + vat_won), 0)::bigint from debit.settlement) as "chargedWon"`
      .execute(kernel.database.db);
    const { unsettled, tooEarly, ofNoSettlement, empty } = found!;
    assert.deepEqual([unsettled, tooEarly, ofNoSettlement, empty], [0, 0, 0, 0]);
    assert.ok(Number(found!.settlements) > MERCHANT_COUNT, "some merchants have two");
    assert.equal(found!.settledWon, found!.collectedWon);
    assert.equal(found!.lines, found!.answers);
    const postedWon = await balanceOf(world, FEE_ACCOUNT_ID) +
      await balanceOf(world, VAT_ACCOUNT_ID);
    assert.equal(postedWon, found!.chargedWon);
    assert.equal((await verifyLedger({ kernel })).damageCount, 0);
  },
});

Deno.test({
  name: "two processes that invoice and pay at once issue one invoice and pay each settlement once",
  ignore,
  async fn() {
    await using world = await processes();
    const { kernel } = world.test;
    await merchants(world);
    world.test.clock.set(new Date("2026-11-30T10:00:00+09:00"));
    valuesOf(await atOnce(world, computeSettlements));
    const db = moneyTables(kernel.database.db);
    await db.updateTable("merchant").set({
      settlement_verified_at: kernel.clock.now(),
      settlement_account_sealed: new Uint8Array([1]),
    }).execute();
    const settlements = await db.selectFrom("settlement").selectAll().execute();
    for (const { id } of settlements) {
      await approve(world.both[0]!, id);
      const ends = await atOnce(world, (parts) => markPaid(parts, { id, actor: "operator:b" }));
      const refused = ends.filter((end) => end.status === "rejected").map(({ reason }) => reason);
      assert.equal(refused.length, ends.length - 1);
      assert.ok(refused.every((reason) => reason instanceof SettlementStateError));
    }
    world.test.clock.set(new Date("2026-12-02T10:00:00+09:00"));
    valuesOf(await atOnce(world, issueInvoices));
    const { rows: [sums] } = await sql<Record<string, bigint | number>>`
      select (select coalesce(sum(payout_won), 0)::bigint from debit.settlement) as "payoutWon",
        (select coalesce(sum(fee_won), 0)::bigint from debit.settlement) as "feeWon",
        (select coalesce(sum(supply_won), 0)::bigint from debit.tax_invoice) as "invoicedWon"`
      .execute(kernel.database.db);
    assert.ok(BigInt(sums!.payoutWon!) > 0n);
    assert.equal(await balanceOf(world, PAYOUT_ACCOUNT_ID), sums!.payoutWon);
    assert.equal(sums!.invoicedWon, sums!.feeWon);
    assert.equal((await verifyLedger({ kernel })).damageCount, 0);
  },
});

/** As the page shows it to the operator. */
async function seenVersion({ kernel }: SettlementDeskParts, id: string): Promise<string> {
  const { merchant_id: merchantId } = await moneyTables(kernel.database.db)
    .selectFrom("settlement").select("merchant_id").where("id", "=", id).executeTakeFirstOrThrow();
  return (await payoutAccounts(kernel, merchantId)).named?.version ?? "";
}

/** Seen and approved. */
async function approve(
  parts: SettlementDeskParts,
  id: string,
  actor = "operator:a",
): Promise<void> {
  await approveSettlement(parts, { id, actor, accountVersion: await seenVersion(parts, id) });
}

/** Settlements that wait for their approval, of merchants whose accounts stand. */
async function dueSettlements(world: Processes): Promise<string[]> {
  const { kernel } = world.test;
  await merchants(world);
  world.test.clock.set(new Date("2026-11-30T10:00:00+09:00"));
  valuesOf(await atOnce(world, computeSettlements));
  await nameAccounts(world, "110123456789");
  const rows = await moneyTables(kernel.database.db).selectFrom("settlement").select("id")
    .where("payout_won", ">", 0n).where("payout_on", "<=", "2026-11-30").execute();
  return rows.map(({ id }) => id);
}

async function nameAccounts({ test: { kernel } }: Processes, account: string): Promise<void> {
  const db = moneyTables(kernel.database.db);
  for (const { id } of await db.selectFrom("merchant").select("id").execute()) {
    const sealed = await kernel.sealing.sealBytes(
      settlementAccountPlace(id),
      new TextEncoder().encode(account),
    );
    await db.updateTable("merchant").set({
      settlement_verified_at: kernel.clock.now(),
      settlement_bank_code: "088",
      settlement_holder: "업체",
      settlement_account_sealed: sealed,
    }).where("id", "=", id).execute();
  }
}

const LISTED_ON = { payoutOn: "2026-11-30", actor: "operator:a" } as const;

Deno.test({
  name: "operators who take the bank file at once get each settlement once among them",
  ignore,
  async fn() {
    await using world = await processes();
    const ids = await dueSettlements(world);
    assert.ok(ids.length > MERCHANT_COUNT / 2, "enough are due");
    for (const id of ids) await approve(world.both[0]!, id);
    const files = valuesOf(await atOnce(world, (parts) => listPayouts(parts, LISTED_ON)));
    const listed = files.flat().map(({ settlementId }) => settlementId);
    assert.deepEqual(listed.toSorted(), ids.toSorted());
  },
});

Deno.test({
  name: "a file and an approval for another account at once: the file has what the record says",
  ignore,
  async fn() {
    await using world = await processes();
    const [one, other] = world.both;
    const ids = await dueSettlements(world);
    for (const id of ids) await approve(one!, id);
    await nameAccounts(world, "110987654321");
    const [file, ...approvals] = await Promise.allSettled([
      listPayouts(one!, LISTED_ON),
      ...ids.map((id) => approve(other!, id, "operator:b")),
    ]);
    const [payouts] = valuesOf([file!]) as Awaited<ReturnType<typeof listPayouts>>[];
    const accountOf = new Map(payouts!.map((each) => [each.settlementId, each.account]));
    assert.deepEqual([...accountOf.keys()].toSorted(), ids.toSorted());
    for (const [index, id] of ids.entries()) {
      const approval = approvals[index]!;
      const isTurned = approval.status === "fulfilled";
      if (!isTurned) assert.ok(approval.reason instanceof SettlementListedError);
      assert.equal(accountOf.get(id), isTurned ? "110987654321" : "110123456789");
    }
    const ends = await atOnce(
      world,
      (parts) => unlistPayout(parts, { id: ids[0]!, actor: "operator:b" }),
    );
    const done = ends.filter(({ status }) => status === "fulfilled");
    assert.equal(done.length, 1, "it is taken out once");
  },
});

Deno.test({
  name: "an account named while its payout is approved: approved is what was seen, or nothing",
  ignore,
  async fn() {
    await using world = await processes();
    const [one, other] = world.both;
    const ids = await dueSettlements(world);
    const seen = await Promise.all(ids.map((id) => seenVersion(one!, id)));
    const approvals = ids.map((id, index) =>
      approveSettlement(one!, { id, actor: "operator:a", accountVersion: seen[index] })
    );
    const [named, ...ends] = await Promise.allSettled([
      nameAccounts({ ...world, test: { ...world.test, kernel: other!.kernel } }, "110987654321"),
      ...approvals,
    ]);
    valuesOf([named!]);
    const late = await Promise.allSettled(
      ids.map((id, index) =>
        approveSettlement(other!, { id, actor: "operator:b", accountVersion: seen[index] })
      ),
    );
    for (const [index, id] of ids.entries()) {
      const end = ends[index]!;
      const row = await moneyTables(one!.kernel.database.db).selectFrom("settlement").selectAll()
        .where("id", "=", id).executeTakeFirstOrThrow();
      if (end.status === "fulfilled") {
        const place = settlementAccountPlace(row.merchant_id);
        const digits = await one!.kernel.sealing.openBytes(place, row.account_sealed!);
        assert.equal(new TextDecoder().decode(digits), "110123456789");
      } else {
        assert.ok(end.reason instanceof PayoutAccountChangedError);
        assert.deepEqual([row.state, row.account_sealed], ["computed", null]);
      }
      const { reason } = late[index] as PromiseRejectedResult;
      assert.ok(reason instanceof PayoutAccountChangedError, "what was seen stands no more");
    }
  },
});
