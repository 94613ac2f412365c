import { sql } from "kysely";
import assert from "node:assert/strict";
import { sweepPayers } from "./sweep.ts";
import { address, payerWorld } from "./testing/payer_world.ts";

Deno.test("what is over is destroyed at night, links a month later, and what holds stays", async () => {
  await using payer = await payerWorld();
  const { desk, world, instructionId } = payer;
  const { kernel } = world;
  const account = {
    instructionId,
    bankCode: "088",
    account: "110987654321",
    holder: "김하늘",
    holderIdentity: "900101",
  };
  const enter = async () => {
    const session = await payer.enter(await payer.link());
    await desk.sendConsentCode(session, account);
    await desk.prepareSignature(session, account);
    return session;
  };
  const counts = async () => {
    const { rows: [row] } = await sql<Record<string, number>>`
      select (select count(*)::integer from debit.payer_link) as links,
        (select count(*)::integer from debit.payer_code) as codes,
        (select count(*)::integer from debit.payer_signing) as texts,
        (select count(*)::integer from debit.payer_session) as sessions`
      .execute(kernel.database.db);
    return Object.values(row ?? {});
  };
  await enter();
  await sweepPayers(kernel);
  assert.deepEqual(await counts(), [1, 2, 1, 1], "all of it holds");

  world.at("2026-12-21T10:00");
  const session = await enter();
  assert.deepEqual(await counts(), [2, 4, 2, 2]);
  await sweepPayers(kernel);
  assert.deepEqual(await counts(), [2, 2, 1, 1]);
  assert.equal((await desk.view(session)).customerName, "김하늘");

  world.at("2027-01-19T09:59");
  await sweepPayers(kernel);
  assert.deepEqual(await counts(), [2, 0, 0, 0]);
  world.at("2027-01-19T10:01");
  await sweepPayers(kernel);
  assert.deepEqual(await counts(), [1, 0, 0, 0]);
  const late = desk.open({ token: "x", code: "000000", address });
  await assert.rejects(late, { name: "PayerCodeError" });
});
