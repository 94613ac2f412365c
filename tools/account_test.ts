import assert from "node:assert/strict";
import { LoginIdTakenError } from "@maru/auth";
import { loadConfig } from "@maru/kernel";
import { composeApp, settingGroups } from "../compose.ts";
import { createAccount, readAccount } from "./account.ts";

Deno.test("createAccount() makes an operator and an institution that log in with what it prints", async () => {
  const directory = await Deno.makeTempDir();
  const config = await loadConfig({ DATA_DIR: directory, LOG_LEVEL: "error" }, settingGroups);
  const app = await composeApp(config);
  const bank = readAccount([
    "institution",
    ...["--organisation", "가람은행", "--login-id", "garam", "--name", "김가람"],
  ]);
  const operator = readAccount(["operator", "--login-id", "ops", "--name", "이운영"]);

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

  await app.kernel.stop();
  await Deno.remove(directory, { recursive: true });
});

Deno.test("readAccount() wants a kind, a login ID and a name, and an organisation for an institution", () => {
  const operator = ["operator", "--login-id", "ops", "--name", "이운영"];
  assert.deepEqual(readAccount(operator), { kind: "operator", loginId: "ops", name: "이운영" });
  const wrong = [
    [],
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
