import assert from "node:assert/strict";
import { expectPage } from "../../test_site/expect_page.ts";
import { openAttackSite } from "../../testing/attack_site.ts";
import { pageFaults } from "../../testing.ts";
import { staffPaths } from "../context.ts";

async function openMerchant() {
  const site = await openAttackSite();
  const { id: organisationId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const admin = await site.member({ organisationId, role: "merchantAdmin", isProved: true });
  const visitor = await site.visitor({ staff: admin.token });
  return {
    site,
    organisationId,
    admin,
    visitor,
    list: () => site.auth.members.list(organisationId),
    roles: () => site.auth.members.roles(organisationId),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

/** ID and password as the page shows them, the one time. */
function issuedIn(text: string): { loginId: string; password: string } {
  const [loginId = "", password = ""] = [...text.matchAll(/<code>([^<]+)<\/code>/g)]
    .map(([, code]) => code);
  assert.match(loginId, /^\d{8}$/);
  return { loginId, password };
}

Deno.test("an administrator makes a role and a member, who logs in with what the page shows", async () => {
  await using world = await openMerchant();
  const { visitor, site } = world;
  await expectPage(visitor, staffPaths.roles);
  await expectPage(visitor, staffPaths.newRole);
  const rights = { "right.debit.read": "on", "right.debit.customers": "on" };
  const saved = await visitor.post(staffPaths.roles, { name: "창구", ...rights });
  assert.equal(saved.headers.get("location"), staffPaths.roles);
  const [role] = await world.roles();
  assert.deepEqual(role?.rights, ["debit.read", "debit.customers"]);
  const offered = await expectPage(visitor, staffPaths.newMember);
  assert.match(offered, /<a href="\/staff\/roles">역할과 권한<\/a>에서 역할을 먼저 만들어/);
  const empty = await visitor.post(staffPaths.members, { name: "", role: "" });
  const refused = await empty.text();
  assert.equal(empty.status, 422);
  assert.deepEqual(pageFaults(refused), []);
  assert.match(refused, /2곳을 확인해 주십시오/);
  const added = await visitor.post(staffPaths.members, { name: "윤다솜", role: role?.id ?? "" });
  const text = await added.text();
  assert.deepEqual(pageFaults(text), []);
  const issued = issuedIn(text);
  assert.match(text, /로그인할 때 입력합니다\. 업체번호로는 로그인할 수 없습니다/);
  const { session } = await site.auth.staff.logIn({ ...issued, address: "192.0.2.4" });
  assert.equal(session.name, "윤다솜");
  assert.ok(session.mustChangePassword);
  assert.deepEqual(session.rights, ["debit.read", "debit.customers"]);
  assert.match(await expectPage(visitor, staffPaths.members), /비밀번호 변경 전/);
});

Deno.test("a new member's form that is sent twice makes one member, and shows the password once", async () => {
  await using world = await openMerchant();
  const { visitor } = world;
  const shown = await expectPage(visitor, staffPaths.newMember);
  const [, key = ""] = shown.match(/name="_key" value="([^"]+)"/) ?? [];
  const typed = { name: "윤다솜", role: "merchantAdmin", _key: key };
  const first = await (await visitor.post(staffPaths.members, typed)).text();
  const { loginId, password } = issuedIn(first);
  const again = await visitor.post(staffPaths.members, typed);
  const text = await again.text();
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /첫 비밀번호는 이미 보여 드렸습니다/);
  assert.ok(text.includes(loginId) && !text.includes(password));
  assert.equal((await world.list()).length, 2);
  const other = await visitor.post(staffPaths.members, { ...typed, name: "다른 이름" });
  assert.equal(other.status, 409);
  assert.equal((await world.list()).length, 2);
});

Deno.test("a reset password is shown once, and loading its page again resets nothing", async () => {
  await using world = await openMerchant();
  const { site, visitor, organisationId } = world;
  const member = await site.member({ organisationId, role: "merchantAdmin", isProved: false });
  const shown = await expectPage(visitor, staffPaths.member(member.staffId));
  const [, _key = ""] = shown.match(/name="_key" value="([^"]+)"/) ?? [];
  const reset = () => visitor.post(staffPaths.memberPassword(member.staffId), { _key });
  const issued = issuedIn(await (await reset()).text());
  assert.equal(issued.loginId, member.loginId);
  const again = await (await reset()).text();
  assert.deepEqual(pageFaults(again), []);
  assert.match(again, /첫 비밀번호는 이미 보여 드렸습니다/);
  assert.ok(again.includes(issued.loginId) && !again.includes(issued.password));
  const { session } = await site.auth.staff.logIn({ ...issued, address: "192.0.2.4" });
  assert.ok(session.mustChangePassword);
});

Deno.test("the member's page changes role, password and lock, and ends the account", async () => {
  await using world = await openMerchant();
  const { visitor, site, organisationId } = world;
  const { id, loginId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createMember(tx, { organisationId, name: "윤다솜", role: "merchantStaff" })
  );
  for (let index = 0; index < 5; index++) {
    await site.auth.staff.logIn({ loginId, password: "wrong-password", address: "192.0.2.4" })
      .catch(() => {});
  }
  assert.match(await expectPage(visitor, staffPaths.member(id)), /잠김/);
  assert.equal((await visitor.post(staffPaths.memberUnlock(id), {})).status, 303);
  assert.doesNotMatch(await expectPage(visitor, staffPaths.member(id)), /잠김/);
  const reset = await visitor.post(staffPaths.memberPassword(id), {});
  const issued = issuedIn(await reset.text());
  assert.equal(issued.loginId, loginId);
  await site.auth.staff.logIn({ ...issued, address: "192.0.2.4" });
  const wrong = await visitor.post(staffPaths.memberRole(id), { role: "nothing" });
  assert.equal(wrong.status, 422);
  const role = { role: "merchantAdmin" };
  assert.equal((await visitor.post(staffPaths.memberRole(id), role)).status, 303);
  assert.equal((await world.list()).find((each) => each.id === id)?.role, "merchantAdmin");
  assert.equal((await visitor.post(staffPaths.memberSecondFactor(id), {})).status, 303);
  assert.equal((await visitor.post(staffPaths.memberEnd(id), {})).status, 303);
  assert.match(await expectPage(visitor, staffPaths.member(id)), /사용 중지/);
});

Deno.test("rules are told on the page: oneself, and a role's name that is taken", async () => {
  await using world = await openMerchant();
  const { visitor, admin } = world;
  await visitor.get(staffPaths.members);
  const own = await visitor.post(staffPaths.memberEnd(admin.staffId), {});
  const text = await own.text();
  assert.equal(own.status, 422);
  assert.match(text, /자기 자신은 바꿀 수 없습니다/);
  assert.deepEqual(pageFaults(text), []);
  await visitor.post(staffPaths.roles, { name: "창구" });
  const taken = await visitor.post(staffPaths.roles, { name: "창구", "right.debit.money": "on" });
  const told = await taken.text();
  assert.equal(taken.status, 422);
  assert.match(told, /같은 이름의 역할이 있습니다/);
  assert.match(told, /name="right\.debit\.money"[^>]*checked/);
  const [role] = await world.roles();
  const path = staffPaths.role(role?.id ?? "");
  await expectPage(visitor, path);
  assert.equal(
    (await visitor.post(path, { name: "창구 2", "right.debit.read": "on" })).status,
    303,
  );
  assert.deepEqual((await world.roles()).map((each) => [each.name, each.rights]), [
    ["창구 2", ["debit.read"]],
  ]);
});

Deno.test("a member without the right is told which one and whom to ask", async () => {
  await using world = await openMerchant();
  const { site, organisationId } = world;
  const staff = await site.member({ organisationId, role: "merchantStaff", isProved: true });
  const visitor = await site.visitor({ staff: staff.token });
  const answer = await visitor.get(staffPaths.members);
  const text = await answer.text();
  assert.equal(answer.status, 403);
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /'사용자관리' 권한이 필요합니다\. 업체 관리자에게/);
  assert.doesNotMatch(await expectPage(visitor, staffPaths.sessions), /href="\/staff\/members"/);
});
