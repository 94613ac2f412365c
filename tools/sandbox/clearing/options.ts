import { readClients } from "../agencies/mod.ts";

/** Whom the clearing house, the banks and the holder check know. */
export interface ClearingOptions {
  /** SANDBOX_CLEARING_CLIENTS: `id:secret,id:secret` for the API of the clearing house. */
  readonly clients: ReadonlyMap<string, string>;
  /** SANDBOX_CLEARING_INSTITUTIONS: codes of ten characters, by commas. */
  readonly institutions: readonly string[];
  /** SANDBOX_LINE_PASSWORD: the password of every bank's direct line. */
  readonly linePassword: string;
  /** SANDBOX_OPEN_BANKING_CLIENTS: `id:secret,id:secret` for the account-holder check. */
  readonly openBankingClients: ReadonlyMap<string, string>;
}

/** Reads the environment; every part has a demo value. */
export function readClearingOptions(
  read: (name: string) => string | undefined,
): ClearingOptions {
  const institutions = read("SANDBOX_CLEARING_INSTITUTIONS") || "9912345678";
  return {
    clients: readClients(
      read("SANDBOX_CLEARING_CLIENTS") || "maru-clearing-demo:maru-clearing-demo-secret",
    ),
    institutions: institutions.split(",").map((code) => code.trim()),
    linePassword: read("SANDBOX_LINE_PASSWORD") || "maru-line-demo-secret",
    openBankingClients: readClients(
      read("SANDBOX_OPEN_BANKING_CLIENTS") || "maru-holder-demo:maru-holder-demo-secret",
    ),
  };
}
