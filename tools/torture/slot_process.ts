import { freePort } from "./ports.ts";
import { type Proxy, startProxy, type Watcher } from "./proxy.ts";
import type { SlotOptions } from "./slot.ts";
import type { Channel } from "./steps.ts";

const FLAGS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-net",
  "--allow-ffi=./node_modules",
  "--allow-sys",
];

export interface Proxies {
  readonly database: Proxy;
  readonly agency: Proxy;
  readonly sftp: Proxy;
}

export function startProxies(
  { databaseUrl, sandboxPort, sftpPort }: SlotOptions,
  watch: (channel: Channel) => Watcher,
): Proxies & Record<string, Proxy> {
  const server = new URL(databaseUrl);
  return {
    database: startProxy({
      hostname: server.hostname,
      port: Number(server.port || 5432),
      watcher: watch("database"),
    }),
    agency: startProxy({
      hostname: "127.0.0.1",
      port: sandboxPort,
      watcher: watch("agency"),
    }),
    sftp: startProxy({ hostname: "127.0.0.1", port: sftpPort, watcher: watch("sftp") }),
  };
}

export function spawn(
  { environment, databaseUrl }: SlotOptions,
  { port, proxies }: { port: number; proxies: Proxies },
): Deno.ChildProcess {
  const database = new URL(databaseUrl);
  database.host = `127.0.0.1:${proxies.database.port}`;
  const outside = `http://127.0.0.1:${proxies.agency.port}`;
  return new Deno.Command("deno", {
    args: ["run", ...FLAGS, "main.ts", "--serve"],
    env: {
      ...environment,
      DATABASE_URL: database.href,
      PORT: String(port),
      METRICS_PORT: String(freePort()),
      CODEF_BASE_URL: outside,
      CODEF_OAUTH_URL: outside,
      SOLAPI_BASE_URL: outside,
      CLEARING_API_URL: `${outside}/clearing`,
      CLEARING_SFTP_PORT: String(proxies.sftp.port),
      DIRECT_LINE_PORT: String(proxies.sftp.port),
      OPEN_BANKING_URL: `${outside}/openbanking`,
      EXIT_WITH_STDIN: "1",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}
