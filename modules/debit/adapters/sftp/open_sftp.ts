import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { Client, type SFTPWrapper } from "ssh2";

export interface SftpAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The server's key as `SHA256:<base64>`; another one is not spoken to. */
  readonly hostKey: string;
}

/** An open session; disposing of it ends the connection. */
export interface SftpSession extends AsyncDisposable {
  readonly sftp: SFTPWrapper;
  /**
   * What the server answers to one request. A server may keep the connection alive and answer nothing.
   *
   * @throws {Error} the request failed, the connection broke, or no answer came in time
   */
  answered<T>(request: Promise<T>): Promise<T>;
}

const READY_TIMEOUT_MS = 15_000;
const KEEPALIVE_MS = 10_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** @throws {Error} of the connection: refused, other host key, wrong password, no SFTP, no answer */
export async function openSftp(
  address: SftpAddress,
  { answerTimeoutMs = ANSWER_TIMEOUT_MS }: { readonly answerTimeoutMs?: number } = {},
): Promise<SftpSession> {
  const client = new Client();
  const broken = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("close", () => reject(new Error("Cannot go on: the SFTP connection was closed")));
  });
  broken.catch(() => {});
  const answered = <T>(request: Promise<T>) => inTime(answerTimeoutMs, [request, broken]);
  try {
    const sftp = await answered(connect(client, address));
    // Each request tells its own failure; without a listener the session's would end the process.
    sftp.on("error", () => {});
    return { sftp, answered, [Symbol.asyncDispose]: () => Promise.resolve(void client.end()) };
  } catch (error) {
    client.destroy();
    throw error;
  }
}

async function inTime<T>(timeoutMs: number, outcomes: readonly Promise<T>[]): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Cannot go on: the server gave no answer for ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([...outcomes, isLate]);
  } finally {
    clearTimeout(timer);
  }
}

function connect(client: Client, address: SftpAddress): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.on("ready", () => {
      client.sftp((error, sftp) => error === undefined ? resolve(sftp) : reject(error));
    });
    client.connect({
      host: address.host,
      port: address.port,
      username: address.user,
      password: address.password,
      readyTimeout: READY_TIMEOUT_MS,
      keepaliveInterval: KEEPALIVE_MS,
      hostVerifier: (key: Buffer) => isExpected(key, address.hostKey),
    });
    // Without it each packet waits for the other side's acknowledgement, and a file crawls.
    client.setNoDelay(true);
  });
}

function isExpected(key: Buffer, hostKey: string): boolean {
  const digest = createHash("sha256").update(key).digest("base64").replace(/=+$/, "");
  return hostKey === `SHA256:${digest}`;
}
