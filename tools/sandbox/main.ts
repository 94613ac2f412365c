/**
 * The outside world as a process of its own: agencies, certification authority, message provider,
 * cloud certificates, an institution's receiver, the clearing house and the banks, the clock. Every
 * number and name in it is made up.
 * @module
 */
import { createSandbox } from "./app.ts";
import { type CertificateAuthority, ldapBase, type LdapServer, startLdapServer } from "./ca/mod.ts";
import type { Clearing, SftpServer } from "./clearing/mod.ts";
import type { SandboxContext } from "./context.ts";
import { createSandboxContext } from "./create_context.ts";
import { readSettings, type SandboxSettings } from "./settings.ts";

if (import.meta.main) await main();

async function main(): Promise<void> {
  const settings = readSettings((name) => Deno.env.get(name));
  const context = createSandboxContext(settings);
  const { app, authority, clearing } = createSandbox({ ...settings, context });
  const files = await startFiles(clearing, { settings, context });
  const server = Deno.serve({
    port: settings.port,
    hostname: settings.host,
    onListen: ({ port, hostname }) => context.log("sandbox.listening", { port, hostname }),
  }, (request) => app.fetch(request));
  const directory = startDirectory(authority, context);
  const stop = () => {
    directory?.close();
    files?.close();
    server.shutdown();
    // A long answer is not worth waiting for: nobody's data is here.
    setTimeout(() => Deno.exit(0), 1_000);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
  if (settings.exitsWithStdin) endOfInput().then(stop);
  await server.finished;
  Deno.exit(0);
}

/** The directory of revocation lists; another sandbox on this machine may already hold its port. */
function startDirectory(
  authority: CertificateAuthority,
  context: SandboxContext,
): LdapServer | undefined {
  try {
    return startLdapServer({
      port: authority.ldapPort,
      baseObject: ldapBase,
      revocationList: () => authority.revocationList(),
    });
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    context.log("sandbox.directory-absent", { port: authority.ldapPort });
    return undefined;
  }
}

/** The SFTP server of the clearing house and the banks; its port may be held, too. */
async function startFiles(
  clearing: Clearing,
  { settings, context }: { readonly settings: SandboxSettings; readonly context: SandboxContext },
): Promise<SftpServer | undefined> {
  const at = { hostname: settings.host, port: settings.sftpPort };
  try {
    const server = await clearing.listen(at);
    context.log("sandbox.sftp", { port: server.port, fingerprint: clearing.fingerprint });
    return server;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    context.log("sandbox.sftp-absent", at);
    return undefined;
  }
}

/** Settles when whoever started this process is gone: a launcher holds the other end of the pipe. */
async function endOfInput(): Promise<void> {
  const buffer = new Uint8Array(64);
  while (await Deno.stdin.read(buffer) !== null);
}
