import assert from "node:assert/strict";
import { LoginIdTakenError } from "@maru/auth";
import { loadConfig } from "@maru/kernel";
import { composeApp, settingGroups } from "../compose.ts";
import {
  AccountNotFoundError,
  createAccount,
  helpAccount,
  type NewAccount,
  readAccount,
} from "./account.ts";

/** What makes an account, as opposed to what helps one. */
function newAccount(args: readonly string[]): NewAccount {
  const read = readAccount(args);
  assert.ok("name" in read);
  return read;
}

Deno.test("createAccount() makes an operator and an institution, helpAccount() lets them in again", async () => {
  const directory = await Deno.makeTempDir();
  const config = await loadConfig({ DATA_DIR: directory, LOG_LEVEL: "error" }, settingGroups);
  const app = await composeApp(config);
  const bank = newAccount([
    "institution",
    ...["--organisation", "가람은행", "--login-id", "garam", "--name", "김가람"],
  ]);
  const operator = newAccount(["operator", "--login-id", "ops", "--name", "이운영"]);

  for (const wanted of [bank, operator]) {
    const password = await createAccount(app, wanted);
    const { session } = await app.auth.staff.logIn({
      loginId: wanted.loginId,
      password,
      address: "192.0.2.1",
    });
    assert.ok(session.mustChangePassword);
    assert.equal(session.role, wanted.kind === "operator" ? "operator" : "institutionAdmin");
  }
  await assert.rejects(createAccount(app, bank), LoginIdTakenError);

  const attempt = (password: string) =>
    app.auth.staff.logIn({ loginId: "ops", password, address: "192.0.2.1" });
  for (let index = 0; index < 5; index++) await assert.rejects(attempt("wrong password"));
  await assert.rejects(attempt("wrong password"), { name: "StaffLockedError" });
  assert.equal(await helpAccount(app, { kind: "unlock", loginId: "Ops" }), undefined);
  await assert.rejects(attempt("wrong password"), { name: "StaffLoginError" });
  const password = await helpAccount(app, { kind: "reset", loginId: "ops" });
  assert.ok((await attempt(password ?? "")).session.mustChangePassword);
  await assert.rejects(
    helpAccount(app, { kind: "unlock", loginId: "op" }),
    AccountNotFoundError,
  );

  await app.kernel.stop();
  await Deno.remove(directory, { recursive: true });
});

Deno.test("readAccount() wants a kind, a login ID and a name, and an organisation for an institution", () => {
  const operator = ["operator", "--login-id", "ops", "--name", "이운영"];
  assert.deepEqual(readAccount(operator), { kind: "operator", loginId: "ops", name: "이운영" });
  assert.deepEqual(readAccount(["unlock", "--login-id", "ops"]), {
    kind: "unlock",
    loginId: "ops",
  });
  const wrong = [
    [],
    ["unlock"],
    ["reset", ...operator.slice(1)],
    ["operator"],
    ["king", ...operator.slice(1)],
    [...operator, "--organisation", "가람은행"],
    ["institution", ...operator.slice(1)],
    [...operator, "--unknown"],
  ];
  for (const args of wrong) assert.throws(() => readAccount(args), /Usage/, args.join(" "));
  assert.throws(
    () =>
      readAccount([
        "institution",
        ...operator.slice(1),
        "--organisation",
        "가",
        "--retention-days",
        "0",
      ]),
    /whole number of days/,
  );
});
