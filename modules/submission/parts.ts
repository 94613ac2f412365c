import type { Consents, SubmitterAuth } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import type { Notifications } from "@maru/notifications";
import type { AgencyConnector } from "./agency_connector.ts";
import type { SubmissionSettings } from "./settings.ts";

/** What this module uses of `@maru/auth`. */
export interface SubmissionAuth {
  readonly submitters: Pick<
    SubmitterAuth,
    "requireLive" | "endByAgency" | "openSealed" | "setClient"
  >;
  readonly consents: Pick<Consents, "current" | "record">;
}

/** What every part of the module is given. */
export interface Parts {
  readonly kernel: Kernel;
  readonly auth: SubmissionAuth;
  readonly notifications: Pick<Notifications, "send">;
  readonly agencies: AgencyConnector;
  readonly settings: SubmissionSettings;
}
