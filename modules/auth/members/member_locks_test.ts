import assert from "node:assert/strict";
import { SessionEndedError, StaffLockedError, StaffLoginError } from "../errors.ts";
import { ADDRESS, openStaffWorld } from "../staff/test_staff.ts";
import { tablesOf } from "../tables.ts";

Deno.test("a member's lock has no end; an administrator opens it, and a reset does too", async () => {
  await using world = await openStaffWorld();
  const { kernel, members, staff } = world;
  const { session } = await world.member();
  const member = await world.create({ role: "merchantStaff" });
  const attempt = (password: string) =>
    staff.logIn({ loginId: member.loginId, password, address: ADDRESS });
  const lock = async () => {
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      await assert.rejects(
        attempt("wrong password"),
        (error) => error instanceof StaffLoginError && error.triesLeft === triesLeft,
      );
      world.test.clock.advance(60_000);
    }
  };
  await lock();
  world.test.clock.advance(40 * 24 * 3_600_000);
  await world.test.runTicks();
  await assert.rejects(
    attempt(member.password),
    (error) => error instanceof StaffLockedError && !error.endsByItself,
  );
  assert.equal((await world.listed(member.id))?.isLocked, true);
  assert.deepEqual(await world.entriesOf("staff.lock"), [`staff:${member.id}`]);
  await kernel.transaction((tx) => members.unlock(tx, session, member.id));
  const { token } = await attempt(member.password);
  await lock();
  const { password } = await kernel.transaction((tx) =>
    members.resetPassword(tx, session, member.id)
  );
  assert.equal(await staff.find(token), undefined);
  await assert.rejects(attempt(member.password), StaffLoginError);
  assert.equal((await attempt(password)).session.mustChangePassword, true);
  assert.deepEqual(await world.entriesOf("staff.resetPassword"), [`staff:${member.id}`]);
});

Deno.test("an unknown ID of eight digits is answered and locked like a known one", async () => {
  await using world = await openStaffWorld();
  const member = await world.create();
  const unknown = member.loginId === "00000001" ? "00000002" : "00000001";
  const answers = async (loginId: string) => {
    const said: unknown[] = [];
    for (let index = 0; index < 7; index++) {
      if (index === 6) world.test.clock.advance(20 * 24 * 3_600_000);
      await world.staff.logIn({ loginId, password: "wrong password", address: ADDRESS })
        .catch((error) => said.push([error.name, error.triesLeft, error.endsByItself]));
    }
    return said;
  };
  assert.deepEqual(await answers(unknown), await answers(member.loginId));
});

Deno.test("an unknown ID of eight digits takes as long to refuse as a known one", async () => {
  await using world = await openStaffWorld();
  const { loginId } = await world.create();
  const unknown = loginId === "00000001" ? "00000002" : "00000001";
  const took: Record<string, number[]> = { [loginId]: [], [unknown]: [] };
  for (let round = 0; round < 11; round++) {
    for (const tried of [loginId, unknown]) {
      await tablesOf(world.kernel.database.db).deleteFrom("staff_attempt").execute();
      const startedAt = performance.now();
      await world.staff.logIn({ loginId: tried, password: "wrong password", address: ADDRESS })
        .catch(() => {});
      took[tried]?.push(performance.now() - startedAt);
    }
  }
  const [known = 0, other = 0] = Object.values(took).map((times) =>
    times.toSorted((left, right) => left - right)[5] ?? 0
  );
  // The password's hash is nearly all of it: without one for unknown IDs this is far below a half.
  const ratio = Math.min(known, other) / Math.max(known, other);
  assert.ok(ratio > 0.5, `${known} ms and ${other} ms`);
});

Deno.test("no login and no change of a password outlives a reset that it meets", async () => {
  await using world = await openStaffWorld();
  const { kernel, staff } = world;
  for (let round = 0; round < 6; round++) {
    const member = await world.create();
    const { session } = await world.logIn(member);
    const next = `calm-river-${round}-2026`;
    const change = { sessionId: session.id, current: member.password, next };
    const [reset, ...others] = await Promise.allSettled([
      kernel.transaction((tx) =>
        staff.resetPassword(tx, { staffId: member.id, actor: "operator:test" })
      ),
      world.logIn(member),
      world.logIn(member),
      staff.changePassword(change),
    ]);
    assert.deepEqual(await staff.sessions(member.id), [], `round ${round}`);
    assert.ok(reset.status === "fulfilled");
    const { password } = reset.value;
    assert.ok((await world.logIn({ ...member, password })).session.mustChangePassword);
    for (const other of others.filter((each) => each.status === "rejected")) {
      const { reason } = other;
      assert.ok(reason instanceof StaffLoginError || reason instanceof SessionEndedError, reason);
    }
  }
});
