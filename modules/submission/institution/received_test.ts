import assert from "node:assert/strict";
import { CursorInvalidError, SubmissionNotFoundError } from "../errors.ts";
import type { ReceivedQuery } from "../submission.ts";
import { failed, issued } from "../testing/scripted_agency.ts";
import { deskWorld } from "./testing_desk.ts";

const HOUR_MS = 3_600_000;

Deno.test("received() pages through an institution's submissions, the newest first, each once", async () => {
  await using at = await deskWorld();
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) {
    ids.unshift(await at.world.submit(at.session));
    if (index % 2 === 0) at.world.test.clock.advance(1_000);
  }
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await at.desk.received(at.institutionId, {
      limit: 2,
      ...(before === undefined ? {} : { before }),
    });
    assert.equal(page.total, 5);
    assert.ok(page.rows.length <= 2);
    seen.push(...page.rows.map(({ id }) => id));
    before = page.next;
  } while (before !== undefined);
  assert.deepEqual(seen, ids);
  const other = await at.desk.received(at.otherId, { limit: 10 });
  assert.deepEqual(other, { rows: [], total: 0 });
});

Deno.test("received() searches reference, company, client and submitter, and filters", async () => {
  await using at = await deskWorld();
  await at.world.addProduct("two", ["sme-confirmation"]);
  const first = await at.submitted();
  const firstView = await at.desk.submission(at.institutionId, first);
  at.world.test.clock.advance(24 * HOUR_MS);
  at.world.agency.answer(() => failed("nothingFiled"));
  const second = await at.submitted(
    "two",
    at.world.auth.logIn({
      certificateFingerprint: at.session.certificateFingerprint,
      subjectName: "백%세_무법인",
      submitterName: "이하늘",
      businessNumber: "1208765432",
    }),
  );
  at.world.agency.answer(() => issued());
  const [product] = (await at.desk.products(at.institutionId)).filter(({ slug }) => slug === "two");
  const found = async (query: Partial<ReceivedQuery>) => {
    const { rows, total } = await at.desk.received(at.institutionId, { limit: 10, ...query });
    assert.equal(rows.length, total);
    return rows.map(({ id }) => id);
  };
  assert.deepEqual(await found({ text: firstView.reference.toLowerCase() }), [first]);
  assert.deepEqual(await found({ text: firstView.reference.slice(4) }), [first]);
  assert.deepEqual(await found({ text: "가온상" }), [first]);
  assert.deepEqual(await found({ text: "이하늘" }), [second]);
  assert.deepEqual(await found({ text: "120-87-65432" }), [second]);
  assert.deepEqual(await found({ text: "백%세_" }), [second]);
  assert.deepEqual(await found({ text: "%" }), [second]);
  assert.deepEqual(await found({ text: "없는 이름" }), []);
  assert.deepEqual(await found({ state: "failed" }), [second]);
  assert.deepEqual(await found({ state: "finished" }), [second, first]);
  assert.deepEqual(await found({ state: "running" }), []);
  assert.deepEqual(await found({ productId: product!.id }), [second]);
  assert.deepEqual(await found({ from: "2026-11-21" }), [second]);
  assert.deepEqual(await found({ to: "2026-11-20" }), [first]);
});

Deno.test("received() refuses a cursor that is not ours", async () => {
  await using at = await deskWorld();
  await assert.rejects(
    at.desk.received(at.institutionId, { limit: 10, before: "'; drop table" }),
    CursorInvalidError,
  );
});

Deno.test("submission() does not find another institution's", async () => {
  await using at = await deskWorld();
  const submissionId = await at.submitted();
  assert.equal((await at.desk.submission(at.institutionId, submissionId)).counts.delivered, 1);
  for (const id of [submissionId, "no id"]) {
    await assert.rejects(at.desk.submission(at.otherId, id), SubmissionNotFoundError);
  }
});
