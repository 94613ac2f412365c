import type { Kernel, Logger } from "@maru/kernel";
import type { Context } from "hono";
import type { ErrorCatalogue } from "./errors/catalogue.ts";
import type { Assets } from "./static/assets.ts";
import type { SignedIn, View } from "./view.ts";

export interface WebConfig {
  /** Address that people type, without a path, e.g. `https://maru.example`. */
  readonly publicUrl: string;
  /** Other origins of the same site, e.g. `http://127.0.0.1:8000` beside `http://localhost:8000`. */
  readonly otherOrigins?: readonly string[];
}

/** How an agency is doing, for the home page. */
export interface AgencyStatus {
  readonly name: string;
  readonly state: "smooth" | "delayed" | "closed" | "down";
  /** Mean issuing time of late; absent when nothing was issued. */
  readonly averageSeconds?: number;
}

export interface NoticeLine {
  readonly title: string;
  readonly publishedAt: Date;
  readonly href?: string;
}

/** What `main.ts` hands to the web: an area that needs a module adds it by `WebContext & { auth: Auth }`. */
export interface WebParts {
  readonly kernel: Kernel;
  readonly config: WebConfig;
  readonly assets: Assets;
  /** Who is behind this request, for the header. Absent: nobody ever is. */
  readonly identify?: (c: Context<WebEnv>) => Promise<SignedIn | undefined>;
  readonly agencyStatus?: () => Promise<readonly AgencyStatus[]>;
  readonly notices?: () => Promise<readonly NoticeLine[]>;
}

/** What every area's routes are given. */
export interface WebContext extends WebParts {
  readonly errors: ErrorCatalogue;
}

/** What middleware leaves for handlers: `c.var.view`, `c.var.log`, `c.var.requestId`. */
export interface WebEnv {
  Variables: {
    requestId: string;
    /** Where the request comes from; behind a trusted proxy, what the proxy says. */
    address: string;
    log: Logger;
    view: View;
    /** Whose key the request carries; unset where nobody asked yet. */
    apiCaller?: { readonly merchantId: string; readonly actor: string };
  };
}
