import assert from "node:assert/strict";
import { type AttackSite, openAttackSite } from "./testing/attack_site.ts";
import { loginInput, type Person, sealedBundle } from "./testing/certificate_people.ts";
import { smallPdf } from "@maru/submission/testing";
import { issuedAnswer, notFiledAnswer } from "./testing/scripted_agency.ts";
import { send, type TestBody } from "./testing/test_request.ts";
import type { Visitor } from "./testing.ts";

const CLICK_COUNT = 20;
const NUMBER = "1234567891";

interface Clicker {
  readonly person: Person;
  readonly session: Awaited<ReturnType<AttackSite["logIn"]>>["session"];
  readonly visitor: Visitor;
}

async function openClicker(site: AttackSite): Promise<Clicker> {
  await site.institution("기관", "one");
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const { token, session } = await site.logIn(person);
  return { person, session, visitor: await site.visitor({ session: token }) };
}

/** The same request so many times at once; what each was answered. */
async function click(
  site: AttackSite,
  visitor: Visitor,
  { path, body, count = CLICK_COUNT }: { path: string; body: () => TestBody; count?: number },
): Promise<number[]> {
  const bodies = Array.from({ length: count }, body);
  return await Promise.all(bodies.map(async (each) => {
    const answer = await send(site.app, visitor, { method: "POST", path, body: each });
    await answer.body?.cancel();
    return answer.status;
  }));
}

async function rowCount(site: AttackSite, table: string): Promise<number> {
  const rows = await site.kernel.database.db.selectFrom(table as never).selectAll().execute();
  return rows.length;
}

async function submissionBody(site: AttackSite, { person, session }: Clicker) {
  return {
    idempotencyKey: crypto.randomUUID(),
    sealedBundle: await sealedBundle(site.auth, { person, sessionId: session.id }),
    consents: (await site.auth.consents.current()).map(({ kind, version }) => ({ kind, version })),
    documents: [{ documentCode: "business-registration", inputs: {} }],
  };
}

Deno.test("twenty clicks on the one button are one submission, and another body is none", async () => {
  await using site = await openAttackSite();
  const clicker = await openClicker(site);
  const json = await submissionBody(site, clicker);
  const path = "/oneclick/p/one/submissions";
  const statuses = await click(site, clicker.visitor, { path, body: () => ({ json }) });
  assert.deepEqual(new Set(statuses), new Set([201]));
  assert.equal(await rowCount(site, "submission.submission"), 1);
  assert.equal(await rowCount(site, "submission.item"), 1);
  await site.test.drain();
  assert.equal(site.agency.requestCount, 1);
  await site.institution("다른 기관", "two");
  const changed = await click(site, clicker.visitor, {
    path: "/oneclick/p/two/submissions",
    body: () => ({ json }),
    count: 3,
  });
  assert.deepEqual(changed, [409, 409, 409]);
  assert.equal(await rowCount(site, "submission.submission"), 1);
});

/** A submission whose only document failed, and what its page would send to try it again. */
async function openFailed(site: AttackSite) {
  const clicker = await openClicker(site);
  site.agency.answer = notFiledAnswer;
  const id = await site.submit({ ...clicker, slug: "one" });
  await site.test.drain();
  const view = async () => (await site.submission.submitter.view(clicker.session, id)).items[0]!;
  const { person, session } = clicker;
  const bundle = await sealedBundle(site.auth, { person, sessionId: session.id });
  return { clicker, id, view, itemId: (await view()).id, bundle };
}

Deno.test("twenty clicks on 재발급 are one new attempt, with one key or with twenty", async () => {
  for (const keyOf of [() => "0123456789abcdef-one", () => crypto.randomUUID()]) {
    await using site = await openAttackSite();
    const { clicker, id, itemId, bundle } = await openFailed(site);
    const statuses = await click(site, clicker.visitor, {
      path: `/oneclick/submissions/${id}/reissues`,
      body: () => ({ form: { item: itemId, _key: keyOf(), sealedBundle: bundle } }),
    });
    assert.ok(statuses.includes(303), String(statuses));
    assert.ok(statuses.every((status) => [303, 409].includes(status)), String(statuses));
    site.agency.answer = issuedAnswer({});
    await site.test.drain();
    assert.equal(site.agency.requestCount, 2);
    assert.equal(await rowCount(site, "submission.document"), 1);
  }
});

Deno.test("uploads at once are one document", async () => {
  await using site = await openAttackSite();
  const { clicker, id, itemId, view } = await openFailed(site);
  const statuses = await click(site, clicker.visitor, {
    path: `/oneclick/submissions/${id}/items/${itemId}/upload`,
    body: () => ({ pdf: smallPdf(), fields: { verificationNumber: "1234-567" } }),
    count: 8,
  });
  assert.equal(statuses.filter((status) => status === 303).length, 1, String(statuses));
  assert.ok(statuses.every((status) => [303, 409].includes(status)), String(statuses));
  assert.equal(await rowCount(site, "submission.document"), 1);
  assert.equal(await rowCount(site, "submission.delivery"), 1);
  assert.match((await view()).state, /issued|delivered/);
});

Deno.test("of fifty logins with one nonce and signature one gets in", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const input = await loginInput(site.auth, { person, at: site.kernel.clock.now() });
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      site.auth.submitters.logIn({
        ...input,
        phone: `010${String(10_000_000 + index)}`,
        address: `198.51.100.${index}`,
      })),
  );
  const refused = results.filter((result) => result.status === "rejected");
  assert.equal(refused.length, 49);
  assert.deepEqual(
    new Set(refused.map(({ reason }) => reason.name)),
    new Set(["NonceReplayedError"]),
  );
  assert.equal(await rowCount(site, "auth.submitter_session"), 1);
});

Deno.test("a login that was recorded on the wire is refused when it comes again", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const visitor = await site.visitor({});
  const { address: _address, origin: _origin, ...json } = await loginInput(site.auth, {
    person,
    at: site.kernel.clock.now(),
  });
  assert.equal((await visitor.postJson("/login", json)).status, 200);
  const thief = await site.visitor({});
  const again = await thief.postJson("/login", json);
  assert.equal(again.status, 409);
  assert.equal((await again.json()).code, "LOGIN-102");
  const other = await site.auth.submitters.openChallenge({ address: "192.0.2.9" });
  const moved = await thief.postJson("/login", { ...json, challengeId: other.id });
  assert.equal(moved.status, 422);
  assert.equal(thief.cookies.has("__Host-session"), false);
});

Deno.test("of fifty takers of one transfer code one gets the certificate", async () => {
  await using site = await openAttackSite();
  const { transfers } = site.auth;
  const ciphertext = crypto.getRandomValues(new Uint8Array(2_000));
  await transfers.put({ lookup: "ABC123", ciphertext, address: "192.0.2.1" });
  const results = await Promise.allSettled(
    Array.from(
      { length: 50 },
      (_, index) => transfers.take({ lookup: "abc123", address: `198.51.100.${index}` }),
    ),
  );
  const taken = results.filter((result) => result.status === "fulfilled");
  assert.equal(taken.length, 1);
  assert.deepEqual(taken[0]?.value, ciphertext);
  await assert.rejects(transfers.take({ lookup: "ABC123", address: "192.0.2.2" }));
});

Deno.test("a new product twice at once is one product", async () => {
  await using site = await openAttackSite();
  const { institutionId } = await site.institution("기관", "one");
  const { token } = await site.staff({
    loginId: "head",
    role: "institutionAdmin",
    organisationId: institutionId,
  });
  const visitor = await site.visitor({ staff: token });
  const statuses = await click(site, visitor, {
    path: "/console/products/new",
    body: () => ({
      form: {
        name: "새 상품",
        slug: "brand-new",
        description: "",
        active: "on",
        submitterTypes: "corporation",
        documents: "business-registration",
      },
    }),
    count: 10,
  });
  assert.equal(statuses.filter((status) => status === 303).length, 1, String(statuses));
  assert.ok(statuses.every((status) => [303, 422].includes(status)), String(statuses));
  assert.equal(await rowCount(site, "submission.product"), 2);
});

Deno.test("ten clicks on 다시 보내기 queue one replay", async () => {
  await using site = await openAttackSite({ sandboxUrl: "http://127.0.0.1:9" });
  const clicker = await openClicker(site);
  await site.submit({ ...clicker, slug: "one" });
  await site.test.drain();
  const [product] = await site.submission.submitter.products(undefined);
  const { institutionId } = await site.submission.submitter.product(product!.slug);
  const { token } = await site.staff({
    loginId: "head",
    role: "institutionAdmin",
    organisationId: institutionId,
  });
  const { rows: [delivery] } = await site.submission.institution.deliveries(institutionId, {
    limit: 1,
  });
  await site.submission.institution.setWebhook(institutionId, {
    url: "http://127.0.0.1:9/hook",
    active: true,
    actor: "test",
  });
  const visitor = await site.visitor({ staff: token });
  const statuses = await click(site, visitor, {
    path: `/console/deliveries/${delivery!.id}/attempts`,
    body: () => ({ form: {} }),
    count: 10,
  });
  assert.deepEqual(new Set(statuses), new Set([303]));
  await site.test.drain();
  assert.equal(await rowCount(site, "submission.delivery_attempt"), 1);
});
