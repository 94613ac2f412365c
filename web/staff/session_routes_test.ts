import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { openAttackSite, STAFF_PASSWORD } from "../testing/attack_site.ts";
import { staffPaths } from "./context.ts";

async function openMerchant() {
  const site = await openAttackSite();
  const { id: organisationId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const member = await site.member({ organisationId, role: "merchantAdmin", isProved: false });
  const logIn = async (address: string) => {
    const { token } = await site.auth.staff.logIn({
      loginId: member.loginId,
      password: STAFF_PASSWORD,
      address,
    });
    return await site.visitor({ staff: token });
  };
  return { site, member, logIn, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

Deno.test("/staff/sessions shows where the account is logged in, and ends one or all others", async () => {
  await using world = await openMerchant();
  const here = await world.logIn("203.0.113.7");
  const there = await world.logIn("198.51.100.20");
  const text = await expectPage(here, staffPaths.sessions);
  assert.match(text, /이 기기/);
  assert.match(text, /지난 로그인 .*203\.0\.113\.7/);
  const ends = [...text.matchAll(/action="(\/staff\/sessions\/[0-9a-f-]{36}\/end)"/g)];
  assert.equal(ends.length, 2, "two others, not this one");
  for (const [, path = ""] of ends) assert.equal((await here.post(path, {})).status, 303);
  assert.equal((await there.get(staffPaths.sessions)).status, 303);
  assert.equal((await here.get(staffPaths.sessions)).status, 200);
  const again = await world.logIn("198.51.100.21");
  await here.get(staffPaths.sessions);
  assert.equal((await here.post(staffPaths.otherSessionsEnd, {})).status, 303);
  assert.equal((await again.get(staffPaths.sessions)).status, 303);
  assert.doesNotMatch(await expectPage(here, staffPaths.sessions), /모두 로그아웃/);
});

Deno.test("/staff/sessions/:id/end finds no session of somebody else", async () => {
  await using world = await openMerchant();
  const other = await world.site.staff({ loginId: "watcher", role: "operator" });
  const [session] = await world.site.auth.staff.sessions(other.staffId);
  const here = await world.logIn("203.0.113.7");
  await here.get(staffPaths.sessions);
  assert.equal((await here.post(staffPaths.sessionEnd(session?.id ?? ""), {})).status, 404);
  assert.equal((await world.site.auth.staff.sessions(other.staffId)).length, 1);
});

Deno.test("a member's first login leads to the password, then to /debit, by way of the return path", async () => {
  await using site = await openAttackSite();
  const { id: organisationId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const { loginId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createMember(tx, {
      organisationId,
      name: "정하람",
      role: "merchantAdmin",
      password: "000000",
    })
  );
  const visitor = await site.visitor();
  await visitor.get(staffPaths.login);
  const login = await visitor.post(staffPaths.login, { loginId, password: "000000", return: "" });
  assert.equal(login.headers.get("location"), staffPaths.password);
  for (const path of [staffPaths.members, staffPaths.sessions, staffPaths.secondFactor]) {
    assert.equal((await visitor.get(path)).headers.get("location"), staffPaths.password, path);
  }
  await visitor.get(staffPaths.password);
  const next = "calm-river-2026";
  const change = await visitor.post(staffPaths.password, { current: "000000", next, again: next });
  assert.equal(change.headers.get("location"), "/debit");
  await expectPage(visitor, staffPaths.sessions);
});
