import assert from "node:assert/strict";
import {
  CodeAppExistsError,
  SecondFactorLockedError,
  SecondFactorNeededError,
  SecondFactorRefusedError,
} from "../errors.ts";
import { isSecondFactorRecent } from "../second_factors.ts";
import { ADDRESS, openStaffWorld, type StaffWorld } from "../staff/test_staff.ts";
import { tablesOf } from "../tables.ts";
import { codeAt, enrolCodeApp } from "../testing.ts";

const MINUTE_MS = 60_000;

/** A code that is right and was not used: the one of the step after enrolment's. */
function nextCode(secret: string): string {
  return codeAt({ secret, at: new Date(Date.now() + 30_000) });
}

async function enrolled(world: StaffWorld) {
  const { session, token } = await world.member();
  const { secret } = await enrolCodeApp(world.secondFactors, {
    sessionId: session.id,
    at: new Date(),
  });
  const request = { sessionId: session.id, address: ADDRESS };
  return { session, token, secret, request };
}

async function confirmedAt(world: StaffWorld, token: string): Promise<Date | undefined> {
  return (await world.staff.find(token))?.secondFactor.confirmedAt;
}

Deno.test("addCodeApp() makes the session count as proved for ten minutes, and seals the secret", async () => {
  await using world = await openStaffWorld();
  const { token, secret, session } = await enrolled(world);
  const found = await world.staff.find(token);
  assert.ok(found !== undefined && found.secondFactor.isEnrolled);
  assert.equal(isSecondFactorRecent(found, world.kernel.clock.now()), true);
  world.test.clock.advance(10 * MINUTE_MS);
  assert.equal(isSecondFactorRecent(found, world.kernel.clock.now()), false);
  world.test.clock.advance(-20 * MINUTE_MS);
  assert.equal(isSecondFactorRecent(found, world.kernel.clock.now()), false);
  const row = await tablesOf(world.kernel.database.db).selectFrom("code_app").selectAll()
    .where("staff_id", "=", session.staffId).executeTakeFirstOrThrow();
  assert.match(row.secret_sealed, /^v1\./);
  assert.ok(!JSON.stringify(row, (_, value) => String(value)).includes(secret));
  assert.ok(!world.lines.join("\n").includes(secret));
  assert.deepEqual(await world.entriesOf("secondFactor.enrol"), [`staff:${session.staffId}`]);
});

Deno.test("confirmCode() proves one session, not the others of the account", async () => {
  await using world = await openStaffWorld();
  const member = await world.member();
  const { secret } = await enrolCodeApp(world.secondFactors, {
    sessionId: member.session.id,
    at: new Date(),
  });
  const other = await world.logIn(member);
  assert.equal(await confirmedAt(world, other.token), undefined);
  const request = { sessionId: other.session.id, address: ADDRESS };
  await world.secondFactors.confirmCode({ ...request, code: nextCode(secret) });
  assert.deepEqual(await confirmedAt(world, other.token), world.kernel.clock.now());
  assert.equal((await world.entriesOf("secondFactor.confirm")).length, 1);
});

Deno.test("confirmCode() takes a code once, and no code of an earlier step after it", async () => {
  await using world = await openStaffWorld();
  const { secret, request } = await enrolled(world);
  const code = nextCode(secret);
  await world.secondFactors.confirmCode({ ...request, code });
  const earlier = codeAt({ secret, at: new Date() });
  for (const used of [code, earlier]) {
    await assert.rejects(
      world.secondFactors.confirmCode({ ...request, code: used }),
      SecondFactorRefusedError,
    );
  }
});

Deno.test("the same code by twenty callers at once is accepted once", async () => {
  await using world = await openStaffWorld();
  const { secret, request } = await enrolled(world);
  const code = nextCode(secret);
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => world.secondFactors.confirmCode({ ...request, code })),
  );
  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal((await world.entriesOf("secondFactor.confirm")).length, 1);
});

Deno.test("five wrong codes lock the second factor for a quarter of an hour, racing or not", async () => {
  await using world = await openStaffWorld();
  const { secret, request, session } = await enrolled(world);
  const wrong = { ...request, code: "000000" };
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => world.secondFactors.confirmCode(wrong)),
  );
  const names = answers.map((each) => each.status === "rejected" ? each.reason.name : "");
  assert.equal(names.filter((name) => name === "SecondFactorRefusedError").length, 5);
  assert.equal(names.filter((name) => name === "SecondFactorLockedError").length, 15);
  assert.equal((await world.entriesOf("secondFactor.refuse")).length, 5);
  const right = () => world.secondFactors.confirmCode({ ...request, code: nextCode(secret) });
  world.test.clock.advance(14 * MINUTE_MS);
  await assert.rejects(
    right(),
    (error) => error instanceof SecondFactorLockedError && error.retryAfterSeconds === 60,
  );
  world.test.clock.advance(MINUTE_MS);
  await right();
  const left = await tablesOf(world.kernel.database.db).selectFrom("second_factor_attempt")
    .selectAll().where("staff_id", "=", session.staffId).execute();
  assert.deepEqual(left, []);
});

Deno.test("wrong codes of another five minutes are not added up", async () => {
  await using world = await openStaffWorld();
  const { request } = await enrolled(world);
  for (const triesLeft of [4, 3, 2, 1]) {
    await assert.rejects(
      world.secondFactors.confirmCode({ ...request, code: "000000" }),
      (error) => error instanceof SecondFactorRefusedError && error.triesLeft === triesLeft,
    );
  }
  world.test.clock.advance(5 * MINUTE_MS);
  await assert.rejects(
    world.secondFactors.confirmCode({ ...request, code: "000000" }),
    (error) => error instanceof SecondFactorRefusedError && error.triesLeft === 4,
  );
});

Deno.test("beginCodeApp() wants a fresh password for the first factor, and a fresh factor later", async () => {
  await using world = await openStaffWorld();
  const { session, password } = await world.member();
  const request = { sessionId: session.id, address: ADDRESS };
  world.test.clock.advance(11 * MINUTE_MS);
  await assert.rejects(world.secondFactors.beginCodeApp(session.id), SecondFactorNeededError);
  await assert.rejects(
    world.secondFactors.confirmPassword({ ...request, password: "wrong password" }),
    { name: "StaffLoginError" },
  );
  await world.secondFactors.confirmPassword({ ...request, password });
  const { secret } = await enrolCodeApp(world.secondFactors, {
    sessionId: session.id,
    at: new Date(),
  });
  await assert.rejects(world.secondFactors.beginCodeApp(session.id), CodeAppExistsError);
  world.test.clock.advance(11 * MINUTE_MS);
  await world.secondFactors.confirmPassword({ ...request, password });
  for (const act of ["removeCodeApp", "renewRecoveryCodes"] as const) {
    await assert.rejects(world.secondFactors[act](request), SecondFactorNeededError, act);
  }
  await world.secondFactors.confirmCode({ ...request, code: nextCode(secret) });
  await world.secondFactors.removeCodeApp(request);
  assert.equal((await world.secondFactors.of(session.id)).codeAppSince, undefined);
});

Deno.test("addCodeApp() wants the waiting secret's code", async () => {
  await using world = await openStaffWorld();
  const { session, token } = await world.member();
  const request = { sessionId: session.id, address: ADDRESS };
  await assert.rejects(
    world.secondFactors.addCodeApp({ ...request, code: "000000" }),
    SecondFactorRefusedError,
  );
  await world.secondFactors.beginCodeApp(session.id);
  const first = await world.secondFactors.waitingCodeApp(session.id);
  await world.secondFactors.beginCodeApp(session.id);
  const code = codeAt({ secret: first?.secret ?? "", at: new Date() });
  await assert.rejects(
    world.secondFactors.addCodeApp({ ...request, code }),
    SecondFactorRefusedError,
  );
  assert.equal((await world.staff.find(token))?.secondFactor.isEnrolled, false);
});
