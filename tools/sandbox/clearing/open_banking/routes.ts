import { Hono } from "hono";
import { randomUUID } from "node:crypto";
import { createApiFaults } from "../api/api_faults.ts";
import { createSignedTokens, isClient } from "../api/signed_tokens.ts";
import { bankName } from "../banks/bank_list.ts";
import type { House } from "../house.ts";
import type { ClearingOptions } from "../options.ts";
import { answerRealName, readRealName } from "./real_name.ts";

const TOKEN_SECONDS = 90 * 24 * 3_600;
const SCOPE = "oob";
const CLIENT_USE_CODE = "M202600001";

/** Open Banking's account-holder check (오픈뱅킹 계좌실명조회), without its base path. */
export function createOpenBankingRoutes(house: House, options: ClearingOptions): Hono {
  const { context } = house;
  const tokens = createSignedTokens(context, {
    file: "clearing/open-banking-token-key",
    lifetimeSeconds: TOKEN_SECONDS,
  });
  const app = new Hono();
  app.use(createApiFaults(context, {
    targetOf: () => ({ service: "open-banking" }),
    failure: (kind) =>
      Response.json({ rsp_code: "O9999", rsp_message: "시스템 오류가 발생했습니다." }, {
        status: kind === "down" ? 503 : 500,
      }),
  }));
  app.post("/oauth/2.0/token", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const field = (name: string) => form.get(name) ?? "";
    const isKnown = field("grant_type") === "client_credentials" && field("scope") === SCOPE &&
      isClient(options.openBankingClients, {
        id: field("client_id"),
        secret: field("client_secret"),
      });
    if (!isKnown) return c.json({ rsp_code: "O0001", rsp_message: "인증에 실패했습니다." }, 401);
    return c.json({
      access_token: tokens.issue(field("client_id")),
      token_type: "Bearer",
      expires_in: TOKEN_SECONDS,
      scope: SCOPE,
      client_use_code: CLIENT_USE_CODE,
    });
  });
  app.post("/v2.0/inquiry/real_name", async (c) => {
    const now = koreanStamp(context.now());
    const head = { api_tran_id: randomUUID(), api_tran_dtm: now };
    if (tokens.subjectOf(c.req.header("Authorization")) === undefined) {
      return c.json({ ...head, rsp_code: "O0002", rsp_message: "토큰이 유효하지 않습니다." });
    }
    const request = readRealName(await c.req.json().catch(() => undefined));
    if (request === undefined) {
      return c.json({ ...head, rsp_code: "A0001", rsp_message: "요청 값이 올바르지 않습니다." });
    }
    context.journal("holder-check", { bank: request.bank_code_std });
    const { tran_dtime: _, ...echoed } = request;
    return c.json({
      ...head,
      ...answerRealName(house, request),
      ...echoed,
      bank_tran_date: now.slice(0, 8),
      bank_code_tran: request.bank_code_std,
      bank_code_sub: "0000000",
      bank_name: bankName(request.bank_code_std) ?? "",
      account_type: "1",
    });
  });
  return app;
}

/** "20261123101500123", Korean time. */
function koreanStamp(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().replaceAll(/\D/g, "");
}
