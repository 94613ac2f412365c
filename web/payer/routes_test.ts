import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readCertificate, signText, textDocument, toBase64 } from "@maru/pki/browser";
import { openedKeyOf } from "@maru/pki/issue";
import type { Person } from "../testing/certificate_people.ts";
import { openTestApi, type TestApi } from "../testing/debit_api.ts";
import { pageFaults, TEST_ORIGIN } from "../testing.ts";

/** The consent with the account as it was typed. */
const NAMED_WHOLE =
  /은행: 신한은행\n계좌번호: 110987654321\n예금주: 김하늘\n예금주 생년월일: 900101\n/;
const TOKEN = "a-token-that-the-test-knows";

Deno.test("a stranger's link asks for a code and lets nobody in", async () => {
  await using api = await openTestApi();
  const visitor = await api.site.visitor();
  const first = await visitor.get("/pay/somebody");
  assert.equal(first.status, 200);
  const asking = await first.text();
  assert.deepEqual(pageFaults(asking), []);
  assert.match(asking, />\s*자동이체 내역을 확인/);
  const sent = await visitor.post("/pay/somebody/code", {});
  assert.deepEqual([sent.status, sent.headers.get("location")], [303, "/pay/somebody?sent=1"]);
  const shown = await visitor.get("/pay/somebody?sent=1");
  assert.deepEqual(pageFaults(await shown.text()), []);
  const refused = await visitor.post("/pay/somebody/opening", { code: "123456" });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /인증번호가 맞지 않거나/);
  assert.equal((await visitor.get("/pay")).status, 401);
});

Deno.test("a payer sees his own debits, and names another account with consent", async () => {
  await using api = await openTestApi();
  await addLink(api);
  const visitor = await api.site.visitor();
  const link = await (await visitor.get(`/pay/${TOKEN}`)).text();
  await visitor.post(`/pay/${TOKEN}/code`, {});
  const entry = await (await visitor.get(`/pay/${TOKEN}?sent=1`)).text();
  assert.deepEqual(pageFaults(entry), []);
  assert.ok(entry.indexOf("인증번호 6자리") < entry.indexOf("인증번호 다시 받기"));
  const code = await lastCode(api);
  const opened = await visitor.post(`/pay/${TOKEN}/opening`, { code });
  assert.deepEqual([opened.status, opened.headers.get("location")], [303, "/pay"]);
  const home = await (await visitor.get("/pay")).text();
  assert.deepEqual(pageFaults(home), []);
  assert.match(home, /330,000/);
  const [, merchant = "none"] = /님, (.+?)에 내시는 자동이체입니다/.exec(home) ?? [];
  for (const text of [link, entry]) assert.match(text, new RegExp(`${merchant}에 내시는 자동이체`));
  assert.match(home, /2026\.11\.25/);
  assert.match(home, /href="tel:027000000">02-700-0000</);
  const { db } = api.site.kernel.database;
  await db.updateTable("debit.merchant" as never).set({ phone: "" } as never).execute();
  assert.match(await (await visitor.get("/pay")).text(), /문의: 업체 하나 <\/p>/);
  assert.doesNotMatch(home, /110123456789/);
  const { instruction } = api.one.ids;
  const foreign = await visitor.get(`/pay/instructions/${api.two.ids.instruction}/account`);
  assert.equal(foreign.status, 404);
  const path = `/pay/instructions/${instruction}/account`;
  const form = await visitor.get(path);
  assert.deepEqual(pageFaults(await form.text()), []);
  const account = {
    bankCode: "088",
    account: "110-987-654321",
    holder: "김하늘",
    holderIdentity: "900101",
  };
  const short = await visitor.post(`${path}-code`, { ...account, account: "1" });
  assert.equal(short.status, 422);
  const again = await short.text();
  assert.deepEqual(pageFaults(again), []);
  assert.match(again, /id="field-account-error">은행의 계좌번호 자릿수/);
  assert.match(again, /value="김하늘"/);
  const resident = await visitor.post(`${path}-code`, {
    ...account,
    holderIdentity: "900101-1234567",
  });
  assert.equal(resident.status, 422);
  assert.doesNotMatch(await resident.text(), /1234567"/);
  const asked = await visitor.post(`${path}-code`, account);
  assert.equal(asked.status, 200);
  const consent = await asked.text();
  assert.deepEqual(pageFaults(consent), []);
  assert.match(consent, NAMED_WHOLE);
  assert.match(consent, /인증번호를 보냈습니다/);
  const posted = await visitor.get(`${path}-code`);
  assert.deepEqual([posted.status, posted.headers.get("location")], [303, path]);
  const typed = { ...account, code: await lastCode(api) };
  const unagreed = await visitor.post(path, typed);
  assert.equal(unagreed.status, 422);
  const refused = await unagreed.text();
  assert.deepEqual(pageFaults(refused), []);
  assert.match(refused, /자동이체 출금에 동의해 주십시오/);
  assert.match(refused, NAMED_WHOLE);
  assert.doesNotMatch(refused, new RegExp(typed.code));
  const guessed = await visitor.post(path, { ...typed, code: "000000", agrees: "on" });
  assert.match(await guessed.text(), /인증번호가 맞지 않거나/);
  const changed = await visitor.post(path, { ...typed, agrees: "on" });
  assert.deepEqual([changed.status, changed.headers.get("location")], [303, "/pay?changed=1"]);
  await visitor.get("/pay");
  await visitor.post("/pay/closing", {});
  assert.equal((await visitor.get("/pay")).status, 401);
});

Deno.test("a payer is shown what will be debited: after the discount, with the discount", async () => {
  await using api = await openTestApi();
  const { visitor, instruction } = await enteredPayer(api);
  const { kernel } = api.site;
  const wanted = { monthly_won: 99_999n, discount_rate: 1_000, discount_won: 9_999n, due_day: 31 };
  await kernel.database.db.updateTable("debit.instruction" as never).set(wanted as never)
    .where("id" as never, "=", instruction as never).execute();
  const home = await (await visitor.get("/pay")).text();
  assert.deepEqual(pageFaults(home), []);
  const words = home.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " ");
  assert.match(words, /매월\s*90,000원 99,999원에서 9,999원 할인/);
  assert.match(words, /출금일\s*말일/);
  const arrears = { arrears_won: 70_000n, amount_won: 400_000n };
  await kernel.database.db.updateTable("debit.debit_order" as never).set(arrears as never)
    .where("merchant_id" as never, "=", api.one.merchantId as never).execute();
  const later = await (await visitor.get("/pay")).text();
  assert.deepEqual(pageFaults(later), []);
  assert.match(later, /앞서 내지 못하신 금액을 더해 400,000원을 출금합니다/);
  assert.doesNotMatch(home, /더해|남은/);
});

Deno.test("a payer signs the consent with a certificate, and what is wrong comes back at its field", async () => {
  await using api = await openTestApi();
  const { visitor, instruction } = await enteredPayer(api);
  const path = `/pay/instructions/${instruction}`;
  const foreign = await visitor.get(`/pay/instructions/${api.two.ids.instruction}/signing`);
  assert.equal(foreign.status, 404);
  const shown = await visitor.get(`${path}/signing`);
  assert.deepEqual(pageFaults(await shown.text()), []);
  const person = await api.site.people.person({ name: "김하늘", businessNumber: "1234567891" });
  const typed = {
    bankCode: "088",
    account: "110-987-654321",
    holder: "김하늘",
    holderIdentity: "900101",
  };
  const sign = async (account: typeof typed) => {
    const answer = await visitor.postJson(`${path}/signing-text`, account);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    const asked = await answer.json();
    assert.match(asked.text, /계좌번호: \d+\n/);
    const cms = await signedBy(person, asked);
    return { ...account, nonce: asked.nonce, cms };
  };
  const short = await visitor.postJson(`${path}/signature`, await sign({ ...typed, account: "1" }));
  assert.deepEqual([short.status, (await short.json()).field], [422, "account"]);
  const body = await sign(typed);
  const bent = await visitor.postJson(`${path}/signature`, { ...body, bankCode: "020" });
  assert.deepEqual([bent.status, (await bent.json()).code], [422, "LOGIN-201"]);
  const noCms = await visitor.postJson(`${path}/signature`, { ...body, cms: "?" });
  assert.equal(noCms.status, 422);
  const changed = await visitor.postJson(`${path}/signature`, body);
  assert.deepEqual([changed.status, await changed.json()], [200, { location: "/pay?changed=1" }]);
  const again = await visitor.postJson(`${path}/signature`, body);
  assert.deepEqual([again.status, (await again.json()).code], [422, "PAYER-423"]);
  const [kept] = await api.site.debit.customers.evidence(api.one.merchantId, instruction);
  assert.deepEqual([kept?.kind, kept?.extension], [3, "der"]);
});

async function signedBy(
  { certificate, keyPair }: Person,
  { title, text: body, nonce, at }: Record<"title" | "text" | "nonce" | "at", string>,
): Promise<string> {
  const documentSha256 = createHash("sha256").update(body).digest("hex");
  const fields = { origin: TEST_ORIGIN, documentSha256, title, nonce, at: new Date(at) };
  const cms = await signText({
    certificate: readCertificate(certificate),
    key: openedKeyOf(keyPair),
    text: textDocument(fields, body),
    at: fields.at,
  });
  return toBase64(cms);
}

async function enteredPayer(api: TestApi) {
  await addLink(api);
  const visitor = await api.site.visitor();
  await visitor.get(`/pay/${TOKEN}`);
  await visitor.post(`/pay/${TOKEN}/code`, {});
  await visitor.post(`/pay/${TOKEN}/opening`, { code: await lastCode(api) });
  await visitor.get("/pay");
  return { visitor, instruction: api.one.ids.instruction };
}

/** A link whose token the test knows; the real one goes out sealed. */
async function addLink({ site: { kernel }, one }: TestApi): Promise<void> {
  const now = kernel.clock.now();
  await kernel.database.db.insertInto("debit.payer_link" as never).values({
    merchant_id: one.merchantId,
    id: kernel.uuid(),
    customer_id: one.ids.customer,
    token_hash: createHash("sha256").update(TOKEN).digest("hex"),
    created_at: now,
    created_by: "test",
    expires_at: new Date(now.getTime() + 86_400_000),
  } as never).execute();
}

async function lastCode({ site: { kernel } }: TestApi): Promise<string> {
  const rows = await kernel.database.db
    .selectFrom("debit.payer_code" as never).selectAll().orderBy("expires_at" as never, "desc")
    .orderBy("id" as never, "desc").execute();
  const { id, code_sealed } = rows[0] as { id: string; code_sealed: string };
  const place = { table: "debit.payer_code", column: "code_sealed", row: id };
  return (await kernel.sealing.open(place, code_sealed)).slice(0, 6);
}
