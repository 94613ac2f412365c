import type { Auth } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import type { Ledger } from "@maru/ledger";
import type { Notifications } from "@maru/notifications";
import type { Verifier } from "@maru/pki";
import type { ClearingChannel } from "./exchange/channel.ts";
import type { HolderCheck } from "./settings/holder_check.ts";
import type { DebitSettings } from "./settings.ts";

/** What the module is built from. */
export interface DebitParts {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  readonly notifications: Notifications;
  readonly auth: Auth;
  /** Says whether a certificate that signed a consent holds. */
  readonly verifier: Pick<Verifier, "check">;
  /** One adapter per rail. */
  readonly channels: Readonly<Record<Rail, ClearingChannel>>;
  readonly holderCheck: HolderCheck;
  readonly settings: DebitSettings;
}

/** The two ways to a bank. */
export const RAILS = ["directLine", "clearingHouse"] as const;
export type Rail = (typeof RAILS)[number];

/** Who acts, as the access log and the histories name it, e.g. `staff:<id>`, `payer:<id>`, `api:<key id>`. */
export type Actor = string;

/** One page of rows, and where the next one begins. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
  readonly total: number;
}

/** Common to lists: a sort key of the list, ascending or not, and where to go on. */
export interface PageQuery<SortKey extends string = string> {
  readonly sort?: SortKey;
  readonly descending?: boolean;
  readonly after?: string;
  /** 1 to 200. */
  readonly limit: number;
}
