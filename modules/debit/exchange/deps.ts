import type { DebitParts } from "../parts.ts";
import type { Alerts } from "./alerts.ts";
import type { BankApplications } from "./bank_applications.ts";

/** What the exchange is built from: no other area of this module but what is handed in. */
export interface ExchangeParts
  extends Pick<DebitParts, "kernel" | "ledger" | "channels" | "settings"> {
  readonly bankApplications: BankApplications;
  /** Moves what missed its file to the next day that is open. */
  replan(): Promise<unknown>;
}

export interface ExchangeWork extends ExchangeParts {
  readonly alerts: Alerts;
}
