import assert from "node:assert/strict";
import {
  ClientAlreadySetError,
  ClientNotAllowedError,
  DuplicateLoginError,
  SessionEndedError,
} from "../errors.ts";
import { SESSION_SUPERSEDED, type SessionSuperseded } from "../events.ts";
import { tablesOf } from "../tables.ts";
import { ADDRESS, openWorld, RESIDENT_NUMBER, type World } from "../test_world.ts";

const MINUTE_MS = 60_000;

async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld();
  await work(world);
}

Deno.test("a newer login with the same certificate supersedes the earlier one and says so", async () => {
  await withWorld(async ({ kernel, auth, test, person, input, sentTo }) => {
    const events: SessionSuperseded[] = [];
    kernel.events.subscribe<string, SessionSuperseded>(
      SESSION_SUPERSEDED,
      "test.superseded",
      (_tx, { data }) => Promise.resolve(void events.push(data)),
    );
    const company = await person();
    const first = await auth.submitters.logIn(await input(company));
    const second = await auth.submitters.logIn(await input(company));
    const found = await auth.submitters.find(first.token);
    assert.equal(found.state, "superseded");
    assert.equal((await auth.submitters.find(second.token)).state, "live");
    assert.equal(second.session.submitterId, first.session.submitterId);
    const live = (id: string) => kernel.transaction((tx) => auth.submitters.requireLive(tx, id));
    await assert.rejects(live(first.session.id), DuplicateLoginError);
    await live(second.session.id);
    await test.drain();
    assert.deepEqual(events, [{
      sessionId: first.session.id,
      certificateFingerprint: first.session.certificateFingerprint,
      by: "login",
    }]);
    assert.deepEqual(sentTo, [], "the same phone is not told of its own login");
  });
});

Deno.test("a login with another phone is told to the phone that was there before", async () => {
  await withWorld(async ({ auth, test, person, input, sentTo }) => {
    const company = await person();
    await auth.submitters.logIn(await input(company));
    await auth.submitters.logIn(await input(company, { phone: "01011112222" }));
    await test.drain();
    assert.deepEqual(sentTo, ["01098765432"]);
  });
});

Deno.test("endByAgency() ends the session of a certificate as superseded", async () => {
  await withWorld(async ({ kernel, auth, person, input }) => {
    const { token, session } = await auth.submitters.logIn(await input(await person()));
    const end = () =>
      kernel.transaction((tx) => auth.submitters.endByAgency(tx, session.certificateFingerprint));
    await end();
    assert.equal((await auth.submitters.find(token)).state, "superseded");
    await end();
  });
});

Deno.test("eight logins at once with one certificate leave one live session", async () => {
  await withWorld(async ({ kernel, auth, person, input }) => {
    const company = await person();
    const inputs = [];
    for (let index = 0; index < 8; index++) inputs.push(await input(company));
    const logins = await Promise.all(inputs.map((made) => auth.submitters.logIn(made)));
    const states = await Promise.all(
      logins.map(async ({ token }) => (await auth.submitters.find(token)).state),
    );
    assert.equal(states.filter((state) => state === "live").length, 1);
    assert.equal(states.filter((state) => state === "superseded").length, 7);
    const submitters = await tablesOf(kernel.database.db).selectFrom("submitter").selectAll()
      .execute();
    assert.equal(submitters.length, 1);
  });
});

Deno.test("two logins at once with the same nonce are one login", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const made = await input(await person());
    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map(() => auth.submitters.logIn(made)),
    );
    const names = answers.map((answer) =>
      answer.status === "fulfilled" ? "in" : answer.reason.name
    );
    assert.deepEqual(names.sort(), [
      "NonceReplayedError",
      "NonceReplayedError",
      "NonceReplayedError",
      "in",
    ]);
  });
});

Deno.test("a session ends after half an hour of silence and after four hours at most", async () => {
  await withWorld(async ({ kernel, auth, test, person, input }) => {
    const company = await person();
    const { token, session } = await auth.submitters.logIn(await input(company));
    for (let index = 0; index < 8; index++) {
      test.clock.advance(29 * MINUTE_MS);
      assert.equal((await auth.submitters.find(token)).state, "live");
    }
    test.clock.advance(8 * MINUTE_MS);
    assert.equal((await auth.submitters.find(token)).state, "none");
    const live = kernel.transaction((tx) => auth.submitters.requireLive(tx, session.id));
    await assert.rejects(live, SessionEndedError);
    const idle = await auth.submitters.logIn(await input(company));
    test.clock.advance(30 * MINUTE_MS);
    const next = await auth.submitters.logIn(await input(company));
    assert.equal((await auth.submitters.find(idle.token)).state, "none", "ran out, not superseded");
    await auth.submitters.logOut(next.token);
    assert.equal((await auth.submitters.find(next.token)).state, "none");
  });
});

Deno.test("a representative's claim of a business number does not open another's history", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const login = async (name: string) => {
      const policyOid = "1.2.410.200005.1.1.4";
      const someone = await person({ name, policyOid, idn: RESIDENT_NUMBER });
      const made = await input(someone, {
        submitterType: "proprietorByRepresentative",
        secrets: { residentNumber: RESIDENT_NUMBER },
      });
      return (await auth.submitters.logIn(made)).session.submitterId;
    };
    const owner = await login("김하늘");
    assert.notEqual(await login("박바다"), owner);
    assert.equal(await login("김하늘"), owner, "a renewed certificate of the same subject");
  });
});

Deno.test("setClient() is for tax agents, once in a session", async () => {
  await withWorld(async ({ kernel, auth, person, input }) => {
    const client = { businessNumber: "2208162517", name: "누리상사" };
    const set = (id: string, whom: typeof client) =>
      kernel.transaction((tx) => auth.submitters.setClient(tx, id, whom));
    const agent = await auth.submitters.logIn(
      await input(await person(), { submitterType: "taxAgent" }),
    );
    await set(agent.session.id, client);
    const found = await auth.submitters.find(agent.token);
    assert.deepEqual(found.state === "live" ? found.session.client : undefined, client);
    await set(agent.session.id, client);
    const other = { ...client, businessNumber: "1234567891" };
    await assert.rejects(set(agent.session.id, other), ClientAlreadySetError);
    const company = await auth.submitters.logIn(await input(await person()));
    await assert.rejects(set(company.session.id, client), ClientNotAllowedError);
  });
});

Deno.test("needsFirstConsent holds until the terms are agreed to, and again at a new version", async () => {
  await withWorld(async ({ kernel, auth, person, input }) => {
    const { token, session } = await auth.submitters.logIn(await input(await person()));
    const needs = async () => {
      const found = await auth.submitters.find(token);
      return found.state === "live" ? found.session.needsFirstConsent : undefined;
    };
    const give = (kind: "service" | "personalData", version: number) =>
      kernel.transaction((tx) =>
        auth.consents.record(tx, {
          submitterId: session.submitterId,
          given: [{ kind, version }],
          address: ADDRESS,
        })
      );
    await give("service", 1);
    assert.equal(await needs(), true);
    await give("personalData", 1);
    assert.equal(await needs(), false);
    await tablesOf(kernel.database.db).insertInto("consent_document").values({
      kind: "service",
      version: 2,
      title: "서비스 이용약관",
      body: "새 약관",
      required: true,
      effective_from: kernel.clock.now(),
    }).execute();
    assert.equal(await needs(), true);
  });
});

Deno.test("purge destroys used nonces, old sessions and transport keys", async () => {
  await withWorld(async ({ kernel, auth, test, person, input }) => {
    await auth.submitters.logIn(await input(await person()));
    test.clock.advance(27 * 60 * MINUTE_MS);
    await test.runTicks();
    const tables = tablesOf(kernel.database.db);
    assert.deepEqual(await tables.selectFrom("challenge").selectAll().execute(), []);
    assert.deepEqual(await tables.selectFrom("transport_key").selectAll().execute(), []);
    assert.equal((await tables.selectFrom("submitter_session").selectAll().execute()).length, 1);
    test.clock.advance(8 * 24 * 60 * MINUTE_MS);
    await test.runTicks();
    assert.deepEqual(await tables.selectFrom("submitter_session").selectAll().execute(), []);
  });
});
