import assert from "node:assert/strict";
import { environmentExample } from "@maru/kernel";
import { settingGroups } from "../../compose.ts";
import { HOUSE_ROOT } from "./house_files.ts";

Deno.test(".env.example lists every setting of every module as it is now", async () => {
  const committed = await Deno.readTextFile(`${HOUSE_ROOT}.env.example`);
  assert.equal(committed, environmentExample(settingGroups));
});

Deno.test("no two settings read the same variable", () => {
  const names = Object.values(settingGroups).flatMap((settings) =>
    Object.values(settings).map(({ env }) => env)
  );
  assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
});
