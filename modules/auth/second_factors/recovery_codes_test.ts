import assert from "node:assert/strict";
import { SecondFactorRefusedError } from "../errors.ts";
import { ADDRESS, openStaffWorld, type StaffWorld } from "../staff/test_staff.ts";
import { tablesOf } from "../tables.ts";
import { enrolCodeApp } from "../testing.ts";

async function withCodes(world: StaffWorld) {
  const member = await world.member();
  const request = { sessionId: member.session.id, address: ADDRESS };
  await enrolCodeApp(world.secondFactors, { sessionId: member.session.id, at: new Date() });
  const { codes } = await world.secondFactors.renewRecoveryCodes(request);
  return { member, request, codes };
}

Deno.test("renewRecoveryCodes() gives eight codes, each good once, kept as keyed hashes", async () => {
  await using world = await openStaffWorld();
  const { request, codes, member } = await withCodes(world);
  assert.equal(new Set(codes).size, 8);
  assert.ok(codes.every((code) => /^[a-z2-9]{5}-[a-z2-9]{5}$/.test(code)));
  const kept = JSON.stringify(
    await tablesOf(world.kernel.database.db).selectFrom("recovery_code").selectAll().execute(),
  );
  for (const code of codes) assert.ok(!kept.includes(code) && !kept.includes(code.slice(0, 5)));
  const typed = (codes[0] ?? "").toUpperCase().replace("-", " ");
  await world.secondFactors.confirmRecoveryCode({ ...request, code: typed });
  assert.equal((await world.secondFactors.of(member.session.id)).recoveryCodeCount, 7);
  await assert.rejects(
    world.secondFactors.confirmRecoveryCode({ ...request, code: typed }),
    SecondFactorRefusedError,
  );
});

Deno.test("one recovery code by twenty callers at once is accepted once", async () => {
  await using world = await openStaffWorld();
  const { request, codes } = await withCodes(world);
  const code = codes[0] ?? "";
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => world.secondFactors.confirmRecoveryCode({ ...request, code })),
  );
  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
});

Deno.test("renewRecoveryCodes() voids the earlier codes, and the last factor takes all with it", async () => {
  await using world = await openStaffWorld();
  const { request, codes, member } = await withCodes(world);
  await world.secondFactors.renewRecoveryCodes(request);
  await assert.rejects(
    world.secondFactors.confirmRecoveryCode({ ...request, code: codes[1] ?? "" }),
    SecondFactorRefusedError,
  );
  await world.secondFactors.removeCodeApp(request);
  assert.equal((await world.secondFactors.of(member.session.id)).recoveryCodeCount, 0);
});

Deno.test("a recovery code of another account proves nothing", async () => {
  await using world = await openStaffWorld();
  const { codes } = await withCodes(world);
  const other = await withCodes(world);
  await assert.rejects(
    world.secondFactors.confirmRecoveryCode({ ...other.request, code: codes[0] ?? "" }),
    SecondFactorRefusedError,
  );
});

Deno.test("resetSecondFactor() takes factors and codes away, and stands in the access log", async () => {
  await using world = await openStaffWorld();
  const { member } = await withCodes(world);
  const { staffId } = member.session;
  await world.kernel.transaction((tx) =>
    world.staff.resetSecondFactor(tx, { staffId, actor: "operator:test" })
  );
  const found = await world.staff.find(member.token);
  assert.deepEqual(found?.secondFactor, { isEnrolled: false });
  assert.equal((await world.secondFactors.of(member.session.id)).recoveryCodeCount, 0);
  assert.deepEqual(await world.entriesOf("staff.resetSecondFactor"), [`staff:${staffId}`]);
});
