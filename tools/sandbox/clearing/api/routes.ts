import { type Context, Hono } from "hono";
import type { ClearingHouse } from "../clearing_house.ts";
import { isResultKind, isSentKind } from "../file_kind.ts";
import type { OneTimeAccounts } from "../one_time_accounts.ts";
import type { ClearingOptions } from "../options.ts";
import { ApiRefusal, refuse } from "./answers.ts";
import { createApiFaults } from "./api_faults.ts";
import { type ApiParts, createBatchRoutes } from "./batch_routes.ts";
import { createCommonRoutes } from "./common_routes.ts";
import { createSignedTokens, isClient, type SignedTokens } from "./signed_tokens.ts";
import { createStateRoutes } from "./state_routes.ts";

const TOKEN_SECONDS = 24 * 3_600;
const SCOPE = "CMS_INSTITUTE";

export interface ApiOptions {
  readonly clearing: ClearingHouse;
  readonly accounts: OneTimeAccounts;
  readonly options: ClearingOptions;
}

/** The clearing house's HTTPS API, here on plain HTTP and without its base path. */
export function createApiRoutes({ clearing, accounts, options }: ApiOptions): Hono {
  const { context } = clearing.house;
  const tokens = createSignedTokens(context, {
    file: "clearing/token-key",
    lifetimeSeconds: TOKEN_SECONDS,
  });
  const parts: ApiParts = { clearing, accounts, institutionOf };
  const app = new Hono();
  app.use(createApiFaults(context, {
    targetOf(url) {
      const kind = url.searchParams.get("file_type") ?? "";
      return {
        service: "clearing",
        ...(isSentKind(kind) || isResultKind(kind) ? { document: kind } : {}),
      };
    },
    failure: (kind) => failureAnswer(kind),
  }));
  app.post("/auth/token", async (c) => await giveToken(c, { tokens, options }));
  app.route("/", createBatchRoutes(parts));
  app.route("/", createStateRoutes(parts));
  app.route("/", createCommonRoutes(parts));
  app.onError((error, c) => {
    if (error instanceof ApiRefusal) return refuse(c, error.code);
    context.log("clearing.error", { path: c.req.path, error: error.stack ?? String(error) });
    return refuse(c, "B9999");
  });
  return app;

  function institutionOf(c: Context): string {
    const institution = tokens.subjectOf(c.req.header("Authorization"));
    if (institution === undefined) throw new ApiRefusal("B0002");
    return institution;
  }
}

/** RFC 6749 §4.4, with the institution for which the token shall be. */
async function giveToken(
  c: Context,
  { tokens, options }: { readonly tokens: SignedTokens; readonly options: ClearingOptions },
): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const field = (name: string) => form.get(name) ?? "";
  if (field("grant_type") !== "client_credentials") throw new ApiRefusal("B0001");
  const isKnown = field("scope") === SCOPE && options.institutions.includes(field("inst_code")) &&
    isClient(options.clients, { id: field("client_id"), secret: field("client_secret") });
  if (!isKnown) throw new ApiRefusal("B0003");
  return c.json({
    response_code: "B0000",
    response_message: "정상",
    access_token: tokens.issue(field("inst_code")),
    token_type: "Bearer",
    expires_in: TOKEN_SECONDS,
    scope: SCOPE,
  });
}

function failureAnswer(kind: "down" | "error"): Response {
  const isDown = kind === "down";
  return Response.json({
    response_code: isDown ? "B9998" : "B9999",
    response_message: isDown ? "서비스 점검 중입니다." : "시스템 오류가 발생했습니다.",
  }, { status: isDown ? 503 : 500 });
}
