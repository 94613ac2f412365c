import type { Hono } from "hono";
import type { FaultKind, SandboxContext } from "../../context.ts";
import { createSandboxContext } from "../../create_context.ts";
import { type Clearing, createClearing, type SftpServer } from "../mod.ts";
import { INSTITUTION } from "./made_files.ts";
import { download, type Login, upload, withSftp } from "./sftp_client.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A clearing house in a folder of its own, with its SFTP server and a clock to be moved. */
export interface TestHouse {
  readonly context: SandboxContext;
  readonly clearing: Clearing;
  readonly app: Hono;
  readonly sftpPort: number;
  readonly folder: string;
  /** "2026-11-23 10:00", on the wall in Korea. */
  moveTo(time: string): void;
  api(method: string, path: string): Promise<ApiAnswer>;
  control(method: string, path: string, body?: unknown): Promise<Response>;
  switchOn(kind: FaultKind, document?: string, count?: number): void;
  account(method: "GET" | "POST", kind: string, day: string): Promise<Login>;
  /** Through the API and SFTP, until the centre has checked the file. */
  send(kind: string, day: string, bytes: Uint8Array): Promise<ApiAnswer>;
  receive(kind: string, day: string): Promise<Uint8Array>;
  line<T>(bank: string, work: Parameters<typeof withSftp<T>>[1]): Promise<T>;
  stop(): void;
}

const LINE_PASSWORD = "maru-line-demo-secret";

/** Runs with a house of its own and takes it down. */
export async function inHouse(
  time: string,
  run: (house: TestHouse) => Promise<void>,
  folder = Deno.makeTempDirSync(),
): Promise<void> {
  const house = await startTestHouse(time, folder);
  try {
    await run(house);
  } finally {
    house.stop();
  }
}

export async function startTestHouse(time: string, folder: string): Promise<TestHouse> {
  const context = createSandboxContext({ dataDirectory: folder, port: 0, isQuiet: true });
  const clearing = createClearing(context);
  const server: SftpServer = await clearing.listen({ hostname: "127.0.0.1", port: 0 });
  const app = clearing.routes;
  const house: TestHouse = {
    context,
    clearing,
    app,
    sftpPort: server.port,
    folder,
    moveTo(wall) {
      const reached = new Date(`${wall.replace(" ", "T")}:00+09:00`).getTime();
      context.clock.set(context.clock.offsetMs + reached - context.now().getTime());
    },
    async api(method, path) {
      const response = await app.request(`/clearing${path}`, {
        method,
        headers: { Authorization: `Bearer ${await tokenOf(app)}` },
      });
      const { response_code: code, data } = await response.json();
      return { status: response.status, code, data: data ?? {} };
    },
    control: (method, path, body) =>
      Promise.resolve(app.request(`/sandbox/clearing${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })),
    switchOn: (kind, document, remainingCount) =>
      void context.faults.add({
        kind,
        service: "*",
        ...(document === undefined ? {} : { document }),
        ...(remainingCount === undefined ? {} : { remainingCount }),
      }),
    async account(method, kind, day) {
      const { code, data } = await house.api(method, batch(kind, day));
      if (code !== "B0000") throw new Error(`The API answered ${code}`);
      return {
        port: server.port,
        user: String(data.sftp_user_name),
        password: String(data.sftp_password),
      };
    },
    async send(kind, day, bytes) {
      const login = await house.account("POST", kind, day);
      await withSftp(login, (sftp) => upload(sftp, nameOf(kind, day), bytes));
      return await house.api("GET", `${state(kind, day)}&wait_for_result=true`);
    },
    async receive(kind, day) {
      const login = await house.account("GET", kind, day);
      return await withSftp(login, (sftp) => download(sftp, nameOf(kind, day)));
    },
    line: (bank, work) =>
      withSftp({ port: server.port, user: bank, password: LINE_PASSWORD }, work),
    stop: () => server.close(),
  };
  house.moveTo(time);
  return house;
}

export function nameOf(kind: string, day: string): string {
  return `${kind}${day.slice(5).replace("-", "")}_${day.slice(0, 4)}`;
}

export function batch(kind: string, day: string): string {
  return `/biz/batch?file_type=${kind}&transaction_date=${day.replaceAll("-", "")}`;
}

export function state(kind: string, day: string): string {
  return `/biz/batch/state?file_type=${kind}&transaction_date=${day.replaceAll("-", "")}`;
}

async function tokenOf(app: Hono): Promise<string> {
  const response = await app.request("/clearing/auth/token", {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "maru-clearing-demo",
      client_secret: "maru-clearing-demo-secret",
      inst_code: INSTITUTION,
      scope: "CMS_INSTITUTE",
    }),
  });
  const { access_token } = await response.json();
  return access_token;
}
