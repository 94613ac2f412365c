import assert from "node:assert/strict";
import { startSandbox, testKernel } from "@maru/kernel/testing";
import { HolderCheckUnavailableError } from "../../settings/holder_check.ts";
import { createHolderCheck } from "./create_holder_check.ts";

const ACCOUNT = { bankCode: "088", account: "110123456789", identity: "900101" };

Deno.test("the holder check speaks the sandbox's Open Banking", async (t) => {
  await using sandbox = await startSandbox();
  await using test = await testKernel({ sandboxUrl: sandbox.url, modules: ["kernel"] });
  const check = createHolderCheck({
    kernel: test.kernel,
    config: {
      baseUrl: `${sandbox.url}/openbanking`,
      clientId: "maru-holder-demo",
      clientSecret: "maru-holder-demo-secret",
    },
  });
  await sandbox.post("/sandbox/clearing/accounts", {
    accounts: [
      { bankCode: "088", accountNumber: "110123456789", holder: "김하늘" },
      { bankCode: "004", accountNumber: "12345678901234", holder: "주식회사 한빛상사" },
    ],
  });

  await t.step("a holder who is the bank's matches, a company in any form", async () => {
    assert.deepEqual(await check.check({ ...ACCOUNT, holder: "김 하늘" }), { state: "matches" });
    const company = { bankCode: "004", account: "12345678901234", identity: "1208700004" };
    assert.deepEqual(await check.check({ ...company, holder: "(주)한빛상사" }), {
      state: "matches",
    });
  });

  await t.step("another holder is told by a masked name", async () => {
    assert.deepEqual(await check.check({ ...ACCOUNT, holder: "이바다" }), {
      state: "otherHolder",
      holderMasked: "김*늘",
    });
  });

  await t.step("what the bank does not know comes with its code", async () => {
    for (const [ending, code] of [["77990012", "012"], ["77990014", "014"], ["77990031", "031"]]) {
      const account = `1101${ending}`;
      const answer = await check.check({ ...ACCOUNT, account, holder: "김하늘" });
      assert.deepEqual(answer, { state: "unknownAccount", code });
    }
  });

  await t.step("a token that ended over there alone (O0002) is renewed", async () => {
    await sandbox.post("/clock", { advanceMs: 91 * 86_400_000 });
    assert.equal((await check.check({ ...ACCOUNT, holder: "김하늘" })).state, "matches");
  });

  await t.step("no answer is no answer, and says nothing about the account", async () => {
    await sandbox.post("/sandbox/faults", { kind: "down", service: "open-banking" });
    await assert.rejects(
      check.check({ ...ACCOUNT, holder: "김하늘" }),
      HolderCheckUnavailableError,
    );
    await sandbox.delete("/sandbox/faults");
  });
});
