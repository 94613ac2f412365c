import assert from "node:assert/strict";
import { codeAt, createSoftwareAuthenticator } from "@maru/auth/testing";
import { expectPage } from "../../test_site/expect_page.ts";
import { type AttackSite, openAttackSite } from "../../testing/attack_site.ts";
import { pageFaults, TEST_ORIGIN, type Visitor } from "../../testing.ts";
import { staffPaths } from "../context.ts";

async function openMember() {
  const site = await openAttackSite();
  const { id: organisationId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const member = await site.member({ organisationId, role: "merchantAdmin", isProved: false });
  const visitor = await site.visitor({ staff: member.token });
  return { site, member, visitor, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

const RETURN = "?return=%2Fstaff%2Fmembers%2Fnew";

/** Walks through the pages as a person would; gives the secret that the page showed. */
async function enrolApp(visitor: Visitor, query = ""): Promise<string> {
  await expectPage(visitor, staffPaths.secondFactorSettings + query);
  const begun = await visitor.post(staffPaths.codeApp + query, {});
  assert.equal(begun.headers.get("location"), staffPaths.codeApp + query);
  const text = await expectPage(visitor, staffPaths.codeApp + query);
  assert.match(text, /<svg class="qr-code"/);
  const secret = text.match(/<code>([A-Z2-7 ]{32,})<\/code>/)?.[1]?.replaceAll(" ", "") ?? "";
  const wrong = await visitor.post(staffPaths.codeAppProof + query, { code: "000000" });
  assert.equal(wrong.status, 422);
  assert.deepEqual(pageFaults(await wrong.text()), []);
  const code = codeAt({ secret, at: new Date() });
  const done = await visitor.post(staffPaths.codeAppProof + query, { code });
  assert.equal(done.headers.get("location"), staffPaths.secondFactorSettings + query);
  return secret;
}

/** So long that what was proved counts no more. */
function wait(site: AttackSite): void {
  site.test.clock.advance(11 * 60_000);
}

Deno.test("a page that wants a second factor leads to enrolment and back", async () => {
  await using world = await openMember();
  const { visitor } = world;
  const asked = await visitor.get(staffPaths.newMember);
  assert.equal(asked.headers.get("location"), staffPaths.secondFactor + RETURN);
  const settings = await visitor.get(staffPaths.secondFactor + RETURN);
  assert.equal(settings.headers.get("location"), staffPaths.secondFactorSettings + RETURN);
  const why = await expectPage(visitor, staffPaths.secondFactorSettings + RETURN);
  assert.match(why, /하시려던 일은 2단계 인증을 등록한 뒤에 할 수 있습니다/);
  await enrolApp(visitor, RETURN);
  const text = await expectPage(visitor, staffPaths.secondFactorSettings + RETURN);
  assert.match(text, /href="\/staff\/members\/new"[^>]*>하던 일로 돌아가기/);
  await expectPage(visitor, staffPaths.newMember);
});

Deno.test("ten minutes later the page asks again: by code, by recovery code, and a POST answers 403", async () => {
  await using world = await openMember();
  const { visitor, site } = world;
  const secret = await enrolApp(visitor);
  const shown = await visitor.post(staffPaths.recoveryCodes, {});
  const page = await shown.text();
  assert.deepEqual(pageFaults(page), []);
  const codes = page.match(/<code>([a-z2-9\n-]+)<\/code>/)?.[1]?.split("\n") ?? [];
  assert.equal(codes.length, 8);
  wait(site);
  const late = await visitor.post(staffPaths.members, { name: "새 사람", role: "none" });
  assert.equal(late.status, 403);
  assert.match(await late.text(), /href="\/staff\/second-factor\?return=%2Fstaff%2Fmembers"/);
  const proof = await expectPage(visitor, staffPaths.secondFactor + RETURN);
  assert.match(proof, /인증 앱의 코드/);
  const wrong = await visitor.post(staffPaths.codeProof + RETURN, { code: "000000" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /4번 더 틀리면 15분 동안 잠깁니다/);
  const code = codeAt({ secret, at: new Date(Date.now() + 30_000) });
  const right = await visitor.post(staffPaths.codeProof + RETURN, { code });
  assert.equal(right.headers.get("location"), "/staff/members/new");
  wait(site);
  await visitor.get(staffPaths.secondFactor);
  const recovered = await visitor.post(staffPaths.recoveryProof + RETURN, {
    recoveryCode: codes[3] ?? "",
  });
  assert.equal(recovered.headers.get("location"), "/staff/members/new");
});

Deno.test("five wrong codes answer 429 with the wait, and no return path leads elsewhere", async () => {
  await using world = await openMember();
  const { visitor, site } = world;
  const secret = await enrolApp(visitor);
  wait(site);
  await visitor.get(staffPaths.secondFactor);
  const told: string[] = [];
  for (let index = 0; index < 5; index++) {
    const wrong = await visitor.post(staffPaths.codeProof, { code: "000000" });
    assert.equal(wrong.status, 422);
    told.push(await wrong.text());
  }
  assert.match(told[3] ?? "", /1번 더 틀리면 15분 동안 잠깁니다/);
  assert.match(told[4] ?? "", /다섯 번 틀려 15분 동안 잠겼습니다\. 15분 뒤에 새 코드로/);
  const locked = await visitor.post(staffPaths.codeProof, { code: "000000" });
  assert.equal(locked.status, 429);
  assert.match(await locked.text(), /15분 뒤에 다시/);
  wait(site);
  wait(site);
  await visitor.get(staffPaths.secondFactor);
  const code = codeAt({ secret, at: new Date(Date.now() + 30_000) });
  const evil = await visitor.post(`${staffPaths.codeProof}?return=//evil.example/`, { code });
  assert.equal(evil.headers.get("location"), "/debit");
});

Deno.test("the passkey routes enrol and prove over JSON, and say in words what went wrong", async () => {
  await using world = await openMember();
  const { visitor, site } = world;
  const device = createSoftwareAuthenticator({ origin: TEST_ORIGIN });
  await expectPage(visitor, staffPaths.secondFactorSettings);
  const options = await (await visitor.postJson(staffPaths.passkeyCreation, {})).json();
  assert.equal(options.rp.id, "localhost");
  const response = device.create(options);
  const name = "창고 \u202e노트북";
  const added = await visitor.postJson(staffPaths.passkeys, { name, response });
  assert.equal(added.status, 204);
  assert.match(await expectPage(visitor, staffPaths.secondFactorSettings), /창고 노트북/);
  wait(site);
  assert.match(await expectPage(visitor, staffPaths.secondFactor), /패스키로 확인/);
  const asked = await (await visitor.postJson(staffPaths.passkeyChallenge, {})).json();
  const forged = device.get(asked, { origin: "https://evil.example" });
  const refused = await visitor.postJson(staffPaths.passkeyProof, { response: forged });
  assert.equal(refused.status, 422);
  assert.equal((await refused.json()).code, "STAFF-422-2");
  const again = await (await visitor.postJson(staffPaths.passkeyChallenge, {})).json();
  const proved = await visitor.postJson(staffPaths.passkeyProof, { response: device.get(again) });
  assert.equal(proved.status, 204);
  await expectPage(visitor, staffPaths.newMember);
});

Deno.test("passkeys are renamed and removed, an empty name is told at its field", async () => {
  await using world = await openMember();
  const { visitor } = world;
  const device = createSoftwareAuthenticator({ origin: TEST_ORIGIN });
  await visitor.get(staffPaths.secondFactorSettings);
  const options = await (await visitor.postJson(staffPaths.passkeyCreation, {})).json();
  await visitor.postJson(staffPaths.passkeys, { response: device.create(options) });
  const text = await expectPage(visitor, staffPaths.secondFactorSettings);
  const id = text.match(/passkeys\/([0-9a-f-]{36})\/name/)?.[1] ?? "";
  const empty = await visitor.post(staffPaths.passkeyName(id), { name: " " });
  const told = await empty.text();
  assert.equal(empty.status, 422);
  assert.deepEqual(pageFaults(told), []);
  assert.match(told, new RegExp(`href="#field-passkey-${id}"`));
  assert.equal((await visitor.post(staffPaths.passkeyName(id), { name: "집" })).status, 303);
  assert.match(await expectPage(visitor, staffPaths.secondFactorSettings), /집/);
  assert.equal((await visitor.post(staffPaths.passkeyRemoval(id), {})).status, 303);
  const after = await expectPage(visitor, staffPaths.secondFactorSettings);
  assert.match(after, /아직 등록하지 않았습니다/);
});

Deno.test("after a while without a factor the settings want the password first", async () => {
  await using world = await openMember();
  const { visitor, site } = world;
  wait(site);
  assert.match(await expectPage(visitor, staffPaths.secondFactorSettings), /한 번 더 확인/);
  assert.equal((await visitor.post(staffPaths.codeApp, {})).status, 403);
  const wrong = await visitor.post(staffPaths.passwordProof, { password: "wrong-password" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /4번 더 틀리면 잠깁니다/);
  await visitor.get(staffPaths.secondFactorSettings);
  const password = "quiet-harbour-2026";
  assert.equal((await visitor.post(staffPaths.passwordProof, { password })).status, 303);
  await enrolApp(visitor);
});
