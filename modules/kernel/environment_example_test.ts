import assert from "node:assert/strict";
import { environmentExample } from "./environment_example.ts";
import { kernelSettings } from "./kernel_settings.ts";

Deno.test("environmentExample() joins groups and marks secrets and what production needs", () => {
  const setting = {
    env: "BANK_TOKEN",
    description: "token of the bank",
    example: "abc",
    secret: true,
    requiredInProduction: true,
    parse: String,
  };
  const text = environmentExample({ kernel: kernelSettings, bank: { token: setting } });
  assert.ok(text.startsWith(environmentExample({ kernel: kernelSettings })));
  assert.match(
    text,
    /\n# --- bank ---\n\n# Token of the bank\. Secret\. Required in production\.\n# BANK_TOKEN=abc\n$/,
  );
});

Deno.test("environmentExample() gives no value that would be taken for a key", () => {
  for (const { example, parse } of [kernelSettings.sealingKeys, kernelSettings.indexKey]) {
    assert.throws(() => parse(example), RangeError);
  }
});
