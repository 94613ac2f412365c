import type { Right } from "@maru/auth";
import type { TestBody } from "./test_request.ts";
import type { TenantId } from "./two_tenants.ts";

/** Who is let in. A tenant's own things come on top: see {@linkcode RouteRule.params}. */
export type Door =
  | "open"
  | "submitter"
  | "staff"
  | "institution"
  | "institutionAdmin"
  | "merchant"
  | "operator"
  | "apiKey"
  /** A key of a merchant, for `/api/v1/debit`. */
  | "merchantKey";

export interface RouteRule {
  readonly door: Door;
  /** Behind the door of merchants: the right that the member must have. */
  readonly right?: Right;
  /** Only who proved a second factor within ten minutes: money actions and the like. */
  readonly secondFactor?: boolean;
  /**
   * What stands in each parameter of the path: a thing of the tenant that asks; a thing of any tenant,
   * for those who work on all of them; or one word for all.
   */
  readonly params?: Readonly<
    Record<string, { own: TenantId } | { any: TenantId } | { word: string }>
  >;
  /** What is sent; built for each request, with the ids of the tenant that is asked for. */
  readonly body?: (ids: Readonly<Record<TenantId, string>>) => TestBody;
  /** What the right person is answered; without it any answer from 200 to 303. */
  readonly answers?: readonly number[];
  /** Asked after those with a lower one: what ends the session that it is asked with comes last. */
  readonly place?: number;
}

/** An id of nothing. */
export const SOME_ID = "01a1fb1b-0000-7000-8000-000000000000";

/** A route of merchants' members: `...merchant("debit.request"), secondFactor: true`. */
export const merchant = (right: Right): RouteRule => ({ door: "merchant", right });
