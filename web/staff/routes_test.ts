import assert from "node:assert/strict";
import { named } from "../test_site/desks.ts";
import { expectPage } from "../test_site/expect_page.ts";
import { STAFF } from "../test_site/people.ts";
import { startTestSite } from "../test_site/site.ts";
import { pageFaults } from "../testing.ts";
import { staffPaths } from "./context.ts";

const TYPED = { loginId: "hanbit", password: "not-the-password" };

function siteFor(session: typeof STAFF[keyof typeof STAFF]) {
  return startTestSite({ staff: { logIn: () => Promise.resolve({ token: "t", session }) } });
}

Deno.test("StaffLoginPage() and PasswordPage() obey the rules of all pages", async () => {
  const site = startTestSite();
  await expectPage(site.visitAs(), staffPaths.login);
  const text = await expectPage(site.visitAs("newAdmin"), staffPaths.password);
  assert.match(text, /처음 받은 비밀번호는 한 번만 쓸 수 있습니다/);
  const stranger = await site.visitAs().get(staffPaths.password);
  assert.equal(stranger.status, 303);
});

Deno.test("POST /staff/login leads each role to its own work, or back", async () => {
  const cases = [
    [STAFF.institutionAdmin, "", "/console"],
    [STAFF.operator, "", "/operator"],
    [STAFF.newAdmin, "", "/staff/password"],
    [STAFF.institutionAdmin, "/console/deliveries", "/console/deliveries"],
    [STAFF.institutionAdmin, "//evil.example/", "/console"],
  ] as const;
  for (const [session, wanted, place] of cases) {
    const visitor = siteFor(session).visitAs();
    await visitor.get(staffPaths.login);
    const answer = await visitor.post(staffPaths.login, { ...TYPED, return: wanted });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), place);
    assert.match(answer.headers.get("set-cookie") ?? "", /^__Host-staff=t;.*SameSite=Strict/);
  }
});

Deno.test("POST /staff/login keeps the ID, never the password, and says how many tries are left", async () => {
  const visitor = startTestSite({
    staff: { logIn: () => Promise.reject(named("StaffLoginError", { triesLeft: 3 })) },
  }).visitAs();
  await visitor.get(staffPaths.login);
  const answer = await visitor.post(staffPaths.login, { ...TYPED, return: "/console/deliveries" });
  const text = await answer.text();
  assert.equal(answer.status, 401);
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, /아이디 또는 비밀번호가 맞지 않습니다\..*3번 더 틀리면 잠깁니다/s);
  assert.match(text, /value="hanbit"/);
  assert.match(text, /name="return" value="\/console\/deliveries"/);
  assert.doesNotMatch(text, /not-the-password/);
  const empty = await visitor.post(staffPaths.login, { loginId: "", password: "" });
  assert.equal(empty.status, 422);
});

Deno.test("POST /staff/password wants the new password twice, and says why one is refused", async () => {
  const visitor = startTestSite({
    staff: { changePassword: () => Promise.reject(named("PasswordRefusedError")) },
  }).visitAs("newAdmin");
  await visitor.get(staffPaths.password);
  const unlike = await visitor.post(staffPaths.password, { current: "a", next: "b", again: "c" });
  assert.equal(unlike.status, 422);
  const both = await unlike.text();
  assert.match(both, /2곳을 확인해 주십시오/);
  assert.match(both, /새 비밀번호와 같게 입력해 주십시오/);
  assert.match(both, /field-next-error[^>]*>[^<]*8자 이상 입력해 주십시오/);
  const weak = await visitor.post(staffPaths.password, { current: "a", next: "b", again: "b" });
  assert.equal(weak.status, 422);
  assert.match(await weak.text(), /쓸 수 없는 비밀번호입니다/);
});

Deno.test("POST /staff/logout ends the session and forgets the cookie", async () => {
  const ended: string[] = [];
  const visitor = startTestSite({
    staff: { logOut: (token) => Promise.resolve(void ended.push(token)) },
  }).visitAs("institutionAdmin");
  await visitor.get("/console");
  await visitor.post(staffPaths.logout, {});
  assert.deepEqual(ended, ["institutionAdmin"]);
  assert.equal(visitor.cookies.has("__Host-staff"), false);
});
