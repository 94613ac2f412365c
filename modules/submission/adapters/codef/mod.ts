/**
 * Agencies through the HTTP API of the aggregator CODEF.
 *
 * @module
 */
export { type CodefSettings, codefSettings } from "./codef_settings.ts";
export { createCodefConnector } from "./create_codef_connector.ts";
export { GatewayKeyMissingError } from "./gateway_key.ts";
