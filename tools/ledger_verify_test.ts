import assert from "node:assert/strict";
import { createLedger } from "@maru/ledger";
import { testKernel } from "@maru/kernel/testing";
import { query } from "./bench/own_database.ts";
import { linesOf } from "./ledger_verify.ts";

const HOUSE = new URL("..", import.meta.url);

async function runVerify(databaseUrl: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["task", "ledger:verify", ...args],
    cwd: HOUSE,
    env: { DATABASE_URL: databaseUrl, NO_COLOR: "1" },
  }).output();
  return { code, text: new TextDecoder().decode(stdout), errors: new TextDecoder().decode(stderr) };
}

Deno.test("ledger:verify prints a line for each finding and how many it does not tell", () => {
  const damage = { kind: "postingChanged", id: "p1", text: "changed since seal 3" } as const;
  const unsealedSince = new Date("2026-05-04T03:00:00Z");
  const whole = { postingCount: 2, sealedCount: 1, unsealedSince, head: "1:ab" };
  assert.deepEqual(linesOf({ ...whole, damages: [damage], damageCount: 3 }), [
    "postingChanged p1: changed since seal 3",
    "and 2 more",
    "2 postings, 1 of them sealed",
    "not sealed since 2026-05-04T03:00:00.000Z",
    "last seal 1:ab",
  ]);
  assert.deepEqual(linesOf({ postingCount: 0, sealedCount: 0, damages: [], damageCount: 0 }), [
    "0 postings, 0 of them sealed",
    "The ledger is whole",
  ]);
});

Deno.test({
  name: "ledger:verify ends with status 0 for a whole ledger and with 1 for one that was bent",
  ignore: !Deno.env.get("DATABASE_URL"),
  async fn() {
    await using test = await testKernel();
    const { kernel, databaseUrl = "" } = test;
    const ledger = createLedger({ kernel });
    const [from, to, id] = [kernel.uuid(), kernel.uuid(), kernel.uuid()] as const;
    const account = { unit: "WON", balanceKind: "summed", mayBeNegative: true } as const;
    await kernel.transaction((tx) =>
      ledger.openAccounts(tx, [from, to].map((id) => ({ ...account, id, code: id })))
    );
    await ledger.postAlone({ id, fromId: from, toId: to, amount: 5n, purpose: "test" });
    let isSealed = false;
    for (let look = 0; look < 600 && !isSealed; look++) {
      await test.runTicks();
      isSealed = (await query(databaseUrl, "select number from ledger.seal")).length > 0;
    }
    const whole = await runVerify(databaseUrl);
    assert.equal(whole.code, 0, whole.errors);
    const head = /last seal (\S+)/.exec(whole.text)?.[1] ?? "";
    assert.equal((await runVerify(databaseUrl, "--seal", head)).code, 0);
    await query(
      databaseUrl,
      "set session_replication_role = replica; update ledger.posting set amount = 6",
    );
    const bent = await runVerify(databaseUrl);
    assert.equal(bent.code, 1);
    assert.match(bent.text, new RegExp(`^postingChanged ${id}: `, "m"));
    assert.match(bent.errors, /The ledger is damaged: 1 findings/);
  },
});
