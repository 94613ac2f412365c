import { isBusinessNumber } from "@maru/kernel";
import { fromBase64 } from "@maru/pki";
import { freePort, waitUntilAnswers } from "./ports.ts";
import type { CertificateFiles } from "./submitter.ts";

/** The sandbox as a process of its own, and its levers. */
export interface Outside {
  readonly port: number;
  /** Where the clearing house and the banks' lines take and give files. */
  readonly sftpPort: number;
  readonly url: string;
  /** The folder in which it keeps its own records. */
  readonly directory: string;
  get<T>(path: string): Promise<T>;
  send(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<unknown>;
  /** A company that every agency knows, with a certificate. */
  newCompany(index: number): Promise<CertificateFiles>;
  stop(): Promise<void>;
}

const READY_MS_MAX = 60_000;
const FLAGS = ["--allow-read", "--allow-write", "--allow-env", "--allow-net"];

export async function startOutside(
  { dataDirectory, latencyFactor }: { dataDirectory: string; latencyFactor: number },
): Promise<Outside> {
  const port = freePort();
  const sftpPort = freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = new Deno.Command("deno", {
    args: ["run", ...FLAGS, "tools/sandbox/main.ts"],
    env: {
      SANDBOX_PORT: String(port),
      SANDBOX_SFTP_PORT: String(sftpPort),
      SANDBOX_LDAP_PORT: String(freePort()),
      DATA_DIR: dataDirectory,
      SANDBOX_LATENCY: String(latencyFactor),
      SANDBOX_HOURS: "always",
      SANDBOX_QUIET: "1",
      EXIT_WITH_STDIN: "1",
    },
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  // What it does on purpose is no news; its own records lie in its folder.
  void keepErrors(process.stderr, `${dataDirectory}/sandbox-errors.log`);
  await waitUntilAnswers(`${url}/readyz`, READY_MS_MAX);

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { "content-type": "application/json", accept: "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  return {
    port,
    sftpPort,
    url,
    directory: `${dataDirectory}/sandbox`,
    get: (path) => call("GET", path) as Promise<never>,
    send: call,
    newCompany: (index) => newCompany(call, index),
    async stop() {
      await process.stdin.close().catch(() => {});
      await process.status;
    },
  };
}

async function keepErrors(errors: ReadableStream<Uint8Array>, path: string): Promise<void> {
  for await (const piece of errors) await Deno.writeFile(path, piece, { append: true });
}

async function newCompany(
  call: (method: string, path: string, body?: unknown) => Promise<unknown>,
  index: number,
): Promise<CertificateFiles> {
  const number = businessNumber(index);
  const phone = `010${String(70_000_000 + index)}`;
  const name = `주식회사 견본${index}`;
  await call("POST", "/sandbox/cast", { kind: "corporation", number, name, phone });
  const made = await call("POST", "/sandbox/certificates", { name, number, phone }) as {
    id: string;
  };
  const files = await call("GET", `/sandbox/certificates/${made.id}/json`) as {
    signCert: string;
    signPri: string;
    password: string;
  };
  return {
    businessNumber: number,
    phone,
    certificate: fromBase64(files.signCert),
    keyFile: fromBase64(files.signPri),
    password: files.password,
  };
}

/** No tax office has 99; 81 is a corporation; the last digit is the check digit. */
export function businessNumber(index: number): string {
  const front = `99781${String(index).padStart(4, "0")}`;
  const found = Array.from({ length: 10 }, (_, digit) => `${front}${digit}`).find(isBusinessNumber);
  if (found === undefined) throw new RangeError(`Cannot make a business number of "${index}"`);
  return found;
}
