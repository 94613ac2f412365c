import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type AttackSite, openAttackSite, STAFF_PASSWORD } from "./testing/attack_site.ts";
import { loginInput, type Person } from "./testing/certificate_people.ts";
import { send } from "./testing/test_request.ts";
import { createVisitor, type Visitor } from "./testing.ts";

const MINUTE_MS = 60_000;
const HISTORY = "/oneclick/submissions";
const NUMBER = "1234567891";

/** Logs in over HTTP, as the login page's island does. */
async function logInByPage(
  site: AttackSite,
  { visitor, person, returnPath }: { visitor: Visitor; person: Person; returnPath?: string },
): Promise<Response> {
  const { address: _address, origin: _origin, ...body } = await loginInput(site.auth, {
    person,
    at: site.kernel.clock.now(),
  });
  const answer = await visitor.postJson("/login", {
    ...body,
    ...(returnPath === undefined ? {} : { returnPath }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer;
}

async function logInStaff(visitor: Visitor, fields: Record<string, string>): Promise<Response> {
  await visitor.get("/staff/login");
  return await visitor.post("/staff/login", { password: STAFF_PASSWORD, ...fields });
}

/** Every row of every table that holds sessions, as text. */
async function sessionRows(site: AttackSite): Promise<string> {
  const tables = ["auth.submitter_session", "auth.staff_session", "kernel.access_log"];
  const rows = await Promise.all(
    tables.map((table) => site.kernel.database.db.selectFrom(table as never).selectAll().execute()),
  );
  return JSON.stringify(rows);
}

Deno.test("a login gives a new token in a cookie that scripts and other sites cannot touch", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const visitor = await site.visitor({});
  visitor.cookies.set("__Host-session", "planted-by-an-attacker");
  await visitor.get("/support");
  const answer = await logInByPage(site, { visitor, person });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("__Host-session="));
  assert.match(cookie ?? "", /; Path=\/(;|$)/);
  assert.match(cookie ?? "", /; HttpOnly(;|$)/);
  assert.match(cookie ?? "", /; Secure(;|$)/);
  assert.match(cookie ?? "", /; SameSite=Lax(;|$)/);
  assert.doesNotMatch(cookie ?? "", /Domain/i);
  const token = visitor.cookies.get("__Host-session") ?? "";
  assert.notEqual(token, "planted-by-an-attacker");
  assert.match(token, /^[\w-]{43,}$/);
  assert.doesNotMatch(await answer.text(), new RegExp(token));
});

Deno.test("the database and the log hold a token's hash alone", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const { token } = await site.logIn(person);
  const staff = await site.staff({ loginId: "watcher", role: "operator" });
  const rows = await sessionRows(site);
  for (const each of [token, staff.token]) {
    assert.ok(!rows.includes(each));
    assert.ok(rows.includes(createHash("sha256").update(each).digest("hex")));
    assert.ok(!site.logLines.some((line) => line.includes(each)));
  }
});

Deno.test("the hash of a token is no token", async () => {
  await using site = await openAttackSite();
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const hash = createHash("sha256").update(token).digest("hex");
  const visitor = await site.visitor({ staff: hash });
  assert.equal((await visitor.get("/operator")).status, 303);
});

Deno.test("a logout ends the session itself, not only the browser's cookie", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const { token } = await site.logIn(person);
  const staff = await site.staff({ loginId: "watcher", role: "operator" });
  const visitor = await site.visitor({ session: token, staff: staff.token });
  const kept = createVisitor(site.app);
  for (const [name, value] of visitor.cookies) kept.cookies.set(name, value);
  await visitor.post("/logout", {});
  await visitor.get("/support");
  await visitor.post("/staff/logout", {});
  assert.equal((await kept.get(HISTORY)).status, 303);
  assert.equal((await kept.get("/operator")).status, 303);
});

Deno.test("a second login with the certificate ends the first, which hears LOGIN-999", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const first = await site.visitor({ session: (await site.logIn(person)).token });
  assert.equal((await first.get(HISTORY)).status, 200);
  const second = await site.visitor({ session: (await site.logIn(person)).token });
  const answer = await first.get(HISTORY);
  assert.notEqual(answer.status, 200);
  assert.match(await answer.text(), /LOGIN-999/);
  assert.equal((await second.get(HISTORY)).status, 200);
});

Deno.test("sessions end when nobody moves, and at last however much somebody moves", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const open = async () => [
    await site.visitor({ session: (await site.logIn(person)).token }),
    await site.visitor({ staff: await freshStaff(site) }),
  ];
  const statuses = async (visitors: readonly Visitor[]) => [
    (await visitors[0]!.get(HISTORY)).status,
    (await visitors[1]!.get("/operator")).status,
  ];
  const idle = await open();
  site.test.clock.advance(29 * MINUTE_MS);
  assert.deepEqual(await statuses(idle), [200, 200]);
  site.test.clock.advance(31 * MINUTE_MS);
  assert.deepEqual(await statuses(idle), [303, 303]);
  const busy = await open();
  for (let hour = 0; hour < 12; hour++) {
    for (let part = 0; part < 3; part++) {
      site.test.clock.advance(20 * MINUTE_MS);
      await statuses(busy);
    }
    const [submitter, staff] = await statuses(busy);
    if (hour >= 4) assert.equal(submitter, 303);
    if (hour >= 10) assert.equal(staff, 303);
  }
});

let staffCount = 0;
async function freshStaff(site: AttackSite): Promise<string> {
  return (await site.staff({ loginId: `watcher-${++staffCount}`, role: "operator" })).token;
}

Deno.test("a member of staff who is disabled or loses the role is out with the next request", async () => {
  await using site = await openAttackSite();
  const disabled = await site.staff({ loginId: "leaver", role: "operator" });
  const lowered = await site.staff({ loginId: "mover", role: "operator" });
  const [one, two] = [
    await site.visitor({ staff: disabled.token }),
    await site.visitor({ staff: lowered.token }),
  ];
  assert.equal((await one.get("/operator")).status, 200);
  await site.kernel.transaction((tx) =>
    site.auth.staff.disable(tx, { staffId: disabled.staffId, actor: "test" })
  );
  assert.equal((await one.get("/operator")).status, 303);
  assert.equal((await two.get("/operator")).status, 200);
  const { institutionId } = await site.institution("기관", "one");
  await site.kernel.database.db.updateTable("auth.staff" as never)
    .set({ role: "institutionStaff", organisation_id: institutionId } as never)
    .where("id" as never, "=", lowered.staffId as never).execute();
  assert.equal((await two.get("/operator")).status, 404);
});

Deno.test("a changed password ends the account's other sessions, and the staff cookie is Strict", async () => {
  await using site = await openAttackSite();
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const elsewhere = await site.visitor({ staff: token });
  const here = await site.visitor({});
  const login = await logInStaff(here, { loginId: "watcher" });
  const cookie = login.headers.getSetCookie().find((line) => line.startsWith("__Host-staff="));
  for (const attribute of [/HttpOnly/, /Secure/, /SameSite=Strict/, /Path=\/;?/]) {
    assert.match(cookie ?? "", attribute);
  }
  await here.get("/staff/password");
  const next = "another-harbour-2026";
  const changed = await here.post("/staff/password", {
    current: STAFF_PASSWORD,
    next,
    again: next,
  });
  assert.equal(changed.status, 303);
  assert.equal((await elsewhere.get("/operator")).status, 303);
  assert.equal((await here.get("/operator")).status, 200);
});

Deno.test("a token of the time before the login does not act for the session after it", async () => {
  await using site = await openAttackSite();
  await site.staff({ loginId: "watcher", role: "operator" });
  const visitor = await site.visitor({});
  const before = visitor.token();
  await logInStaff(visitor, { loginId: "watcher" });
  const answer = await send(site.app, visitor, {
    method: "POST",
    path: "/operator/holidays",
    body: { form: { date: "2026-12-30", name: "x" } },
    headers: { "X-Maru-Token": before },
  });
  assert.equal(answer.status, 403);
  await answer.body?.cancel();
});

const ELSEWHERE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/%2f/evil.example/..//evil.example",
  "/x/../..//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  " //evil.example",
  "/@evil.example//",
  "http://localhost:8000@evil.example",
  "//evil.example/%2e%2e",
  "/\u{ff0f}evil.example",
  "/a\r\nSet-Cookie: x=y",
] as const;

/** Where a browser that stands on our origin would end up. */
function hostOf(location: string): string {
  return new URL(location, "http://localhost:8000/x").host;
}

Deno.test("no return path leads to another site", async () => {
  await using site = await openAttackSite();
  await site.staff({ loginId: "watcher", role: "operator" });
  const person = await site.people.person({ name: "가온상사", businessNumber: NUMBER });
  const session = await site.visitor({ session: (await site.logIn(person)).token });
  for (const evil of ELSEWHERE) {
    const query = new URLSearchParams({ return: evil });
    for (const path of ["/login", "/staff/login", "/oneclick/welcome", "/oneclick/client"]) {
      const page = await (await session.get(`${path}?${query}`)).text();
      const links = [...page.matchAll(/(?:href|action|value)="([^"]*evil[^"]*)"/g)];
      for (const [, link] of links) assert.equal(hostOf(link!), "localhost:8000", evil);
    }
    const contrast = await session.post("/preferences/contrast", {
      contrast: "high",
      return: evil,
    });
    assert.equal(hostOf(contrast.headers.get("location")!), "localhost:8000", evil);
    const welcome = await session.post("/oneclick/welcome", {
      service: "on",
      personalData: "on",
      return: evil,
    });
    assert.equal(welcome.status, 303);
    assert.equal(hostOf(welcome.headers.get("location")!), "localhost:8000", evil);
    site.test.clock.advance(2 * MINUTE_MS);
    const staff = await site.visitor({});
    const login = await logInStaff(staff, { loginId: "watcher", return: evil });
    assert.equal(login.status, 303);
    assert.equal(hostOf(login.headers.get("location")!), "localhost:8000", evil);
    assert.equal(login.headers.getSetCookie().some((line) => line.startsWith("x=")), false);
  }
  const fresh = await site.visitor({});
  for (const returnPath of ELSEWHERE.slice(0, 8)) {
    await fresh.get("/support");
    const answer = await logInByPage(site, { visitor: fresh, person, returnPath });
    const { location } = await answer.json();
    assert.equal(hostOf(location), "localhost:8000", returnPath);
  }
});
