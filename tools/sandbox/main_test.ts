import { equal, ok } from "node:assert/strict";

async function freePort(): Promise<number> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return await Promise.resolve(listener.addr.port);
}

async function untilReady(port: number): Promise<void> {
  for (let round = 0; round < 400; round++) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error("Cannot reach the sandbox: it did not become ready");
}

Deno.test("the process serves all its parts, and ends when its standard input does", async () => {
  const dataDirectory = await Deno.makeTempDir();
  const port = await freePort();
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--no-prompt",
      `--allow-read=.,${dataDirectory}`,
      `--allow-write=${dataDirectory}`,
      "--allow-env",
      "--allow-net",
      new URL("./main.ts", import.meta.url).pathname,
    ],
    cwd: new URL("../..", import.meta.url).pathname,
    env: {
      SANDBOX_PORT: String(port),
      SANDBOX_LDAP_PORT: String(await freePort()),
      SANDBOX_SFTP_PORT: String(await freePort()),
      DATA_DIR: dataDirectory,
      EXIT_WITH_STDIN: "1",
      SANDBOX_QUIET: "1",
    },
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await untilReady(port);
    for (
      const path of [
        "/",
        "/cast",
        "/sandbox/gateway-key",
        "/pki/certificates",
        "/cloud/certificates",
        "/inbox",
        "/receiver",
        "/clearing-house",
        "/sandbox/clearing/host-key",
        "/clock",
      ]
    ) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      await response.body?.cancel();
      equal(response.status, 200, path);
    }
    await child.stdin.close();
    equal((await child.status).code, 0);
    const journal = await Deno.readTextFile(`${dataDirectory}/sandbox/journal.ndjson`);
    ok(journal.includes("certificate-issued"));
  } finally {
    await Deno.remove(dataDirectory, { recursive: true });
  }
});
