import assert from "node:assert/strict";
import { expectPage } from "../../test_site/expect_page.ts";
import { openAttackSite } from "../../testing/attack_site.ts";
import { pageFaults } from "../../testing.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

const PERIOD = "from=2026-01-01&to=2026-12-31";

/** An operator, and 260 files: one a day at 신한은행, every other one refused. */
async function openFiles() {
  const site = await openAttackSite();
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const { kernel } = site;
  const now = kernel.clock.now();
  const files = Array.from({ length: 260 }, (_, index) => ({
    id: kernel.uuid(),
    rail: "directLine",
    bank_code: "088",
    kind: "EB21",
    business_date: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    state: index % 2 === 0 ? "rejected" : "resulted",
    record_count: 1,
    total_won: 1_000n,
    send_by: now,
    built_at: now,
  }));
  const answers = files.filter(({ state }) => state === "resulted").map((file) => ({
    id: kernel.uuid(),
    rail: file.rail,
    bank_code: file.bank_code,
    kind: "EB22",
    business_date: file.business_date,
    file_id: file.id,
    content_mac: `none:${file.id}`,
    byte_count: 150n,
    record_count: 1,
    state: "applied",
    received_at: now,
  }));
  const { db } = kernel.database;
  await db.insertInto("debit.file" as never).values(files as never).execute();
  await db.insertInto("debit.result_file" as never).values(answers as never).execute();
  const visitor = await site.visitor({ staff: token });
  return { kernel, visitor, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

function filesIn(text: string): string[] {
  return [...text.matchAll(/files\/([0-9a-f-]{36})\/content/g)].map(([, id = ""]) => id);
}

Deno.test("operators see all files of a period, page by page, and save all of them", async () => {
  await using world = await openFiles();
  const { visitor } = world;
  const seen: string[] = [];
  for (let path = `${paths.files}?${PERIOD}`; path !== "";) {
    const text = await expectPage(visitor, path);
    assert.match(text, /260건/);
    seen.push(...filesIn(text));
    const next = text.match(/<a[^>]+href="([^"]+after=[^"]+)"/)?.[1] ?? "";
    path = next.replaceAll("&amp;", "&");
  }
  assert.equal(seen.length, 260);
  assert.equal(new Set(seen).size, 260);
  const saved = await (await visitor.get(`${paths.files}.csv?${PERIOD}`)).text();
  assert.equal(saved.trim().split(/\r?\n/).length, 1 + 260);
});

Deno.test("operators narrow the files by rail, bank and state, and save what is left", async () => {
  await using world = await openFiles();
  const { visitor } = world;
  const counted = async (query: string) => {
    const text = await expectPage(visitor, `${paths.files}?${PERIOD}&${query}`);
    const saved = await (await visitor.get(`${paths.files}.csv?${PERIOD}&${query}`)).text();
    const count = Number(text.match(/([\d,]+)건 중/)?.[1] ?? 0);
    assert.equal(saved.trim().split(/\r?\n/).length - 1, count, query);
    return count;
  };
  assert.equal(await counted("state=resulted"), 130);
  assert.equal(await counted("state=resulted&rail=directLine&bankCode=088"), 130);
  assert.equal(await counted("rail=clearingHouse"), 0);
  assert.equal(await counted("bankCode=004"), 0);
  assert.equal(await counted("state=unknown&rail=unknown&bankCode=x"), 260);
  const text = await expectPage(visitor, `${paths.files}?${PERIOD}&state=resulted`);
  assert.match(text, /EB22 반영/);
  const odd = await visitor.get(`${paths.files}?${PERIOD}&after=nowhere&offset=50`);
  assert.equal(odd.status, 400);
  await odd.body?.cancel();
});

Deno.test("operators acknowledge an alert, again without a fault, and are told of one that is not there", async () => {
  await using world = await openFiles();
  const { kernel, visitor } = world;
  const id = kernel.uuid();
  const alert = { id, kind: "resultLate", at: kernel.clock.now(), details: "{}" };
  await kernel.database.db.insertInto("debit.alert" as never).values(alert as never).execute();
  assert.match(await expectPage(visitor, paths.alerts), new RegExp(paths.alertEnd(id)));
  for (const _ of ["first", "again"]) {
    const answer = await visitor.post(paths.alertEnd(id), {});
    assert.deepEqual([answer.status, answer.headers.get("location")], [303, paths.alerts]);
  }
  assert.doesNotMatch(await expectPage(visitor, paths.alerts), new RegExp(id));
  const unknown = await visitor.post(paths.alertEnd(kernel.uuid()), {});
  assert.equal(unknown.status, 404);
  const text = await unknown.text();
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /찾으시는 경보가 없습니다/);
  assert.match(text, new RegExp(`href="${paths.alerts}"`));
});
