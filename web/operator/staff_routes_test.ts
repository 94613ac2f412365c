import assert from "node:assert/strict";
import type { StaffAccount } from "@maru/auth";
import { expectPage } from "../test_site/expect_page.ts";
import { startTestSite } from "../test_site/site.ts";
import { operatorPaths } from "./context.ts";

const LOCKED: StaffAccount = {
  id: "01920000-0000-7000-8000-00000000dd01",
  loginId: "hanbit-staff",
  name: "최다은",
  role: "institutionStaff",
  isLocked: true,
  isDisabled: false,
};

function siteWith(asked: string[]) {
  return startTestSite({
    staff: {
      list: () => Promise.resolve([LOCKED]),
      unlock: (_tx, { staffId }) => Promise.resolve(void asked.push(`unlock ${staffId}`)),
      disable: (_tx, { staffId }) => Promise.resolve(void asked.push(`disable ${staffId}`)),
    },
  });
}

Deno.test("staffRoutes() shows who is locked and lets an operator unlock or end the account", async () => {
  const asked: string[] = [];
  const visitor = siteWith(asked).visitAs("operator");
  await expectPage(visitor, operatorPaths.staff);
  assert.equal((await visitor.post(operatorPaths.staffUnlock(LOCKED.id), {})).status, 303);
  assert.equal((await visitor.post(operatorPaths.staffDisable(LOCKED.id), {})).status, 303);
  assert.deepEqual(asked, [`unlock ${LOCKED.id}`, `disable ${LOCKED.id}`]);
});

Deno.test("staffRoutes() unlocks and ends nothing before a second factor was proved", async () => {
  const asked: string[] = [];
  const visitor = siteWith(asked).visitAs("operatorUnproved");
  await expectPage(visitor, operatorPaths.staff);
  assert.equal((await visitor.post(operatorPaths.staffUnlock(LOCKED.id), {})).status, 403);
  assert.equal((await visitor.post(operatorPaths.staffDisable(LOCKED.id), {})).status, 403);
  assert.deepEqual(asked, []);
});

Deno.test("staffRoutes() finds no account that is not there, and none for an institution", async () => {
  const asked: string[] = [];
  const site = siteWith(asked);
  const unknown = operatorPaths.staffUnlock("01920000-0000-7000-8000-00000000dd99");
  const operator = site.visitAs("operator");
  await operator.get(operatorPaths.staff);
  assert.equal((await operator.post(unknown, {})).status, 404);
  const admin = site.visitAs("institutionAdmin");
  await admin.get("/console");
  assert.equal((await admin.post(operatorPaths.staffUnlock(LOCKED.id), {})).status, 404);
  assert.deepEqual(asked, []);
});
