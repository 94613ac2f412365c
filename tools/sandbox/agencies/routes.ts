import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Cast } from "../cast/cast.ts";
import type { SandboxContext } from "../context.ts";
import { businessStatuses } from "./business_status.ts";
import { Refusal } from "./codes.ts";
import type { Gateway } from "./gateway.ts";
import type { GatewayAnswer } from "./job.ts";
import { type Product, product } from "./product.ts";
import { products } from "./products.ts";
import type { Tokens } from "./tokens.ts";
import { brokenAnswer, garble } from "./transport.ts";
import { answerBody, digitsOf, readRequestBody, type RequestFields } from "./wire.ts";

/** 수임업체 확인: a public path of it is not known; this one is the sandbox's own. */
const clientCheck: Product = product({
  code: "client-check",
  name: "수임업체 확인",
  agency: "hometax",
  path: "/v1/kr/public/nt/tax-agent/consignment-check",
  period: "none",
  who: "CBPA",
  hasPdf: false,
  shape: "registration",
});

export interface AgencyRoutesOptions {
  readonly context: SandboxContext;
  readonly cast: Cast;
  readonly tokens: Tokens;
  readonly gateway: Gateway;
}

const bodyBytesMax = 2 * 1024 * 1024;

/** The aggregator's HTTP API: the token endpoint and one POST per product. */
export function createAgencyRoutes(options: AgencyRoutesOptions): Hono {
  const { cast, tokens, gateway } = options;
  const app = new Hono();
  app.use("/v1/*", bodyLimit({ maxSize: bodyBytesMax }));
  app.post("/oauth/token", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    if (form.get("grant_type") !== "client_credentials") {
      return c.json({ error: "unsupported_grant_type" }, 400);
    }
    const token = tokens.issue(c.req.header("authorization"));
    if (token === undefined) return c.json({ error: "unauthorized" }, 401);
    return c.json({ token_type: "bearer", scope: "read", ...token });
  });
  app.use("/v1/*", async (c, next) => {
    if (tokens.isValid(c.req.header("authorization"))) return await next();
    return c.json({
      error: "invalid_token",
      error_description: "Cannot convert access token to JSON",
    }, 401);
  });
  app.post(
    "/v1/kr/public/nt/business/status",
    (c) =>
      respond(
        c,
        options,
        undefined,
        (fields) => Promise.resolve({ answer: "ok", data: businessStatuses(cast, fields) }),
      ),
  );
  for (const row of products) {
    app.post(
      row.path,
      (c) => respond(c, options, row, (fields) => gateway.request(row, fields, c.req.raw.signal)),
    );
  }
  app.post(
    clientCheck.path,
    (c) =>
      respond(
        c,
        options,
        clientCheck,
        (fields) => gateway.checkClient(clientCheck, fields, c.req.raw.signal),
      ),
  );
  app.all("/v1/*", (c) => c.json({ error: "not_found" }, 404));
  return app;
}

async function respond(
  c: Context,
  options: AgencyRoutesOptions,
  row: Product | undefined,
  serve: (fields: RequestFields) => Promise<GatewayAnswer>,
): Promise<Response> {
  const { context } = options;
  const transactionId = crypto.randomUUID().replaceAll("-", "");
  const fields = readRequestBody(await c.req.text());
  const target = {
    service: row?.agency ?? "hometax",
    ...(row ? { document: row.code } : {}),
    ...(fields ? { subject: digitsOf(fields, "identity") } : {}),
  };
  const broken = brokenAnswer(context.faults.take(target, ["down", "reset"]));
  if (broken !== undefined) return broken;
  const answer = fields === undefined
    ? { answer: "notJson" as const }
    : await refusalAsAnswer(() => serve(fields));
  context.log("agency.answer", {
    transactionId,
    path: c.req.path,
    answer: answer.answer,
    extra: answer.extraMessage ?? "",
  });
  if (answer.isBroken) return c.json({ error: "server_error" }, 500);
  const body = answerBody({ ...answer, transactionId });
  const isGarbled = context.faults.take(target, ["garbage-encoding"]) !== undefined;
  return c.body(isGarbled ? garble(body) : body, 200, {
    "content-type": "text/plain;charset=UTF-8",
  });
}

async function refusalAsAnswer(serve: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  try {
    return await serve();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { answer: error.answer, extraMessage: error.extraMessage };
  }
}
