import assert from "node:assert/strict";
import { createAlerts } from "./alerts.ts";
import { createAnswers } from "./answers.ts";
import { ChannelUnavailableError, type ClearingChannel } from "./channel.ts";
import type { ExchangeWork } from "./deps.ts";
import { type ExchangeWorld, exchangeWorld, SETTINGS } from "./testing/exchange_world.ts";

const WAIT_MS = 200;
const LONG_MS = 5_000;

Deno.test("a line that hangs keeps nobody waiting long, and is not asked again meanwhile", async () => {
  await using world = await worldWithSentFile();
  const asked: string[] = [];
  const line = lineThat((kind) => {
    asked.push(kind);
    return new Promise<never>(() => {});
  });
  const answers = createAnswers(workOf(world, line), { waitMs: WAIT_MS });
  const startedMs = performance.now();
  await answers.readFirst();
  await answers.readFirst();
  assert.ok(performance.now() - startedMs < LONG_MS);
  assert.deepEqual(asked, ["EB14"]);
});

Deno.test("an answer that cannot be read or put off stops neither the others nor what is built", async () => {
  await using world = await worldWithSentFile(["088", "020"]);
  const asked: string[] = [];
  const line = lineThat((kind, bankCode) => {
    asked.push(`${kind} ${bankCode}`);
    throw new TypeError("Cannot read what a bank never writes");
  });
  // Long after it was due the file's lateness is told, too: that it cannot be must not matter either.
  await world.at("2026-11-25T13:00");
  const work = workOf(world, line);
  const answers = createAnswers({
    ...work,
    alerts: { ...work.alerts, raise: () => Promise.reject(new TypeError("Cannot raise it")) },
  });
  await answers.readFirst();
  assert.deepEqual([...new Set(asked)].filter((name) => /EB14|EB11 \d/.test(name)).toSorted(), [
    "EB11 020",
    "EB11 088",
    "EB14 020",
    "EB14 088",
  ]);
});

Deno.test("a line that is down is looked at again, applications at banks once a minute", async () => {
  await using world = await worldWithSentFile();
  const asked: string[] = [];
  const line = lineThat((kind) => {
    asked.push(kind);
    throw new ChannelUnavailableError("directLine", "it is down");
  });
  const answers = createAnswers(workOf(world, line));
  await answers.readFirst();
  assert.deepEqual(new Set(asked.splice(0)), new Set(["EB14", "EB11"]));
  await answers.readFirst();
  assert.deepEqual(asked, []);
  await world.at("2026-11-25T11:03");
  await answers.readFirst();
  assert.deepEqual(new Set(asked), new Set(["EB14", "EB11"]));
});

/** Applications lie with their banks, and it is 11:01 of the next day. */
async function worldWithSentFile(bankCodes: readonly string[] = ["088"]): Promise<ExchangeWorld> {
  const world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-24T10:00" });
  await world.payers(bankCodes.map((bankCode) => ({
    bankCode,
    account: "110000000001",
    amountWon: 50_000n,
    asks: ["registration"],
  })));
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  await world.at("2026-11-25T11:01");
  return world;
}

function lineThat(
  resultState: (kind: string, bankCode: string) => Promise<never>,
): ClearingChannel {
  return {
    rail: "directLine",
    send: () => Promise.reject(new Error("Nothing is sent here")),
    state: () => Promise.reject(new Error("Nothing was sent here")),
    // A line may fail before it gives a promise.
    resultState: async ({ kind, bankCode }) => await resultState(kind, bankCode),
    receive: () => Promise.reject(new Error("Nothing is received here")),
  };
}

function workOf({ test: { kernel }, ledger }: ExchangeWorld, line: ClearingChannel): ExchangeWork {
  return {
    kernel,
    ledger,
    settings: SETTINGS,
    channels: { directLine: line, clearingHouse: { ...line, rail: "clearingHouse" } },
    events: { append: () => Promise.resolve() },
    bankApplications: { record: () => Promise.reject(new Error("Nobody applies here")) },
    endMandates: () => Promise.resolve(),
    withdrawRefused: () => Promise.resolve(0),
    replan: () => Promise.resolve(),
    alerts: createAlerts({ kernel }),
  };
}
