import type { Auth } from "@maru/auth";
import type { Debit } from "@maru/debit";
import type { Notifications } from "@maru/notifications";
import type { Submission } from "@maru/submission";
import type { ErrorHandler, Hono } from "hono";
import { debitApiBodyLimits, debitApiErrors, debitApiRoutes } from "./api/debit/routes.ts";
import { apiErrors } from "./api/errors.ts";
import { receiptRoutes } from "./api/receipt_routes.ts";
import { apiRoutes } from "./api/routes.ts";
import { certificateRoutes } from "./certificates/routes.ts";
import { TRANSFER_BODY_LIMITS } from "./certificates/transfer_routes.ts";
import { consoleErrors } from "./console/errors.ts";
import { consoleRoutes } from "./console/routes.ts";
import type { WebContext, WebEnv, WebParts } from "./context.ts";
import { customerErrors } from "./debit/customer_errors.ts";
import { customerBodyLimits } from "./debit/customer_routes.ts";
import { debitErrors } from "./debit/errors.ts";
import { debitRoutes } from "./debit/routes.ts";
import type { ErrorEntry } from "./errors/entry.ts";
import { homeRoutes } from "./home/routes.ts";
import { loginErrors } from "./login/errors.ts";
import { loginRoutes } from "./login/routes.ts";
import type { BodyLimit } from "./middleware/body_limit.ts";
import { moneyErrors } from "./debit/money_errors.ts";
import { operatorDebitErrors } from "./operator/debit/errors.ts";
import { operatorDebitRoutes } from "./operator/debit/routes.ts";
import { operatorRoutes } from "./operator/routes.ts";
import { payerErrors } from "./payer/errors.ts";
import { payerLinkRoutes } from "./payer/link_routes.ts";
import { payerRoutes } from "./payer/routes.ts";
import { staffErrors } from "./staff/errors.ts";
import { staffRoutes } from "./staff/routes.ts";
import { submitBodyLimits } from "./submit/body_limits.ts";
import { submitErrors } from "./submit/errors.ts";
import { submitRoutes } from "./submit/routes.ts";
import { supportRoutes } from "./support/routes.ts";
import { termsRoutes } from "./terms/routes.ts";

/** One folder under `web/`: its routes, and what its routes take beyond the default body. */
export interface Area {
  readonly routes: Hono<WebEnv>;
  readonly bodyLimits?: readonly BodyLimit[];
  /** How programs are told of errors below a path, those of the doors in front of the routes too. */
  readonly told?: { readonly path: string; readonly by: ErrorHandler<WebEnv> };
}

/** A site is made of areas. To add one: a line in its list, and its errors. */
export interface Site<Parts extends WebParts> {
  /** Pages, guarded by cookie, same-origin proof and token. Paths are written in full. */
  pages(context: Parts & WebContext): Area[];
  /** Areas under `/api/v1` that authenticate by key or signature; paths without the prefix. */
  keyed(context: Parts & WebContext): Area[];
  readonly errors: readonly (readonly ErrorEntry[])[];
}

/** What the whole site is made of. */
export interface SiteParts extends WebParts {
  readonly auth: Auth;
  readonly notifications: Notifications;
  readonly submission: Submission;
  readonly debit: Debit;
  /** Set while the process stops, so that event streams end before the server closes. */
  readonly streams: { readonly stopping: boolean };
}

/** The public pages that need no module. */
export const shellSite: Site<WebParts> = {
  pages: (context) => [
    { routes: homeRoutes(context) },
    { routes: supportRoutes(context) },
  ],
  keyed: () => [],
  errors: [],
};

/** Everything. */
export const wholeSite: Site<SiteParts> = {
  pages: (context) => [
    ...shellSite.pages(context),
    { routes: termsRoutes(context) },
    { routes: loginRoutes(context) },
    { routes: certificateRoutes(context), bodyLimits: TRANSFER_BODY_LIMITS },
    { routes: submitRoutes(context), bodyLimits: submitBodyLimits(context) },
    { routes: staffRoutes(context) },
    { routes: consoleRoutes(context) },
    { routes: debitRoutes(context), bodyLimits: customerBodyLimits(context) },
    { routes: payerRoutes(context) },
    { routes: payerLinkRoutes(context) },
    { routes: operatorRoutes(context) },
    { routes: operatorDebitRoutes(context) },
  ],
  keyed: (context) => [
    { routes: apiRoutes(context) },
    { routes: receiptRoutes(context) },
    {
      routes: debitApiRoutes(context),
      bodyLimits: debitApiBodyLimits(context),
      told: debitApiErrors(context),
    },
  ],
  errors: [
    loginErrors,
    submitErrors,
    staffErrors,
    consoleErrors,
    debitErrors,
    customerErrors,
    moneyErrors,
    operatorDebitErrors,
    payerErrors,
    apiErrors,
  ],
};
