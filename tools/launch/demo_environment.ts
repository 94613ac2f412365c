/**
 * What the app is told so that its adapters find the sandbox: base URLs and demo keys, nothing more.
 *
 * @module
 */

export interface DemoPlaces {
  readonly port: number;
  readonly metricsPort: number;
  readonly sandboxPort: number;
  readonly dataDirectory: string;
}

/**
 * Environment of the app beside the sandbox. What the caller's own environment sets, wins: that is
 * how one real agency or provider is tried in a demo.
 */
export function demoEnvironment(
  places: DemoPlaces,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const sandbox = `http://127.0.0.1:${places.sandboxPort}`;
  return {
    PORT: String(places.port),
    METRICS_PORT: String(places.metricsPort),
    DATA_DIR: places.dataDirectory,
    SANDBOX_URL: sandbox,
    DEMO_DATA: "1",
    PUBLIC_ORIGINS: `http://localhost:${places.port},http://127.0.0.1:${places.port}`,
    PKI_ROOTS_DIR: `${places.dataDirectory}/sandbox/roots`,
    PKI_REVOCATION_MODE: "required",
    PKI_REVOCATION_HOSTS: `127.0.0.1:${places.sandboxPort}`,
    CODEF_BASE_URL: sandbox,
    CODEF_OAUTH_URL: sandbox,
    CODEF_CLIENT_ID: "maru-demo",
    CODEF_CLIENT_SECRET: "maru-demo-secret",
    SOLAPI_BASE_URL: sandbox,
    SOLAPI_API_KEY: "MARUDEMOKEY00001",
    SOLAPI_API_SECRET: "maru-demo-solapi-secret-0000001",
    SOLAPI_SENDER: "0237711100",
    SOLAPI_PF_ID: "KA01PF_MARU",
    CLOUD_CERTIFICATE_URL: sandbox,
    CLOUD_CERTIFICATE_CLIENT_KEY: "maru-demo-cloud-key",
    ...own,
  };
}
