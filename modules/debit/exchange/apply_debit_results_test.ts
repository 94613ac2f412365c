import { createDebitResultFileWriter, UnreconciledResultError } from "@maru/debit/files";
import assert from "node:assert/strict";
import { tables } from "../tables.ts";
import { applyDebitResults } from "./apply_debit_results.ts";
import type { FileRecord } from "./file_row.ts";
import type { ResultToApply } from "./result_to_apply.ts";
import { alteredAnswer } from "./testing/altered_answer.ts";
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
    [
      answer(file, { ...good, centreErrorCount: 1 }),
      /record 2, field "centreErrorCount" is "1", wanted 0/,
    ],
    [
      answer(file, { ...good, failures: [{ ...first, amountWon: 900_000n, code: "0021" }] }),
      /record 2, field "fullFailureSumWon" is "900000", wanted at most 120000/,
    ],
    [
      answer(file, { ...good, failures: [{ ...first, sequence: 3, code: "0021" }] }),
      /record 1, field "sequence" is "3", wanted at most 2/,
    ],
    [
      { ...answer(file, good), state: { state: "done", recordCount: 2 } },
      /record 2, field "recordCount" is "1", wanted 2/,
    ],
    [
      { ...answer(file, good), state: { state: "done", requestCount: 3 } },
      /its state tells of 3 requests, 2 were sent/,
    ],
    [
      answer(file, { ...good, failures: [{ ...first, payerNumber: "77", code: "0021" }] }),
      /record 1, field "payerNumber" is "77", wanted what was sent as record 1/,
    ],
    [
      answer(file, { ...good, failures: [{ ...first, amountWon: 50_001n, code: "0021" }] }),
      /record 1, field "amountWon" is "50001", wanted what was sent as record 1/,
    ],
    [
      {
        ...answer(file, { ...good, centreErrorCount: 1 }),
        centreErrors: [{ sequence: 2, payerNumber: "77", code: "0051" }],
      },
      /refusal of record 2 is of none that was sent/,
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

/** A field, where it begins, what else stands there, and what of that the error may show. */
const ALTERED: readonly (readonly [string, number, string, string | undefined])[] = [
  ["collectingBank", 33, "0049999", "0049999"],
  ["collectingBank", 33, "0881234", "0881234"],
  ["collectingAccount", 40, "999999999999", undefined],
  ["bankBranchCode", 150 + 19, "0040000", "004"],
  ["accountNumber", 150 + 26, "110000000002", undefined],
  ["holderIdentifier", 150 + 55, "900102", undefined],
  ["holderIdentifier", 150 + 55, "1208700004", undefined],
  ["passbookText", 150 + 73, "가나다라", "가나다라"],
  ["fundKind", 150 + 89, "01", "01"],
  ["institutionArea", 150 + 111, "A", "A"],
  ["debitForm", 150 + 116, "0", "0"],
];

Deno.test("an answer that tells of other accounts than were sent changes nothing", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-24T10:00" });
  const { file, debits } = await sentFile(world);
  const failures = [{ ...debits[0]!, code: "0021" as const }];
  const good = answer(file, { failures, centreErrorCount: 0 });
  for (const [field, offset, text, value] of ALTERED) {
    await assert.rejects(apply(world, alteredAnswer(good, offset, text)), {
      name: "UnreconciledResultError",
      file: "EB221125",
      recordNumber: offset < 150 ? 0 : 1,
      field,
      value,
    });
    assert.deepEqual(await outcomes(world), ["sent", "sent"], field);
  }
  // A code that institutions alone give, in EB12.
  await assert.rejects(apply(world, alteredAnswer(good, 150 + 69, "A013")), {
    name: "FileFormatError",
    field: "resultCode",
    value: "A013",
  });
  assert.deepEqual(await outcomes(world), ["sent", "sent"]);
  // A bank may name its branch and a phone.
  await apply(world, alteredAnswer(alteredAnswer(good, 150 + 22, "1234"), 150 + 117, "0221234567"));
  assert.deepEqual(await outcomes(world), ["failed 0021", "collected 0000"]);
});

function accountOf(sequence: number): string {
  return `11000000000${sequence}`;
}

/** A file with 50,000 and 70,000 won that lies with the clearing house. */
async function sentFile(
  world: ExchangeWorld,
): Promise<{ file: FileRecord; debits: readonly SentDebit[] }> {
  await world.payers([
    { bankCode: "088", account: accountOf(1), amountWon: 50_000n, asks: ["debit"] },
    { bankCode: "088", account: accountOf(2), amountWon: 70_000n, asks: ["debit"] },
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
      accountNumber: accountOf(sequence),
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
