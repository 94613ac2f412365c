import type { Transaction } from "@maru/kernel";
import type { RawBuilder } from "kysely";
import type { EventLog } from "../integration/event_log.ts";
import type { DebitParts } from "../parts.ts";
import type { Alerts } from "./alerts.ts";
import type { BankApplications } from "./bank_applications.ts";
import type { EndedMandates } from "./ended_mandates.ts";

/** What the exchange is built from: no other area of this module but what is handed in. */
export interface ExchangeParts
  extends Pick<DebitParts, "kernel" | "ledger" | "channels" | "settings"> {
  readonly bankApplications: BankApplications;
  readonly endMandates: EndedMandates;
  /** What becomes of registrations is told to merchants. */
  readonly events: EventLog;
  /** Takes back orders of a group whose account their bank refused or ended; returns how many. */
  withdrawRefused(tx: Transaction, isOfGroup: RawBuilder<boolean>): Promise<number>;
  /** Moves what missed its file to the next day that is open. */
  replan(): Promise<unknown>;
}

export interface ExchangeWork extends ExchangeParts {
  readonly alerts: Alerts;
}
