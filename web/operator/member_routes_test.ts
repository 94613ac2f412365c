import assert from "node:assert/strict";
import { enrolCodeApp } from "@maru/auth/testing";
import { expectPage } from "../test_site/expect_page.ts";
import { openAttackSite } from "../testing/attack_site.ts";
import { staffPaths } from "../staff/context.ts";
import { pageFaults, TEST_ORIGIN } from "../testing.ts";
import { operatorPaths } from "./context.ts";
import { memberPaths } from "./member_paths.ts";

async function openOperator() {
  const site = await openAttackSite();
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const session = await site.auth.staff.find(token);
  await enrolCodeApp(site.auth.secondFactors, { sessionId: session?.id ?? "", at: new Date() });
  const { id: organisationId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "가람피트니스", businessNumber: "1234567891" })
  );
  const visitor = await site.visitor({ staff: token });
  return {
    site,
    visitor,
    organisationId,
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

function issuedIn(text: string): { loginId: string; password: string } {
  const [loginId = "", password = ""] = [...text.matchAll(/<code>([^<]+)<\/code>/g)]
    .map(([, code]) => code);
  return { loginId, password };
}

Deno.test("an operator finds an organisation and makes its first administrator", async () => {
  await using world = await openOperator();
  const { site, visitor, organisationId } = world;
  await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name: "나래%학원" })
  );
  const all = await expectPage(visitor, memberPaths.newAdministrator);
  assert.match(all, /가람피트니스/);
  const found = await expectPage(visitor, `${memberPaths.newAdministrator}?text=45678`);
  assert.match(found, /가람피트니스/);
  assert.doesNotMatch(found, /나래%학원/);
  const literal = await expectPage(visitor, `${memberPaths.newAdministrator}?text=%25`);
  assert.doesNotMatch(literal, /가람피트니스/);
  await expectPage(visitor, `${memberPaths.newAdministrator}?organisation=${organisationId}`);
  const empty = await visitor.post(memberPaths.administrators, { organisationId, name: "" });
  assert.equal(empty.status, 422);
  assert.deepEqual(pageFaults(await empty.text()), []);
  const made = await visitor.post(memberPaths.administrators, { organisationId, name: "정하람" });
  const text = await made.text();
  assert.deepEqual(pageFaults(text), []);
  const issued = issuedIn(text);
  const { session } = await site.auth.staff.logIn({ ...issued, address: "192.0.2.4" });
  assert.equal(session.role, "merchantAdmin");
  assert.equal(session.organisationId, organisationId);
  const list = await expectPage(visitor, `${operatorPaths.staff}?text=%EA%B0%80%EB%9E%8C`);
  assert.match(list, new RegExp(issued.loginId));
  assert.doesNotMatch(list, /<th scope="row"[^>]*>watcher</);
});

Deno.test("an operator resets password and second factor of others, never of the own account", async () => {
  await using world = await openOperator();
  const { site, visitor, organisationId } = world;
  const member = await site.member({ organisationId, role: "merchantAdmin", isProved: true });
  await expectPage(visitor, memberPaths.account(member.staffId));
  const cleared = await visitor.post(memberPaths.secondFactor(member.staffId), {});
  assert.equal(cleared.status, 303);
  assert.equal((await site.auth.staff.find(member.token))?.secondFactor.isEnrolled, false);
  const reset = await visitor.post(memberPaths.password(member.staffId), {});
  const issued = issuedIn(await reset.text());
  assert.equal(issued.loginId, member.loginId);
  assert.equal(await site.auth.staff.find(member.token), undefined);
  const { session } = await site.auth.staff.logIn({ ...issued, address: "192.0.2.4" });
  assert.ok(session.mustChangePassword);
  const [own] = await site.auth.staff.list({ text: "watcher" });
  for (const path of [memberPaths.account, memberPaths.password, memberPaths.secondFactor]) {
    const id = own?.id ?? "";
    const answer = path === memberPaths.account
      ? await visitor.get(path(id))
      : await visitor.post(path(id), {});
    assert.equal(answer.status, 404, path(id));
  }
});

Deno.test("a press of a list that comes after the second factor ran out leads back to the list", async () => {
  await using world = await openOperator();
  const { site, organisationId } = world;
  const member = await site.member({ organisationId, role: "merchantAdmin", isProved: true });
  const { token } = await site.staff({ loginId: "unproved", role: "operator" });
  const visitor = await site.visitor({ staff: token });
  const list = `${operatorPaths.staff}?text=2`;
  const path = operatorPaths.staffDisable(member.staffId);
  for (
    const [referer, back] of [
      [`${TEST_ORIGIN}${list}`, list],
      [`https://evil.example${list}`, path],
      [undefined, path],
    ] as const
  ) {
    const late = await visitor.post(path, {}, referer === undefined ? {} : { referer });
    assert.equal(late.status, 403);
    const href = `${staffPaths.secondFactor}?return=${encodeURIComponent(back)}`;
    assert.ok((await late.text()).includes(`href="${href}"`), `${referer}`);
  }
});

Deno.test("a password that an operator issued is shown once, however often its page is loaded again", async () => {
  await using world = await openOperator();
  const { site, visitor, organisationId } = world;
  const member = await site.member({ organisationId, role: "merchantAdmin", isProved: false });
  const keyIn = (text: string) => text.match(/name="_key" value="([^"]+)"/)?.[1] ?? "";
  const account = await expectPage(visitor, memberPaths.account(member.staffId));
  const path = `${memberPaths.newAdministrator}?organisation=${organisationId}`;
  const newcomer = await expectPage(visitor, path);
  const administrator = { organisationId, name: "정하람", _key: keyIn(newcomer) };
  for (
    const [action, form] of [
      [memberPaths.password(member.staffId), { _key: keyIn(account) }],
      [memberPaths.administrators, administrator],
    ] as const
  ) {
    const issued = issuedIn(await (await visitor.post(action, form)).text());
    const again = await (await visitor.post(action, form)).text();
    assert.deepEqual(pageFaults(again), []);
    assert.match(again, /이미 보여 드렸습니다/);
    assert.ok(again.includes(issued.loginId) && !again.includes(issued.password), action);
    const { session } = await site.auth.staff.logIn({ ...issued, address: "192.0.2.4" });
    assert.ok(session.mustChangePassword);
  }
  const made = await site.auth.staff.list({ organisationId });
  assert.equal(made.filter(({ name }) => name === "정하람").length, 1);
});
