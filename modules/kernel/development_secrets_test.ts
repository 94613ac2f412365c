import assert from "node:assert/strict";
import { ConfigError } from "./config.ts";
import { developmentSecrets, loadConfig } from "./development_secrets.ts";
import { kernelSettings } from "./kernel_settings.ts";

const GROUPS = { kernel: kernelSettings };

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("developmentSecrets() makes secrets on the first start and keeps them", async () => {
  await withFolder(async (folder) => {
    const first = await developmentSecrets(folder);
    assert.deepEqual(Object.keys(first).sort(), ["INDEX_KEY", "SEALING_KEYS"]);
    assert.deepEqual(await developmentSecrets(folder), first);
    const { mode } = await Deno.stat(`${folder}/secrets/INDEX_KEY`);
    assert.equal((mode ?? 0) & 0o077, 0, "others may not read it");
  });
});

Deno.test("developmentSecrets() gives the same to starts at the same time", async () => {
  await withFolder(async (folder) => {
    const starts = Array.from({ length: 8 }, () => developmentSecrets(folder));
    const [first, ...others] = await Promise.all(starts);
    for (const other of others) assert.deepEqual(other, first);
    const left = [...Deno.readDirSync(`${folder}/secrets`)].map(({ name }) => name).sort();
    assert.deepEqual(left, ["INDEX_KEY", "SEALING_KEYS"]);
  });
});

Deno.test("loadConfig() completes development and prefers what is given", async () => {
  await withFolder(async (folder) => {
    const given = "A".repeat(42) + "E=";
    const { kernel } = await loadConfig(
      { DATA_DIR: folder, INDEX_KEY: given, SEALING_KEYS: "" },
      GROUPS,
    );
    assert.equal(kernel.indexKey.toBase64(), given);
    assert.equal(kernel.sealingKeys[0]?.id, "development");
  });
});

Deno.test("loadConfig() makes nothing up in production", async () => {
  await withFolder(async (folder) => {
    await assert.rejects(
      loadConfig({ DATA_DIR: folder, MARU_ENV: "production" }, GROUPS),
      ConfigError,
    );
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});
