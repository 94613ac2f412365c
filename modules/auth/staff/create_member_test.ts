import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import type { NewMember } from "../auth.ts";
import { PasswordRefusedError, RoleNotFoundError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { drawMemberLoginId, isMemberLoginId } from "./login_ids.ts";
import { createStaffAuth } from "./staff.ts";

async function openStaff() {
  const test = await testKernel({ modules: ["kernel", "auth"] });
  const staff = createStaffAuth(test);
  const { id: organisationId } = await test.kernel.transaction((tx) =>
    staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const create = (input: Partial<NewMember> = {}) =>
    test.kernel.transaction((tx) =>
      staff.createMember(tx, { organisationId, name: "정하람", role: "merchantAdmin", ...input })
    );
  return {
    test,
    staff,
    organisationId,
    create,
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}

Deno.test("createMember() gives eight digits and a password that must be changed", async () => {
  await using world = await openStaff();
  const { id, loginId, password } = await world.create();
  assert.match(loginId, /^\d{8}$/);
  const { session } = await world.staff.logIn({ loginId, password, address: "192.0.2.1" });
  assert.equal(session.staffId, id);
  assert.equal(session.mustChangePassword, true);
  assert.equal(session.organisationName, "가람피트니스");
  assert.equal(session.rights.length, 7);
  assert.deepEqual(session.secondFactor, { isEnrolled: false });
  const entries = await world.test.kernel.accessLog.find({ action: "member.create", limit: 9 });
  assert.deepEqual(entries.map(({ subject, tenantId }) => [subject, tenantId]), [
    [`staff:${id}`, world.organisationId],
  ]);
});

Deno.test("createMember() takes a weak password only where it must be changed", async () => {
  await using world = await openStaff();
  const { loginId } = await world.create({ password: "000000" });
  const login = { loginId, password: "000000", address: "192.0.2.1" };
  const { session } = await world.staff.logIn(login);
  await assert.rejects(
    world.staff.changePassword({ sessionId: session.id, current: "000000", next: "000000" }),
    PasswordRefusedError,
  );
  for (const input of [{ password: "00000" }, { password: "000000", mustChangePassword: false }]) {
    await assert.rejects(world.create(input), PasswordRefusedError, input.password);
  }
});

Deno.test("createMember() gives merchantStaff the rights of a role of their own organisation", async () => {
  await using world = await openStaff();
  const { test, staff, organisationId } = world;
  const roleId = test.kernel.uuid();
  await tablesOf(test.kernel.database.db).insertInto("role").values({
    organisation_id: organisationId,
    id: roleId,
    name: "창구",
    rights: ["debit.customers", "debit.read"],
    created_at: test.kernel.clock.now(),
  }).execute();
  const member = await world.create({ role: "merchantStaff", roleId });
  const { session } = await staff.logIn({ ...member, address: "192.0.2.1" });
  assert.deepEqual(session.rights, ["debit.read", "debit.customers"]);
  const bare = await world.create({ role: "merchantStaff" });
  assert.deepEqual((await staff.logIn({ ...bare, address: "192.0.2.1" })).session.rights, []);
  const other = await test.kernel.transaction((tx) =>
    staff.createOrganisation(tx, { name: "나래학원" })
  );
  await assert.rejects(
    world.create({ role: "merchantStaff", roleId, organisationId: other.id }),
    RoleNotFoundError,
  );
});

Deno.test("drawMemberLoginId() spreads over all IDs of eight digits, leading zeros too", () => {
  const drawn = Array.from({ length: 20_000 }, drawMemberLoginId);
  assert.ok(drawn.every(isMemberLoginId));
  assert.ok(new Set(drawn).size > 19_900);
  const counts = Array.from(
    { length: 10 },
    (_, digit) => drawn.filter((loginId) => loginId.startsWith(String(digit))).length,
  );
  // 2,000 each on average; six standard deviations are 255.
  for (const count of counts) assert.ok(Math.abs(count - 2_000) < 300, String(counts));
});
