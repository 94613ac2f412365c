import assert from "node:assert/strict";
import type { Right, StaffSession } from "../auth.ts";
import {
  MemberNotFoundError,
  type MemberRule,
  MemberRuleError,
  RightMissingError,
  RoleNameTakenError,
  RoleNotFoundError,
} from "../errors.ts";
import { openStaffWorld, type StaffWorld } from "../staff/test_staff.ts";

function breaks(rule: MemberRule) {
  return (error: unknown) => error instanceof MemberRuleError && error.rule === rule;
}

async function role(
  { kernel, members }: StaffWorld,
  manager: StaffSession,
  name: string,
  rights: readonly Right[],
): Promise<string> {
  const { id } = await kernel.transaction((tx) => members.saveRole(tx, manager, { name, rights }));
  return id;
}

Deno.test("add() and changeRole() take effect with the member's next request", async () => {
  await using world = await openStaffWorld();
  const { kernel, members, staff } = world;
  const { session } = await world.member();
  const desk = await role(world, session, "창구", ["debit.read"]);
  const added = await kernel.transaction((tx) =>
    members.add(tx, session, { name: "윤다솜", role: "merchantStaff", roleId: desk })
  );
  const { token } = await world.logIn(added);
  assert.deepEqual((await staff.find(token))?.rights, ["debit.read"]);
  const request = await role(world, session, "의뢰", ["debit.request", "debit.read"]);
  const memberId = added.id;
  await kernel.transaction((tx) =>
    members.changeRole(tx, session, { memberId, role: "merchantStaff", roleId: request })
  );
  assert.deepEqual((await staff.find(token))?.rights, ["debit.read", "debit.request"]);
  await kernel.transaction((tx) =>
    members.saveRole(tx, session, { roleId: request, name: "의뢰", rights: [] })
  );
  assert.deepEqual((await staff.find(token))?.rights, []);
  assert.equal((await world.listed(memberId))?.roleName, "의뢰");
  const roles = await members.roles(world.organisationId);
  assert.deepEqual(roles.map((each) => [each.name, each.memberCount]), [["의뢰", 1], ["창구", 0]]);
  assert.deepEqual(await world.entriesOf("member.changeRole"), [`staff:${memberId}`]);
  assert.equal((await world.entriesOf("member.saveRole")).length, 3);
});

Deno.test("every function wants members.manage, and finds members of the own organisation alone", async () => {
  await using world = await openStaffWorld();
  const { kernel, members, staff } = world;
  const { session } = await world.member();
  const desk = await role(world, session, "창구", ["debit.read"]);
  const plain = (await world.member({ role: "merchantStaff", roleId: desk })).session;
  const other = await kernel.transaction((tx) => staff.createOrganisation(tx, { name: "나래" }));
  const foreign = await world.create({ organisationId: other.id });
  const acts = (manager: StaffSession, memberId: string) =>
    [
      (tx) => members.resetPassword(tx, manager, memberId),
      (tx) => members.resetSecondFactor(tx, manager, memberId),
      (tx) => members.unlock(tx, manager, memberId),
      (tx) => members.disable(tx, manager, memberId),
      (tx) => members.changeRole(tx, manager, { memberId, role: "merchantAdmin" }),
    ] satisfies Parameters<typeof kernel.transaction<unknown>>[0][];
  for (const act of acts(plain, session.staffId)) {
    await assert.rejects(kernel.transaction<unknown>(act), RightMissingError);
  }
  for (const act of acts(session, foreign.id)) {
    await assert.rejects(kernel.transaction<unknown>(act), MemberNotFoundError);
  }
  const name = "새 사람";
  await assert.rejects(
    kernel.transaction((tx) => members.add(tx, plain, { name, role: "merchantStaff" })),
    RightMissingError,
  );
  await assert.rejects(role(world, plain, "새 역할", []), RightMissingError);
  const foreignAdmin = (await world.logIn(foreign)).session;
  await assert.rejects(
    kernel.transaction((tx) =>
      members.add(tx, foreignAdmin, { name, role: "merchantStaff", roleId: desk })
    ),
    RoleNotFoundError,
  );
  await assert.rejects(
    kernel.transaction((tx) =>
      members.saveRole(tx, foreignAdmin, { roleId: desk, name: "x", rights: [] })
    ),
    RoleNotFoundError,
  );
  assert.deepEqual((await members.list(other.id)).map(({ id }) => id), [foreign.id]);
});

Deno.test("nobody gives more than he has, touches a stronger one, or himself", async () => {
  await using world = await openStaffWorld();
  const { kernel, members } = world;
  const { session: admin } = await world.member();
  const manage = await role(world, admin, "사람", ["members.manage", "debit.read"]);
  const money = await role(world, admin, "돈", ["debit.money"]);
  const { session: manager } = await world.member({ role: "merchantStaff", roleId: manage });
  const cashier = await world.create({ role: "merchantStaff", roleId: money });
  const clerk = await world.create({ role: "merchantStaff" });
  const refused = async (
    work: Parameters<typeof kernel.transaction<unknown>>[0],
    rule: MemberRule,
  ) => await assert.rejects(kernel.transaction(work), breaks(rule), rule);
  const memberId = clerk.id;
  const input = { name: "새 사람", role: "merchantStaff" } as const;
  await refused((tx) => members.add(tx, manager, { ...input, roleId: money }), "rights");
  await refused(
    (tx) => members.add(tx, manager, { ...input, role: "merchantAdmin" }),
    "administrator",
  );
  await refused(
    (tx) => members.changeRole(tx, manager, { memberId, ...input, roleId: money }),
    "rights",
  );
  await refused((tx) => members.resetPassword(tx, manager, cashier.id), "rights");
  await refused((tx) => members.resetPassword(tx, manager, admin.staffId), "administrator");
  await refused((tx) => members.disable(tx, manager, manager.staffId), "oneself");
  await refused((tx) => members.resetPassword(tx, admin, admin.staffId), "oneself");
  const rights: Right[] = ["debit.read", "debit.money"];
  await refused((tx) => members.saveRole(tx, manager, { name: "많이", rights }), "rights");
  await refused(
    (tx) => members.saveRole(tx, manager, { roleId: money, name: "돈", rights: [] }),
    "rights",
  );
  const { password } = await kernel.transaction((tx) =>
    members.resetPassword(tx, manager, memberId)
  );
  assert.equal((await world.logIn({ loginId: clerk.loginId, password })).session.rights.length, 0);
});

Deno.test("the last administrator stays, also when two take each other's place at once", async () => {
  await using world = await openStaffWorld();
  const { kernel, members } = world;
  const first = await world.member();
  // Later rounds find the pool's connections open, so that the two really meet.
  for (let round = 0; round < 5; round++) {
    const { id: organisationId } = await kernel.transaction((tx) =>
      world.staff.createOrganisation(tx, { name: `업체 ${round}` })
    );
    const one = (await world.member({ organisationId })).session;
    const two = (await world.member({ organisationId })).session;
    const answers = await Promise.allSettled([
      kernel.transaction((tx) =>
        members.changeRole(tx, one, { memberId: two.staffId, role: "merchantStaff" })
      ),
      kernel.transaction((tx) => members.disable(tx, two, one.staffId)),
    ]);
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    const left = (await members.list(organisationId))
      .filter((each) => each.role === "merchantAdmin" && !each.isDisabled);
    assert.equal(left.length, 1, `round ${round}`);
  }
  assert.equal((await world.listed(first.session.staffId))?.isDisabled, false);
});

Deno.test("saveRole() refuses a name that the organisation has, and takes it elsewhere", async () => {
  await using world = await openStaffWorld();
  const { session } = await world.member();
  await role(world, session, "창구", []);
  await assert.rejects(role(world, session, "창구", []), RoleNameTakenError);
  for (const name of ["정산", "의뢰", "상담"]) {
    const answers = await Promise.allSettled(
      Array.from({ length: 4 }, () => role(world, session, name, [])),
    );
    const names = answers.map((each) => each.status === "rejected" ? each.reason.name : "saved");
    assert.deepEqual(names.toSorted(), [...Array(3).fill("RoleNameTakenError"), "saved"]);
  }
});
