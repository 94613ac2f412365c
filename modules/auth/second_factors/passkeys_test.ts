import assert from "node:assert/strict";
import {
  PasskeyNotFoundError,
  PasskeysUnavailableError,
  SecondFactorNeededError,
  SecondFactorRefusedError,
  TooManyPasskeysError,
} from "../errors.ts";
import { ADDRESS, openStaffWorld, ORIGIN, type StaffWorld } from "../staff/test_staff.ts";
import { tablesOf } from "../tables.ts";
import { type AnswerChange, createSoftwareAuthenticator } from "../testing.ts";
import { createSecondFactors } from "./create_second_factors.ts";
import { relyingPartyOf } from "./relying_party.ts";

const MINUTE_MS = 60_000;

async function enrolled(world: StaffWorld, { countsUses = true } = {}) {
  const member = await world.member();
  const sessionId = member.session.id;
  const request = { sessionId, address: ADDRESS };
  const device = createSoftwareAuthenticator({ origin: ORIGIN, countsUses });
  const { id } = await add(world, { sessionId, device });
  return { member, sessionId, request, device, id };
}

async function add(
  world: StaffWorld,
  { sessionId, device, change }: {
    sessionId: string;
    device: ReturnType<typeof createSoftwareAuthenticator>;
    change?: AnswerChange;
  },
) {
  const options = await world.secondFactors.passkeyCreation(sessionId);
  const response = device.create(options, change);
  return await world.secondFactors.addPasskey({
    sessionId,
    address: ADDRESS,
    name: "사무실 노트북",
    response,
  });
}

Deno.test("addPasskey() enrols a credential and confirmPasskey() proves another session with it", async () => {
  await using world = await openStaffWorld();
  const { member, device } = await enrolled(world);
  assert.equal((await world.staff.find(member.token))?.secondFactor.isEnrolled, true);
  const other = await world.logIn(member);
  const options = await world.secondFactors.passkeyChallenge(other.session.id);
  assert.equal(options["userVerification"], "required");
  assert.equal(options["rpId"], "maru.example");
  const request = { sessionId: other.session.id, address: ADDRESS };
  await world.secondFactors.confirmPasskey({ ...request, response: device.get(options) });
  const confirmed = (await world.staff.find(other.token))?.secondFactor.confirmedAt;
  assert.deepEqual(confirmed, world.kernel.clock.now());
  const [passkey] = (await world.secondFactors.of(other.session.id)).passkeys;
  assert.equal(passkey?.name, "사무실 노트북");
  assert.deepEqual(passkey?.lastUsedAt, world.kernel.clock.now());
});

Deno.test("confirmPasskey() refuses a forged, unverified, foreign or replayed answer", async () => {
  await using world = await openStaffWorld();
  const { request, sessionId, device } = await enrolled(world);
  const stranger = createSoftwareAuthenticator({ origin: ORIGIN });
  const ask = () => world.secondFactors.passkeyChallenge(sessionId);
  const refused = async (response: unknown, why: string) => {
    await assert.rejects(
      world.secondFactors.confirmPasskey({ ...request, response }),
      SecondFactorRefusedError,
      why,
    );
    // The limit on tries has tests of its own.
    await tablesOf(world.kernel.database.db).deleteFrom("second_factor_attempt").execute();
  };
  const changes: readonly AnswerChange[] = [
    { origin: "https://evil.example" },
    { rpId: "evil.example" },
    { isVerified: false },
    { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { type: "webauthn.create" },
  ];
  for (const change of changes) {
    await refused(device.get(await ask(), change), JSON.stringify(change));
  }
  const foreign = stranger.get(await ask()) as object;
  await refused(foreign, "another credential");
  const { credentialId } = device;
  await refused({ ...foreign, id: credentialId, rawId: credentialId }, "another key");
  for (const broken of [null, 7, {}, { id: credentialId }, { id: credentialId, response: {} }]) {
    await ask();
    await refused(broken, "broken");
  }
  const answer = device.get(await ask());
  await world.secondFactors.confirmPasskey({ ...request, response: answer });
  await refused(answer, "replayed");
  await ask();
  await refused(answer, "replayed beside a new challenge");
});

Deno.test("confirmPasskey() refuses a counter that did not grow, and lets one that stays at zero pass", async () => {
  await using world = await openStaffWorld();
  const { request, sessionId, device } = await enrolled(world);
  const confirm = async (change?: AnswerChange) => {
    const options = await world.secondFactors.passkeyChallenge(sessionId);
    await world.secondFactors.confirmPasskey({ ...request, response: device.get(options, change) });
  };
  await confirm({ signCount: 7 });
  for (const signCount of [7, 3, 0]) {
    await assert.rejects(confirm({ signCount }), SecondFactorRefusedError, String(signCount));
  }
  await confirm({ signCount: 8 });
  const synced = await enrolled(world, { countsUses: false });
  for (let use = 0; use < 2; use++) {
    const options = await world.secondFactors.passkeyChallenge(synced.sessionId);
    const response = synced.device.get(options);
    await world.secondFactors.confirmPasskey({ ...synced.request, response });
  }
});

Deno.test("a challenge holds three minutes, for its session and its purpose alone", async () => {
  await using world = await openStaffWorld();
  const { member, request, sessionId, device } = await enrolled(world);
  const late = await world.secondFactors.passkeyChallenge(sessionId);
  world.test.clock.advance(3 * MINUTE_MS);
  const confirm = (response: unknown, to = request) =>
    world.secondFactors.confirmPasskey({ ...to, response });
  await assert.rejects(confirm(device.get(late)), SecondFactorRefusedError);
  const other = await world.logIn(member);
  const options = await world.secondFactors.passkeyChallenge(sessionId);
  const elsewhere = { sessionId: other.session.id, address: ADDRESS };
  await assert.rejects(confirm(device.get(options), elsewhere), SecondFactorRefusedError);
  const creation = await world.secondFactors.passkeyCreation(sessionId);
  const answer = device.get({ ...options, challenge: creation["challenge"] });
  await assert.rejects(confirm(answer), SecondFactorRefusedError);
});

Deno.test("one answer by twenty callers at once proves the factor once", async () => {
  await using world = await openStaffWorld();
  const { request, sessionId, device } = await enrolled(world);
  const response = device.get(await world.secondFactors.passkeyChallenge(sessionId));
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => world.secondFactors.confirmPasskey({ ...request, response })),
  );
  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
});

Deno.test("addPasskey() refuses what is unverified, foreign, known, or too much", async () => {
  await using world = await openStaffWorld();
  const { sessionId, device } = await enrolled(world);
  const changes: readonly AnswerChange[] = [
    { isVerified: false },
    { origin: "https://evil.example" },
    { rpId: "evil.example" },
    { type: "webauthn.get" },
  ];
  for (const change of changes) {
    const fresh = createSoftwareAuthenticator({ origin: ORIGIN });
    await assert.rejects(
      add(world, { sessionId, device: fresh, change }),
      SecondFactorRefusedError,
      JSON.stringify(change),
    );
  }
  await assert.rejects(add(world, { sessionId, device }), SecondFactorRefusedError);
  const other = await enrolled(world);
  await assert.rejects(
    add(world, { sessionId: other.sessionId, device }),
    SecondFactorRefusedError,
    "a credential of somebody else",
  );
  for (let count = 1; count < 10; count++) {
    await add(world, { sessionId, device: createSoftwareAuthenticator({ origin: ORIGIN }) });
  }
  await assert.rejects(
    add(world, { sessionId, device: createSoftwareAuthenticator({ origin: ORIGIN }) }),
    TooManyPasskeysError,
  );
});

Deno.test("addPasskey() looks at no certificate: whoever sends one chose where its CRL lies", async () => {
  await using world = await openStaffWorld();
  const { sessionId } = await enrolled(world);
  const x5c = new Map<string, Uint8Array>([["x5c", Uint8Array.of(1)]]);
  for (const format of ["fido-u2f", "packed", "tpm", "android-key"]) {
    const device = createSoftwareAuthenticator({ origin: ORIGIN });
    const change = { attestation: { format, statement: x5c } };
    await assert.rejects(
      add(world, { sessionId, device, change }),
      (error) =>
        error instanceof SecondFactorRefusedError && error.cause instanceof TypeError &&
        error.cause.message === `Cannot take an attestation of the format "${format}"`,
      format,
    );
  }
});

Deno.test("renamePasskey() and removePasskey() find the account's own alone; removing wants a fresh factor", async () => {
  await using world = await openStaffWorld();
  const one = await enrolled(world);
  const two = await enrolled(world);
  const { renamePasskey, removePasskey, of } = world.secondFactors;
  await renamePasskey({ ...one.request, id: one.id, name: "집" });
  assert.equal((await of(one.sessionId)).passkeys[0]?.name, "집");
  await assert.rejects(
    renamePasskey({ ...two.request, id: one.id, name: "x" }),
    PasskeyNotFoundError,
  );
  await assert.rejects(removePasskey({ ...two.request, id: one.id }), PasskeyNotFoundError);
  world.test.clock.advance(11 * MINUTE_MS);
  await assert.rejects(removePasskey({ ...one.request, id: one.id }), SecondFactorNeededError);
  const options = await world.secondFactors.passkeyChallenge(one.sessionId);
  await world.secondFactors.confirmPasskey({ ...one.request, response: one.device.get(options) });
  await removePasskey({ ...one.request, id: one.id });
  assert.deepEqual((await of(one.sessionId)).passkeys, []);
  assert.equal((await world.staff.find(one.member.token))?.secondFactor.isEnrolled, false);
});

Deno.test("relyingPartyOf() takes the first origin with a name, and the origins under it", () => {
  assert.deepEqual(relyingPartyOf(["http://127.0.0.1:8000", "http://localhost:8000"]), {
    id: "localhost",
    origins: ["http://localhost:8000"],
  });
  assert.deepEqual(
    relyingPartyOf([
      "https://maru.example",
      "https://www.maru.example",
      "https://evilmaru.example",
    ]),
    { id: "maru.example", origins: ["https://maru.example", "https://www.maru.example"] },
  );
  assert.equal(relyingPartyOf(["http://127.0.0.1:8000", "http://[::1]:8000"]), undefined);
});

Deno.test("without a named origin there are no passkeys, and codes still work", async () => {
  await using world = await openStaffWorld();
  const secondFactors = createSecondFactors({
    kernel: world.kernel,
    origins: ["http://127.0.0.1:8000"],
  });
  const { session } = await world.member();
  await assert.rejects(secondFactors.passkeyCreation(session.id), PasskeysUnavailableError);
  assert.equal((await secondFactors.of(session.id)).passkeyHost, undefined);
  await secondFactors.beginCodeApp(session.id);
});
