import { createRegistrationFileWriter } from "@maru/debit/files";
import assert from "node:assert/strict";
import { createEventLog } from "../integration/event_log.ts";
import { tables } from "../tables.ts";
import { applyRegistrationResults } from "./apply_registration_results.ts";
import type { ResultToApply } from "./result_to_apply.ts";
import { alteredAnswer } from "./testing/altered_answer.ts";
import {
  type ExchangeWorld,
  exchangeWorld,
  INSTITUTION_CODE,
  SETTINGS,
} from "./testing/exchange_world.ts";

/** A field, where it begins, what else stands there, and what of that the error may show. */
const ALTERED: readonly (readonly [string, number, string, string | undefined])[] = [
  ["sequence", 120 + 1, "00000003", "3"],
  ["payerNumber", 120 + 26, "77", undefined],
  ["bankBranchCode", 120 + 46, "0040000", "004"],
  ["accountNumber", 120 + 53, "110000000002", undefined],
  ["holderIdentifier", 120 + 69, "900102", undefined],
  ["fundKind", 120 + 89, "01", "01"],
  ["institutionArea", 120 + 97, "A", "A"],
];

Deno.test("a rejection that tells of other applications than were sent changes nothing", async () => {
  await using world = await registeringWorld();
  const good = await answer(world);
  for (const [field, offset, text, value] of ALTERED) {
    const error = await refusal(world, alteredAnswer(good, offset, text));
    assert.equal(error.name, "UnreconciledResultError");
    assert.deepEqual([error.file, error.recordNumber, error.field], ["EB141120", 1, field]);
    if (field !== "payerNumber") assert.equal(error.value, value);
    assert.deepEqual(await states(world), ["sent", "sent"], field);
  }
  const other = await refusal(world, await answer(world, { applicationKind: "cancel" }));
  assert.deepEqual(
    [other.recordNumber, other.field, other.value],
    [1, "applicationKind", "cancel"],
  );
  // A code that institutions alone give, in EB12.
  const foreign = await refusal(world, alteredAnswer(good, 120 + 92, "A013"));
  assert.equal(foreign.name, "FileFormatError");
  assert.deepEqual(
    [foreign.recordNumber, foreign.field, foreign.value],
    [1, "resultCode", "A013"],
  );
  assert.deepEqual(await states(world), ["sent", "sent"]);
  // A bank may name branches and the way by which an application came.
  let named = good;
  for (const [at, text] of [[49, "1234"], [85, "5678"], [109, "3"]] as const) {
    named = alteredAnswer(named, 120 + at, text);
  }
  await apply(world, named);
  assert.deepEqual(await states(world), ["done", "failed"]);
});

/** Two applications that lie with the bank. */
async function registeringWorld(): Promise<ExchangeWorld> {
  const world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-20T10:00" });
  const payer = { bankCode: "088", amountWon: 50_000n, asks: ["registration"] } as const;
  await world.payers([
    { ...payer, account: "110000000001" },
    { ...payer, account: "110000000002" },
  ]);
  await world.at("2026-11-20T14:01");
  await world.exchange.run();
  return world;
}

/** An EB14 that rejects the first of the applications. */
async function answer(
  { test }: ExchangeWorld,
  { applicationKind = "new" }: { applicationKind?: "new" | "cancel" } = {},
): Promise<ResultToApply> {
  const db = tables(test.kernel.database.db);
  const file = await db.selectFrom("file").selectAll().where("state", "=", "sent")
    .executeTakeFirstOrThrow();
  const sent = await db.selectFrom("registration").selectAll().where("sequence", "=", 1)
    .executeTakeFirstOrThrow();
  const writer = createRegistrationFileWriter({
    kind: "EB14",
    institutionCode: INSTITUTION_CODE,
    date: file.business_date,
  });
  writer.record({
    sequence: 1,
    applyDate: file.business_date,
    applicationKind,
    payerNumber: sent.payer_number,
    bankBranchCode: "0880000",
    accountNumber: "110000000001",
    holderIdentifier: "900101",
    accepted: false,
    code: "0012",
  });
  writer.trailer();
  return {
    file,
    name: { kind: "EB14", businessDate: file.business_date, bankCode: file.bank_code },
    state: { state: "done" },
    centreErrors: [],
    bytes: writer.drain(),
    mac: "0".repeat(43),
  };
}

async function apply({ test: { kernel } }: ExchangeWorld, result: ResultToApply): Promise<void> {
  const events = createEventLog({ kernel });
  await kernel.transaction((tx) =>
    applyRegistrationResults({ kernel, settings: SETTINGS, events }, tx, result)
  );
}

/** What an error tells of where the answer differs. */
interface Refusal extends Error {
  readonly file?: string;
  readonly recordNumber?: number;
  readonly field?: string;
  readonly value?: string;
}

async function refusal(world: ExchangeWorld, result: ResultToApply): Promise<Refusal> {
  const error = await apply(world, result).then(() => undefined, (problem: unknown) => problem);
  assert.ok(error instanceof Error, "it was applied");
  return error;
}

async function states({ test }: ExchangeWorld): Promise<readonly string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("registration").select("state")
    .orderBy("sequence").execute();
  return rows.map(({ state }) => state).toSorted();
}
