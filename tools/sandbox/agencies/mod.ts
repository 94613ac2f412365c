/**
 * The agencies of the outside world over an aggregator's HTTP API (OAuth2 client credentials,
 * URL-encoded bodies, two-way requests).
 * @module
 */
import type { Hono } from "hono";
import type { Cast } from "../cast/cast.ts";
import type { SandboxContext } from "../context.ts";
import { createPrinter } from "../pdf/printer.ts";
import { createBundleOpener } from "./certificate_bundle.ts";
import type { CertificateGate } from "./certificate_gate.ts";
import { createGateway } from "./gateway.ts";
import { createGatewayKey, type GatewayKey } from "./gateway_key.ts";
import { createHours, type Hours, type HoursMode } from "./hours.ts";
import { createLogins, type Logins } from "./logins.ts";
import { createAgencyRoutes } from "./routes.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createTwoWay, type TwoWay } from "./two_way.ts";

export { createCertificateGate } from "./certificate_gate.ts";
export type { CertificateGate } from "./certificate_gate.ts";
export { readClients } from "./tokens.ts";
export type { HoursMode } from "./hours.ts";

export interface AgencyOptions {
  readonly context: SandboxContext;
  readonly cast: Cast;
  readonly gate: CertificateGate;
  readonly clients: ReadonlyMap<string, string>;
  readonly latencyFactor: number;
  readonly hoursMode: HoursMode;
}

/** The agencies, with the handles that the panel and the control routes turn. */
export interface Agencies {
  readonly routes: Hono;
  readonly key: GatewayKey;
  readonly tokens: Tokens;
  readonly logins: Logins;
  readonly twoWay: TwoWay;
  readonly hours: Hours;
}

export function createAgencies(options: AgencyOptions): Agencies {
  const { context, cast, gate, latencyFactor } = options;
  const key = createGatewayKey(context);
  const tokens = createTokens(context, { clients: options.clients });
  const logins = createLogins(context);
  const twoWay = createTwoWay(context);
  const hours = createHours(context, options.hoursMode);
  const printer = createPrinter();
  const gateway = createGateway({
    context,
    cast,
    printer,
    key,
    bundles: createBundleOpener({ key, gate }),
    logins,
    twoWay,
    hours,
    latencyFactor,
  });
  return {
    routes: createAgencyRoutes({ context, cast, tokens, gateway }),
    key,
    tokens,
    logins,
    twoWay,
    hours,
  };
}
