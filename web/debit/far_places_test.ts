import assert from "node:assert/strict";
import { operatorDebitPaths } from "../operator/debit/paths.ts";
import { openAttackSite } from "../testing/attack_site.ts";
import { createDebitThings } from "../testing/debit_world.ts";
import type { Visitor } from "../testing.ts";
import { debitPaths } from "./context.ts";
import { aggregateExport, aggregateRows, cashReceipts } from "./money_paths.ts";

/** Days and places that no list holds; a page answers each at once, as if none had been asked for. */
const QUERIES = [
  "from=0001-01-01&to=9999-12-31",
  "from=9999-12-31&to=0001-01-01",
  "from=0000-01-01&to=0000-01-01",
  "from=1900-01-01&to=2099-12-31",
  "start=999999999999999999999&offset=1e300",
  "start=0001-01-01&after=9999-12-31&offset=99999999",
  "month=9999-12&dueDate=9999-12-31&year=9999",
  "month=0001-01&dueDate=0001-01-01&year=0001",
] as const;
const ANSWER_MS_MAX = 5_000;

/** Lists that read a place out of the address say that it is none of theirs. */
const REFUSES_PLACES: readonly string[] = [
  debitPaths.requests,
  debitPaths.results,
  debitPaths.registrations,
  debitPaths.customers,
  debitPaths.retries,
  operatorDebitPaths.files,
];

async function openFar() {
  const site = await openAttackSite();
  const { kernel, auth } = site;
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: "한빛음악학원" })
  );
  const merchant = { merchantId, name: "한빛", businessNumber: "1234567891" };
  const { ids } = await createDebitThings(site, merchant);
  const who = { organisationId: merchantId, role: "merchantAdmin", isProved: false } as const;
  const member = await site.member(who);
  const operator = await site.staff({ loginId: "watcher", role: "operator" });
  return {
    ids,
    member: await site.visitor({ staff: member.token }),
    operator: await site.visitor({ staff: operator.token }),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

async function faultsOf(visitor: Visitor, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const address of paths.flatMap((path) => QUERIES.map((query) => `${path}?${query}`))) {
    const startedAt = performance.now();
    const answer = await visitor.get(address);
    await answer.body?.cancel();
    const tookMs = performance.now() - startedAt;
    const isRefused = answer.status === 400 && address.includes("&after=") &&
      REFUSES_PLACES.some((path) => address.startsWith(`${path}?`));
    if (answer.status !== 200 && !isRefused) faults.push(`${address}: ${answer.status}`);
    if (tookMs > ANSWER_MS_MAX) faults.push(`${address}: took ${tookMs} ms`);
  }
  return faults;
}

Deno.test("days in the year 1 or 9999 and places beyond a list are answered at once", async () => {
  await using world = await openFar();
  const { files, settlements, invoices, merchants, alerts } = operatorDebitPaths;
  const ofMerchant = [
    debitPaths.home,
    debitPaths.calendar,
    debitPaths.requests,
    debitPaths.results,
    debitPaths.retries,
    debitPaths.registrations,
    debitPaths.customers,
    debitPaths.exchange,
    debitPaths.cash,
    cashReceipts,
    debitPaths.settlements,
    debitPaths.settlement(world.ids.settlement),
    debitPaths.invoices,
    debitPaths.aggregate("settlements"),
    debitPaths.aggregate("requests"),
    aggregateRows("debits"),
    aggregateExport("debits", "csv"),
  ];
  const ofOperator = [files, `${files}.csv`, settlements, `${settlements}.csv`, invoices];
  assert.deepEqual(await faultsOf(world.member, ofMerchant), []);
  assert.deepEqual(await faultsOf(world.operator, [...ofOperator, merchants, alerts]), []);
});
