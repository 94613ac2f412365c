import net from "node:net";
import ssh2, { type AuthContext, type Connection } from "ssh2";
import { isMemberBank } from "../banks/bank_list.ts";
import { isSame } from "../api/signed_tokens.ts";
import type { ClearingHouse } from "../clearing_house.ts";
import { faultTarget, takeFault } from "../faults/house_faults.ts";
import type { OneTimeAccounts } from "../one_time_accounts.ts";
import type { HostKey } from "./host_key.ts";
import { lineFolder } from "./line_folder.ts";
import { oneTimeFolder } from "./one_time_folder.ts";
import type { RemoteFolder } from "./remote_folder.ts";
import { serveSftp } from "./sftp_session.ts";

export interface SftpOptions {
  readonly clearing: ClearingHouse;
  readonly accounts: OneTimeAccounts;
  readonly hostKey: HostKey;
  readonly linePassword: string;
  readonly hostname: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface SftpServer {
  readonly port: number;
  close(): void;
}

/** @throws an error with `code` "EADDRINUSE" where somebody else holds the port */
export async function startSftpServer(options: SftpOptions): Promise<SftpServer> {
  const sockets = new Map<string, net.Socket>();
  const ssh = new ssh2.Server(
    { hostKeys: [options.hostKey.privateKey], ident: "maru-sandbox" },
    (connection, { ip, port }) => {
      const cut = () => sockets.get(`${ip} ${port}`)?.destroy();
      serveConnection(connection, options, cut);
    },
  );
  // Our own listener keeps the sockets, to be cut on demand and to send small packets at once:
  // without that a file creeps at 0.3 MB/s.
  const listener = net.createServer((socket) => {
    const name = `${socket.remoteAddress} ${socket.remotePort}`;
    sockets.set(name, socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(name));
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(options.port, options.hostname, () => resolve());
  });
  const address = listener.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    close() {
      listener.close();
      for (const socket of sockets.values()) socket.destroy();
    },
  };
}

function serveConnection(connection: Connection, options: SftpOptions, cut: () => void): void {
  const { context } = options.clearing.house;
  let folder: RemoteFolder | undefined;
  connection.on("error", (error: Error) => context.log("clearing.sftp", { error: error.message }));
  connection.on("authentication", (attempt) => {
    folder = login(attempt, options, cut);
    if (folder === undefined) attempt.reject(["password"]);
    else attempt.accept();
  });
  connection.on("session", (accept) => {
    accept().on("sftp", (acceptSftp) => {
      if (folder !== undefined) serveSftp(acceptSftp(), folder, cut);
    });
  });
}

function login(
  attempt: AuthContext,
  { clearing, accounts, linePassword }: SftpOptions,
  cut: () => void,
): RemoteFolder | undefined {
  if (attempt.method !== "password") return undefined;
  const { username: user, password } = attempt;
  if (isMemberBank(user)) {
    const { context } = clearing.house;
    if (takeFault(context, faultTarget(user), ["down", "reset"]) !== undefined) cut();
    return isSame(password, linePassword) ? lineFolder(clearing, user) : undefined;
  }
  const account = accounts.login({ user, password });
  return account === undefined ? undefined : oneTimeFolder({ clearing, accounts, account });
}
