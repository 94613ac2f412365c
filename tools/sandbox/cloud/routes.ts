import { type Context, Hono } from "hono";
import { timingSafeEqual } from "node:crypto";
import { certificateAuthorityOf } from "../ca/mod.ts";
import type { SandboxContext } from "../context.ts";
import { createPageStyleRoutes } from "../page.ts";
import { cloudCertificatesPage, endPage, signPage } from "./cloud_pages.ts";
import { demoClientKey } from "./protocol.ts";
import { parseSigningRequest, SigningRequestError } from "./request_check.ts";
import { createCloudSignings } from "./signing.ts";

/** The cloud-certificate provider, see `protocol.ts`: its API and the person's page. */
export function createCloudRoutes(context: SandboxContext): Hono {
  const authority = certificateAuthorityOf(context);
  const signings = createCloudSignings(context, authority);
  const app = new Hono();
  app.route("/", createPageStyleRoutes());

  app.use("/cloud/v1/*", async (c, next) => {
    if (!isClient(c.req.header("Authorization"))) {
      return failure(c, { status: 401, code: "unauthorized", message: "The client key is wrong" });
    }
    await next();
  });
  app.post("/cloud/v1/requests", async (c) => {
    try {
      const request = parseSigningRequest(await c.req.json().catch(() => undefined));
      return c.json(signings.open(request), 201);
    } catch (error) {
      if (!(error instanceof SigningRequestError)) throw error;
      return failure(c, { status: 400, code: "bad-request", message: error.message });
    }
  });
  app.get("/cloud/v1/requests/:id", (c) => {
    const state = signings.state(c.req.param("id"));
    return state === undefined
      ? failure(c, { status: 404, code: "not-found", message: "There is no such request" })
      : c.json(state);
  });

  app.get("/cloud/certificates", async (c) => {
    const certificates = await authority.list();
    return c.html(
      cloudCertificatesPage(certificates.filter(({ record }) => record.place === "cloud")),
    );
  });
  app.get("/cloud/sign/:id", (c) => showSigning(c));
  app.post("/cloud/sign/:id", async (c) => {
    const id = c.req.param("id");
    const form = await c.req.parseBody();
    if (form.answer === "refuse") {
      signings.refuse(id);
      return leave(c, id);
    }
    const phone = String(form.phone ?? "");
    const confirmed = await signings.confirm(id, { phone, pin: String(form.pin ?? "") });
    if (confirmed.outcome !== "wrong") return leave(c, id);
    const error =
      `휴대폰 번호나 PIN이 맞지 않습니다. ${confirmed.triesLeft}번 더 시도할 수 있습니다.`;
    return showSigning(c, { phone, error });
  });
  return app;

  function showSigning(c: Context, again: { phone?: string; error?: string } = {}) {
    const id = c.req.param("id") ?? "";
    const [state, request] = [signings.state(id), signings.request(id)];
    if (state === undefined || request === undefined) return c.html(endPage("expired"), 404);
    if (state.state !== "waiting") return c.html(endPage(state.state));
    const origin = new URL(c.req.url).origin;
    return c.html(
      signPage({ request, state, origin, ...again }),
      again.error === undefined ? 200 : 422,
    );
  }

  /** Back to whoever asked, or to a page that says how it ended. */
  function leave(c: Context, id: string) {
    const [state, request] = [signings.state(id), signings.request(id)];
    if (state === undefined || state.state === "waiting") return c.html(endPage("expired"), 404);
    if (request?.returnUrl === undefined) return c.html(endPage(state.state));
    const url = new URL(request.returnUrl);
    url.searchParams.set("requestId", id);
    url.searchParams.set("state", state.state);
    return c.redirect(url.href, 303);
  }
}

function isClient(header: string | undefined): boolean {
  const encoder = new TextEncoder();
  const [got, wanted] = [encoder.encode(header ?? ""), encoder.encode(`Bearer ${demoClientKey}`)];
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}

function failure(
  c: Context,
  { status, code, message }: { status: 400 | 401 | 404; code: string; message: string },
) {
  return c.json({ error: { code, message } }, status);
}
