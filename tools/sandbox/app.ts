import { Hono } from "hono";
import {
  type Agencies,
  createAgencies,
  createCertificateGate,
  type HoursMode,
} from "./agencies/mod.ts";
import { type CertificateAuthority, certificateAuthorityOf, createCaRoutes } from "./ca/mod.ts";
import { type Cast, createCast } from "./cast/cast.ts";
import { createCastRoutes } from "./cast/cast_routes.ts";
import { type Clearing, type ClearingOptions, createClearing } from "./clearing/mod.ts";
import { createClockRoutes } from "./clock/mod.ts";
import { createCloudRoutes } from "./cloud/mod.ts";
import type { SandboxContext } from "./context.ts";
import { createMessageRoutes } from "./messages/mod.ts";
import { createPanelRoutes } from "./panel/routes.ts";
import { createReceiverRoutes } from "./receiver/mod.ts";

export interface SandboxOptions {
  readonly context: SandboxContext;
  /** OAuth2 secrets by client id. */
  readonly clients: ReadonlyMap<string, string>;
  /** 1 is as slow as the real agencies, 0 answers at once. */
  readonly latencyFactor: number;
  readonly hoursMode: HoursMode;
  /** Roots that the agencies trust; the sandbox's own where absent. */
  readonly rootsDirectory?: string;
  /** Whom the clearing house and the banks know; the demo's accounts where absent. */
  readonly clearing?: ClearingOptions;
}

export interface Sandbox {
  readonly app: Hono;
  readonly agencies: Agencies;
  readonly cast: Cast;
  readonly authority: CertificateAuthority;
  readonly clearing: Clearing;
}

/** The whole outside world as one app: real protocol paths at its root, its own under `/sandbox/`. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { context } = options;
  const cast = createCast(context);
  const gate = createCertificateGate(context, {
    rootsDirectory: options.rootsDirectory ?? `${context.dataDirectory}/roots`,
  });
  const agencies = createAgencies({ ...options, cast, gate });
  const authority = certificateAuthorityOf(context);
  const clearing = createClearing(context, options.clearing);
  let isReady = false;
  authority.ready.then(() => (isReady = true), () => (isReady = false));

  const app = new Hono();
  app.get(
    "/readyz",
    (c) => isReady ? c.json({ isReady }) : c.json({ isReady, waitingFor: "certificates" }, 503),
  );
  app.route("/", createPanelRoutes({ context, agencies, cast }));
  app.route("/", createCastRoutes(cast));
  app.route("/", agencies.routes);
  app.route("/", createCaRoutes(context));
  app.route("/", createMessageRoutes(context));
  app.route("/", createReceiverRoutes(context));
  app.route("/", createClockRoutes(context));
  app.route("/", createCloudRoutes(context));
  app.route("/", clearing.routes);
  app.onError((error, c) => {
    context.log("sandbox.error", { path: c.req.path, error: error.stack ?? String(error) });
    return c.json({ error: "server_error" }, 500);
  });
  return { app, agencies, cast, authority, clearing };
}
