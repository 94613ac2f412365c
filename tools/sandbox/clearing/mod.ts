/**
 * KFTC and the banks: the clearing house's API, the SFTP server of it and of the banks' direct
 * lines, the account-holder check, and the banks' own books. What it speaks is written in
 * `docs/clearing-house-protocol.md`.
 *
 * @module
 */
import { Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import { createApiRoutes } from "./api/routes.ts";
import { type ClearingHouse, createClearingHouse } from "./clearing_house.ts";
import { createClearingControls } from "./control/routes.ts";
import { createOneTimeAccounts } from "./one_time_accounts.ts";
import { createOpenBankingRoutes } from "./open_banking/routes.ts";
import { type ClearingOptions, readClearingOptions } from "./options.ts";
import { createClearingPanel } from "./panel/routes.ts";
import { openHostKey } from "./sftp/host_key.ts";
import { type SftpServer, startSftpServer } from "./sftp/server.ts";

export { readClearingOptions } from "./options.ts";
export type { ClearingOptions } from "./options.ts";
export type { SftpServer } from "./sftp/server.ts";

export interface Clearing {
  readonly routes: Hono;
  readonly clearingHouse: ClearingHouse;
  /** Fingerprint of the SFTP server's key, to be pinned. */
  readonly fingerprint: string;
  /** @throws an error with `code` "EADDRINUSE" where somebody else holds the port */
  listen(at: { readonly hostname: string; readonly port: number }): Promise<SftpServer>;
}

/** @param options Whom it knows; the demo's accounts where absent. */
export function createClearing(
  context: SandboxContext,
  options: ClearingOptions = readClearingOptions(() => undefined),
): Clearing {
  const clearing = createClearingHouse(context);
  const accounts = createOneTimeAccounts(context);
  const hostKey = openHostKey(`${context.dataDirectory}/clearing`);
  let server: SftpServer | undefined;

  const routes = new Hono();
  routes.route("/clearing", createApiRoutes({ clearing, accounts, options }));
  routes.route("/openbanking", createOpenBankingRoutes(clearing.house, options));
  routes.route(
    "/sandbox/clearing",
    createClearingControls({ clearing, options, hostKey, sftpPort: () => server?.port }),
  );
  routes.route("/", createClearingPanel({ clearing, options }));

  return {
    routes,
    clearingHouse: clearing,
    fingerprint: hostKey.fingerprint,
    async listen(at) {
      const { linePassword } = options;
      server = await startSftpServer({ clearing, accounts, hostKey, linePassword, ...at });
      return server;
    },
  };
}
