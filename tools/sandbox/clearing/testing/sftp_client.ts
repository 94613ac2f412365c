import { Buffer } from "node:buffer";
import ssh2, { type Client, type SFTPWrapper } from "ssh2";

export interface Login {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Works on one SFTP login and hangs up. Rejects where the login or the connection fails. */
export async function withSftp<T>(
  login: Login,
  work: (sftp: SFTPWrapper, client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(login);
  const lost = new Promise<never>((_, reject) => {
    client.once("close", () => reject(new Error("The connection was lost")));
  });
  lost.catch(() => {});
  try {
    const sftp = await Promise.race([channel(client), lost]);
    return await Promise.race([work(sftp, client), lost]);
  } finally {
    await hangUp(client);
  }
}

export async function upload(sftp: SFTPWrapper, path: string, bytes: Uint8Array): Promise<void> {
  const stream = sftp.createWriteStream(path);
  await new Promise<void>((resolve, reject) => {
    stream.on("error", reject);
    stream.on("close", () => resolve());
    stream.end(Buffer.from(bytes));
  });
}

export async function download(sftp: SFTPWrapper, path: string): Promise<Uint8Array> {
  return await new Promise((resolve, reject) => {
    sftp.readFile(path, (error, data) => error ? reject(error) : resolve(new Uint8Array(data)));
  });
}

export async function names(sftp: SFTPWrapper, path: string): Promise<string[]> {
  return await new Promise((resolve, reject) => {
    sftp.readdir(
      path,
      (error, list) => error ? reject(error) : resolve(list.map((file) => file.filename).sort()),
    );
  });
}

function connect({ port, user, password }: Login): Promise<Client> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on("error", reject);
    client.once("close", () => reject(new Error("The connection was lost")));
    client.once("ready", () => {
      client.setNoDelay(true);
      resolve(client);
    });
    client.connect({ host: "127.0.0.1", port, username: user, password, readyTimeout: 10_000 });
  });
}

function channel(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => error ? reject(error) : resolve(sftp));
  });
}

function hangUp(client: Client): Promise<void> {
  return new Promise((resolve) => {
    client.once("close", () => resolve());
    client.end();
    setTimeout(() => {
      client.destroy();
      resolve();
    }, 300).unref?.();
  });
}
