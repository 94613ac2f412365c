/**
 * What the app is told so that its adapters find the sandbox: base URLs, nothing more; the demo accounts
 * are the settings' own fallbacks.
 *
 * @module
 */

export interface DemoPlaces {
  readonly port: number;
  readonly metricsPort: number;
  readonly sandboxPort: number;
  readonly sftpPort: number;
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
    PUBLIC_URL: `http://localhost:${places.port}`,
    PUBLIC_ORIGINS: `http://localhost:${places.port},http://127.0.0.1:${places.port}`,
    PKI_ROOTS_DIR: `${places.dataDirectory}/sandbox/roots`,
    PKI_REVOCATION_MODE: "required",
    PKI_REVOCATION_HOSTS:
      `127.0.0.1:${places.sandboxPort},localhost:${places.sandboxPort},127.0.0.1:8389`,
    CODEF_BASE_URL: sandbox,
    CODEF_OAUTH_URL: sandbox,
    SOLAPI_BASE_URL: sandbox,
    CLOUD_CERTIFICATE_URL: sandbox,
    CLEARING_API_URL: `${sandbox}/clearing`,
    CLEARING_SFTP_PORT: String(places.sftpPort),
    DIRECT_LINE_PORT: String(places.sftpPort),
    OPEN_BANKING_URL: `${sandbox}/openbanking`,
    ...own,
  };
}
