import assert from "node:assert/strict";
import { type AttackSite, openAttackSite, STAFF_PASSWORD } from "./testing/attack_site.ts";
import { loginInput, type Person } from "./testing/certificate_people.ts";
import { openTwoTenants } from "./testing/two_tenants.ts";
import { TEST_ORIGIN } from "./testing.ts";

const MINUTE_MS = 60_000;
const PHONE = "01098765432";

/** What a socket would tell of the address. */
function from(hostname: string) {
  return { remoteAddr: { hostname } };
}

Deno.test("the API stops one address that asks without end, and no other", async () => {
  await using world = await openTwoTenants();
  const ask = async (address: string, key: string) => {
    const answer = await world.site.app.request(
      `${TEST_ORIGIN}/api/v1/documents?limit=1`,
      { headers: { "Authorization": `Bearer ${key}` } },
      from(address),
    );
    await answer.body?.cancel();
    return answer;
  };
  const guess = "maru_00000000_0000000000000000000000000000000000000000000";
  for (let count = 0; count < 600; count++) {
    assert.equal((await ask("198.51.100.1", guess)).status, 401);
  }
  const stopped = await ask("198.51.100.1", world.one.apiKey);
  assert.equal(stopped.status, 429);
  assert.ok(Number(stopped.headers.get("retry-after")) > 0);
  assert.equal((await ask("198.51.100.2", world.one.apiKey)).status, 200);
  world.site.test.clock.advance(MINUTE_MS);
  assert.equal((await ask("198.51.100.1", world.one.apiKey)).status, 200);
});

Deno.test("guessing transfer codes stops after twenty tries from one address", async () => {
  await using site = await openAttackSite();
  const { transfers } = site.auth;
  const ciphertext = new Uint8Array([1, 2, 3]);
  await transfers.put({ lookup: "ZZZZZZ", ciphertext, address: "192.0.2.1" });
  const errors: string[] = [];
  for (let count = 0; count < 40; count++) {
    const lookup = count.toString(32).toUpperCase().padStart(6, "0");
    await transfers.take({ lookup, address: "198.51.100.1" }).catch((error) =>
      errors.push(error.name)
    );
  }
  assert.equal(errors.filter((name) => name === "TransferNotFoundError").length, 20);
  assert.equal(errors.filter((name) => name === "RateLimitedError").length, 20);
  assert.deepEqual(await transfers.take({ lookup: "ZZZZZZ", address: "192.0.2.1" }), ciphertext);
});

async function failToLogIn(site: AttackSite, person: Person, address: string): Promise<string> {
  const input = await loginInput(site.auth, { person, at: site.kernel.clock.now(), address });
  try {
    // Another number than the certificate's: the last check of all fails.
    await site.auth.submitters.logIn({ ...input, phone: PHONE, businessNumber: "1248100998" });
    return "in";
  } catch (error) {
    return error instanceof Error ? error.name : "";
  }
}

Deno.test("an attacker who names a victim's phone is stopped, and the victim logs in", async () => {
  await using site = await openAttackSite();
  const victim = await site.people.person({ name: "가온상사", businessNumber: "1234567891" });
  const names = new Set<string>();
  for (let index = 0; index < 30; index++) {
    const attacker = await site.people.person({
      name: `공격 ${index}`,
      businessNumber: "2208162517",
    });
    names.add(await failToLogIn(site, attacker, `198.51.100.${index}`));
  }
  assert.deepEqual(names, new Set(["VidMismatchError", "RateLimitedError"]));
  const input = await loginInput(site.auth, { person: victim, at: site.kernel.clock.now() });
  const { session } = await site.auth.submitters.logIn({ ...input, phone: PHONE });
  assert.equal(session.submitterType, "corporation");
});

Deno.test("one address cannot try logins without end", async () => {
  await using site = await openAttackSite();
  const names: string[] = [];
  for (let count = 0; count < 70; count++) {
    await site.auth.submitters.logIn({
      challengeId: crypto.randomUUID(),
      origin: TEST_ORIGIN,
      submitterType: "corporation",
      submitterName: "x",
      phone: PHONE,
      cms: "AAAA",
      sealed: "AAAA",
      address: "198.51.100.1",
    }).catch((error) => names.push(error.name));
  }
  assert.equal(names.filter((name) => name === "NonceUnknownError").length, 60);
  assert.equal(names.filter((name) => name === "RateLimitedError").length, 10);
});

Deno.test("five wrong passwords lock an ID, but neither its open session nor its owner for good", async () => {
  await using site = await openAttackSite();
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const logIn = (password: string, address: string) =>
    site.auth.staff.logIn({ loginId: "watcher", password, address })
      .then(() => "in", (error) => error.name);
  for (let count = 0; count < 5; count++) {
    assert.equal(await logIn(`wrong-${count}`, `198.51.100.${count}`), "StaffLoginError");
  }
  assert.equal(await logIn(STAFF_PASSWORD, "192.0.2.1"), "StaffLockedError");
  const visitor = await site.visitor({ staff: token });
  assert.equal((await visitor.get("/operator")).status, 200);
  // Going on does not make it longer.
  site.test.clock.advance(20 * MINUTE_MS);
  assert.equal(await logIn("wrong again", "198.51.100.9"), "StaffLockedError");
  site.test.clock.advance(11 * MINUTE_MS);
  assert.equal(await logIn(STAFF_PASSWORD, "192.0.2.1"), "in");
});

Deno.test("an unknown ID is answered like a known one", async () => {
  await using site = await openAttackSite();
  await site.staff({ loginId: "watcher", role: "operator" });
  const answers = [];
  for (const loginId of ["watcher", "nobody-at-all"]) {
    const visitor = await site.visitor({});
    await visitor.get("/staff/login");
    const answer = await visitor.post("/staff/login", { loginId, password: "wrong-password" });
    const text = await answer.text();
    const plain = text.replaceAll(loginId, "ID").replace(/content="[\w-]{43}"/g, "")
      .replace(/value="[\w-]{43}"/g, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");
    answers.push({ status: answer.status, text: plain });
  }
  assert.deepEqual(answers[0], answers[1]);
});
