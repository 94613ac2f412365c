import { createDebitResultFileWriter, UnreconciledResultError } from "@maru/debit/files";
import assert from "node:assert/strict";
import { tables } from "../tables.ts";
import { applyDebitResults } from "./apply_debit_results.ts";
import type { FileRecord } from "./file_row.ts";
import type { ResultToApply } from "./result_to_apply.ts";
import {
  type ExchangeWorld,
  exchangeWorld,
  INSTITUTION_CODE,
  SETTINGS,
} from "./testing/exchange_world.ts";

interface SentDebit {
  readonly sequence: number;
  readonly payerNumber: string;
  readonly amountWon: bigint;
}

Deno.test("a refusal of the centre that the answer repeats is one failure", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-24T10:00" });
  const { file, debits } = await sentFile(world);
  const [refused] = debits;
  assert.ok(refused !== undefined);
  await apply(world, {
    ...answer(file, { failures: [{ ...refused, code: "0051" }], centreErrorCount: 1 }),
    centreErrors: [{ sequence: refused.sequence, payerNumber: refused.payerNumber, code: "0051" }],
  });
  assert.deepEqual(await outcomes(world), ["failed 0051", "collected 0000"]);
});

Deno.test("an answer with more money or other counts than were asked for changes nothing", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-24T10:00" });
  const { file, debits } = await sentFile(world);
  const [first, second] = debits;
  assert.ok(first !== undefined && second !== undefined);
  const good = { failures: [{ ...first, code: "0021" as const }], centreErrorCount: 0 };
  const bent: readonly (readonly [ResultToApply, RegExp])[] = [
    [answer(file, { ...good, centreErrorCount: 1 }), /counts 1 errors of the centre/],
    [
      answer(file, { ...good, failures: [{ ...first, amountWon: 900_000n, code: "0021" }] }),
      /900000 of 120000 won failed/,
    ],
    [
      answer(file, { ...good, failures: [{ ...first, sequence: 3, code: "0021" }] }),
      /record 3 of 2 failed/,
    ],
    [{ ...answer(file, good), state: { state: "done", recordCount: 2 } }, /differ from its state/],
    [
      answer(file, { ...good, failures: [{ ...first, payerNumber: "77", code: "0021" }] }),
      /record 1 is none that was sent/,
    ],
  ];
  for (const [result, reason] of bent) {
    await assert.rejects(apply(world, result), (error) => {
      assert.ok(error instanceof UnreconciledResultError);
      assert.match(error.message, reason);
      return true;
    });
    assert.deepEqual(await outcomes(world), ["sent", "sent"]);
  }
  await apply(world, answer(file, good));
  assert.deepEqual(await outcomes(world), ["failed 0021", "collected 0000"]);
});

/** A file with 50,000 and 70,000 won that lies with the clearing house. */
async function sentFile(
  world: ExchangeWorld,
): Promise<{ file: FileRecord; debits: readonly SentDebit[] }> {
  await world.payers([
    { bankCode: "088", account: "110000000001", amountWon: 50_000n, asks: ["debit"] },
    { bankCode: "088", account: "110000000002", amountWon: 70_000n, asks: ["debit"] },
  ]);
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  const db = tables(world.test.kernel.database.db);
  const file = await db.selectFrom("file").selectAll().where("state", "=", "sent")
    .executeTakeFirstOrThrow();
  const rows = await db.selectFrom("debit_order")
    .select(["sequence", "payer_number", "amount_won"]).orderBy("sequence").execute();
  const debits = rows.map((row) => ({
    sequence: row.sequence ?? 0,
    payerNumber: row.payer_number,
    amountWon: row.amount_won,
  }));
  return { file, debits };
}

function answer(
  file: FileRecord,
  { failures, centreErrorCount }: {
    failures: readonly (SentDebit & { code: "0021" | "0051" })[];
    centreErrorCount: number;
  },
): ResultToApply {
  const writer = createDebitResultFileWriter({
    kind: "EB22",
    institutionCode: INSTITUTION_CODE,
    debitDate: file.business_date,
    collectingBank: "0880000",
    collectingAccount: "110123456789",
    centreErrorCount,
    debitBankFeesWon: 0n,
    creditBankFeesWon: 0n,
  });
  for (const { sequence, payerNumber, amountWon, code } of failures) {
    writer.record({
      sequence,
      payerNumber,
      failedAmountWon: amountWon,
      code,
      outcome: "failed",
      bankBranchCode: "0880000",
      accountNumber: "110000000001",
      holderIdentifier: "900101",
      passbookText: "마루학원",
      fundKind: "",
      institutionArea: "",
      debitForm: "1",
      phone: "",
    });
  }
  writer.trailer();
  return {
    file,
    name: { kind: "EB22", businessDate: file.business_date, bankCode: file.bank_code },
    state: { state: "done" },
    centreErrors: [],
    bytes: writer.drain(),
    mac: "0".repeat(43),
  };
}

async function apply({ test, ledger }: ExchangeWorld, result: ResultToApply): Promise<void> {
  await test.kernel.transaction((tx) =>
    applyDebitResults(
      { kernel: test.kernel, ledger, settings: SETTINGS, endMandates: () => Promise.resolve() },
      tx,
      result,
    )
  );
}

async function outcomes({ test }: ExchangeWorld): Promise<readonly string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("debit_order")
    .select(["state", "code"]).orderBy("sequence").execute();
  return rows.map(({ state, code }) => code === null ? state : `${state} ${code}`);
}
