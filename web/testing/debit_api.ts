import assert from "node:assert/strict";
import { othersEnded } from "@maru/kernel/testing";
import { type AttackSite, openAttackSite } from "./attack_site.ts";
import { createDebitThings, type DebitThingId } from "./debit_world.ts";
import { TEST_ORIGIN } from "../testing.ts";

export interface ApiTenant {
  readonly merchantId: string;
  readonly key: string;
  readonly ids: Readonly<Record<DebitThingId, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ApiBody;
}

/** What a test looks at in answers; each holds some of it. */
export interface ApiBody {
  readonly error: {
    readonly code: string;
    readonly field?: string;
    readonly problems?: readonly { readonly field: string; readonly reason: string }[];
    readonly dueDays?: readonly number[];
  };
  readonly refused: readonly { readonly instructionId: string; readonly obstacle: string }[];
  readonly rows: readonly { readonly id: string; readonly number: string }[];
  readonly next?: string;
  readonly total: number;
  readonly count: number;
  readonly id: string;
  readonly state: string;
  readonly amountWon: number;
  readonly cutoffAt: string;
  readonly resultDueAt: string;
  readonly instructions: readonly object[];
  readonly openapi: string;
  readonly paths: Readonly<Record<string, object>>;
}

/** The API with two merchants who know nothing of each other. */
export interface TestApi extends AsyncDisposable {
  readonly site: AttackSite;
  readonly one: ApiTenant;
  readonly two: ApiTenant;
  get(path: string, key?: string): Promise<ApiAnswer>;
  post(
    path: string,
    body: unknown,
    options?: { readonly key?: string; readonly once?: string },
  ): Promise<ApiAnswer>;
}

export async function openTestApi(): Promise<TestApi> {
  const site = await openAttackSite();
  const one = await tenant(site, { name: "하나", businessNumber: "1234567891" });
  const two = await tenant(site, { name: "둘", businessNumber: "1248100998" });
  const ask = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const response = await site.app.request(`${TEST_ORIGIN}/api/v1/debit${path}`, init);
    assert.match(response.headers.get("content-type") ?? "", /json/, path);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    site,
    one,
    two,
    async get(path, key = one.key) {
      // Events show only when all earlier transactions have ended, those of other tests too.
      if (path.startsWith("/events")) await othersEnded(site.kernel);
      return await ask(path, { headers: { "Authorization": `Bearer ${key}` } });
    },
    post: (path, body, { key = one.key, once = crypto.randomUUID() } = {}) =>
      ask(path, {
        method: "POST",
        headers: {
          "Authorization": `Bearer ${key}`,
          "Content-Type": "application/json",
          "Idempotency-Key": once,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

async function tenant(
  site: AttackSite,
  { name, businessNumber }: { readonly name: string; readonly businessNumber: string },
): Promise<ApiTenant> {
  const { id: merchantId } = await site.kernel.transaction((tx) =>
    site.auth.staff.createOrganisation(tx, { name, businessNumber })
  );
  const things = await createDebitThings(site, { merchantId, name, businessNumber });
  return { merchantId, ...things };
}
