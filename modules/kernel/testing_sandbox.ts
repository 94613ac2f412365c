import { keepKeys, lendKeys } from "./testing_sandbox_keys.ts";

/** The sandbox as a process of its own, without delays. */
export interface SandboxProcess extends AsyncDisposable {
  readonly url: string;
  readonly sftpPort: number;
  get<T>(path: string): Promise<T>;
  post(path: string, body?: unknown): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  delete(path: string): Promise<void>;
}

const READY_ROUNDS_MAX = 600;
const READY_PAUSE_MS = 100;

export async function startSandbox(): Promise<SandboxProcess> {
  const dataDirectory = await Deno.makeTempDir();
  const hasKeys = await lendKeys(dataDirectory);
  const port = freePort();
  const sftpPort = freePort();
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--no-prompt",
      `--allow-read=.,${dataDirectory}`,
      `--allow-write=${dataDirectory}`,
      "--allow-env",
      "--allow-sys",
      "--allow-net",
      "tools/sandbox/main.ts",
    ],
    cwd: new URL("../..", import.meta.url).pathname,
    env: {
      SANDBOX_PORT: String(port),
      SANDBOX_SFTP_PORT: String(sftpPort),
      SANDBOX_LDAP_PORT: String(freePort()),
      DATA_DIR: dataDirectory,
      SANDBOX_LATENCY: "0",
      SANDBOX_QUIET: "1",
      EXIT_WITH_STDIN: "1",
    },
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url);
  if (!hasKeys) await keepKeys(dataDirectory);

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Cannot ${method} "${path}": ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  return {
    url,
    sftpPort,
    get: async <T>(path: string) => await call("GET", path) as T,
    post: (path, body) => call("POST", path, body ?? {}),
    put: (path, body) => call("PUT", path, body),
    delete: async (path) => {
      await call("DELETE", path);
    },
    async [Symbol.asyncDispose]() {
      await child.stdin.close();
      await child.status;
      await Deno.remove(dataDirectory, { recursive: true });
    },
  };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function untilReady(url: string): Promise<void> {
  for (let round = 0; round < READY_ROUNDS_MAX; round++) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
  }
  throw new Error("Cannot reach the sandbox: it did not become ready");
}
