import { OutboundError } from "@maru/kernel";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import type { LoginContext } from "./context.ts";
import { type DemoCertificate, readDemoFiles, readDemoList } from "./demo_certificate.ts";
import { loginPaths } from "./login_paths.ts";

const TIMEOUT_MS = 5_000;
const RESPONSE_BYTES_MAX = 1_000_000;
const DEMO_ID = /^[a-z0-9-]{1,80}$/;

/** The sandbox that should have demo certificates gave none. */
export class DemoUnavailableError extends Error {
  override name = "DemoUnavailableError";
  constructor(options?: ErrorOptions) {
    super("Cannot get demo certificates from the sandbox", options);
  }
}

/** 시연용 인증서. These addresses exist only beside the sandbox. */
export function demoRoutes(context: LoginContext, routes: Hono<WebEnv>): void {
  const { sandboxUrl } = context.kernel.config;
  if (sandboxUrl === "") return;
  const client = context.kernel.outbound.client({
    name: "sandbox-certificates",
    origins: [new URL(sandboxUrl).origin],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: 1,
  });
  const get = async <T>(path: string, read: (json: unknown) => T): Promise<T> => {
    try {
      const answer = await client.request({
        method: "GET",
        url: sandboxUrl.replace(/\/$/, "") + path,
        idempotent: true,
      });
      if (answer.status === 404) throw new PageNotFoundError();
      if (answer.status !== 200) throw new DemoUnavailableError();
      return read(answer.json());
    } catch (error) {
      if (error instanceof OutboundError) throw new DemoUnavailableError({ cause: error });
      throw error;
    }
  };
  routes.get(loginPaths.demo, async (c) => {
    c.header("Cache-Control", "no-store");
    const certificates: readonly DemoCertificate[] = await get(
      "/sandbox/certificates",
      readDemoList,
    );
    return c.json({ certificates });
  });
  routes.get(loginPaths.demoFile(":id"), async (c) => {
    const id = c.req.param("id");
    if (id === undefined || !DEMO_ID.test(id)) throw new PageNotFoundError();
    c.header("Cache-Control", "no-store");
    return c.json(await get(`/sandbox/certificates/${id}/json`, readDemoFiles));
  });
}
