import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import type { StaffAuth } from "../auth.ts";
import {
  LoginIdTakenError,
  PasswordRefusedError,
  SessionEndedError,
  StaffLockedError,
  StaffLoginError,
} from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { createStaffAuth } from "./staff.ts";

const PASSWORD = "correct horse battery";
const MINUTE_MS = 60_000;
const address = "192.0.2.1";

async function withStaff(
  work: (world: {
    staff: StaffAuth;
    test: Awaited<ReturnType<typeof testKernel>>;
    staffId: string;
    lines: string[];
  }) => Promise<void>,
): Promise<void> {
  const lines: string[] = [];
  await using test = await testKernel({
    modules: ["kernel", "auth"],
    onLogLine: (line) => lines.push(line),
  });
  const staff = createStaffAuth(test);
  const { id: staffId } = await test.kernel.transaction(async (tx) => {
    const { id: organisationId } = await staff.createOrganisation(tx, { name: "한빛보증재단" });
    return await staff.createStaff(tx, {
      organisationId,
      loginId: "Hanbit-Admin",
      name: "이관리",
      role: "institutionAdmin",
      password: PASSWORD,
      mustChangePassword: true,
    });
  });
  await work({ staff, test, staffId, lines });
}

function login(loginId: string, password: string) {
  return { loginId, password, address };
}

Deno.test("logIn() opens a session for the right password, however the ID is written", async () => {
  await withStaff(async ({ staff, staffId, lines }) => {
    const { token, session } = await staff.logIn(login(" hanbit-ADMIN ", PASSWORD));
    assert.equal(session.organisationName, "한빛보증재단");
    assert.equal(session.mustChangePassword, true);
    assert.equal((await staff.find(token))?.staffId, staffId);
    assert.equal(await staff.find(token + "x"), undefined);
    await staff.logOut(token);
    assert.equal(await staff.find(token), undefined);
    assert.ok(!lines.join("\n").includes(PASSWORD));
  });
});

Deno.test("logIn() answers alike for unknown IDs and wrong passwords, and locks both", async () => {
  await withStaff(async ({ staff }) => {
    for (const loginId of ["hanbit-admin", "nobody"]) {
      for (const triesLeft of [4, 3, 2, 1, 0]) {
        await assert.rejects(
          staff.logIn(login(loginId, "wrong password")),
          (error) => error instanceof StaffLoginError && error.triesLeft === triesLeft,
        );
      }
      await assert.rejects(staff.logIn(login(loginId, PASSWORD)), StaffLockedError);
    }
  });
});

Deno.test("a hundred tries at once are five tries", async () => {
  await withStaff(async ({ staff }) => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => staff.logIn(login("hanbit-admin", "wrong password"))),
    );
    const reasons = answers.map((answer) => answer.status === "rejected" && answer.reason.name);
    assert.equal(reasons.filter((name) => name === "StaffLoginError").length, 5);
    assert.equal(reasons.filter((name) => name === "StaffLockedError").length, 15);
  });
});

Deno.test("unlock() gives five new tries and stands in the access log", async () => {
  await withStaff(async ({ staff, staffId, test }) => {
    for (let index = 0; index < 5; index++) {
      await assert.rejects(staff.logIn(login("hanbit-admin", "wrong password")), StaffLoginError);
    }
    assert.equal((await staff.list({}))[0]?.isLocked, true);
    const actor = "staff:operator";
    await test.kernel.transaction((tx) => staff.unlock(tx, { staffId, actor }));
    assert.equal((await staff.list({}))[0]?.isLocked, false);
    await staff.logIn(login("hanbit-admin", PASSWORD));
    const entries = await test.kernel.accessLog.find({ action: "staff.unlock", limit: 10 });
    assert.equal(entries[0]?.actor, actor);
  });
});

Deno.test("a session ends after half an hour of silence and after ten hours at most", async () => {
  await withStaff(async ({ staff, test }) => {
    const { token } = await staff.logIn(login("hanbit-admin", PASSWORD));
    for (let index = 0; index < 23; index++) {
      test.clock.advance(26 * MINUTE_MS);
      assert.ok(await staff.find(token) !== undefined, `at ${index}`);
    }
    test.clock.advance(26 * MINUTE_MS);
    assert.equal(await staff.find(token), undefined);
    const second = await staff.logIn(login("hanbit-admin", PASSWORD));
    test.clock.advance(31 * MINUTE_MS);
    assert.equal(await staff.find(second.token), undefined);
  });
});

Deno.test("changePassword() wants the current one and ends the other sessions", async () => {
  await withStaff(async ({ staff, staffId }) => {
    const other = await staff.logIn(login("hanbit-admin", PASSWORD));
    const { token, session } = await staff.logIn(login("hanbit-admin", PASSWORD));
    const change = { sessionId: session.id, current: PASSWORD };
    const refusals = [
      ["short", "tooShort"],
      ["qwer1234", "common"],
      ["password2026!", "common"],
      ["12345678", "common"],
      ["my hanbit-admin pass", "containsLoginId"],
      ["x".repeat(129), "tooLong"],
      [PASSWORD, "reused"],
    ] as const;
    for (const [next, problem] of refusals) {
      await assert.rejects(
        staff.changePassword({ ...change, next }),
        (error) => error instanceof PasswordRefusedError && error.problem === problem,
        next,
      );
    }
    await assert.rejects(
      staff.changePassword({ ...change, current: "wrong password", next: "a new long password" }),
      StaffLoginError,
    );
    assert.equal((await staff.sessions(staffId)).length, 2);
    await staff.changePassword({ ...change, next: "새로운 비밀번호 입니다" });
    assert.equal(await staff.find(other.token), undefined);
    assert.equal((await staff.find(token))?.mustChangePassword, false);
    await staff.logIn(login("hanbit-admin", "새로운 비밀번호 입니다".normalize("NFD")));
  });
});

Deno.test("disable() ends the sessions at once and the account looks unknown", async () => {
  await withStaff(async ({ staff, staffId, test }) => {
    const { token, session } = await staff.logIn(login("hanbit-admin", PASSWORD));
    const actor = "staff:operator";
    await test.kernel.transaction((tx) => staff.disable(tx, { staffId, actor }));
    assert.equal(await staff.find(token), undefined);
    await assert.rejects(staff.logIn(login("hanbit-admin", PASSWORD)), StaffLoginError);
    const next = "another long password";
    await assert.rejects(
      staff.changePassword({ sessionId: session.id, current: PASSWORD, next }),
      SessionEndedError,
    );
  });
});

Deno.test("createStaff() refuses an ID that is in use, and keeps no password", async () => {
  await withStaff(async ({ staff, test }) => {
    const again = test.kernel.transaction((tx) =>
      staff.createStaff(tx, {
        loginId: "HANBIT-admin",
        name: "김운영",
        role: "operator",
        password: PASSWORD,
        mustChangePassword: false,
      })
    );
    await assert.rejects(again, LoginIdTakenError);
    const [row] = await tablesOf(test.kernel.database.db).selectFrom("staff").selectAll().execute();
    assert.match(row?.password_hash ?? "", /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.ok(!JSON.stringify(row).includes(PASSWORD));
  });
});
