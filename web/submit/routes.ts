import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam, slugParam } from "../params.ts";
import { safeReturnPath } from "../paths.ts";
import { HistoryPage } from "./history_page.ts";
import { ClientPage } from "./client_page.ts";
import { addressOf, findSubmitter, requireSubmitter, type SubmitContext } from "./context.ts";
import { itemRoutes } from "./item_routes.ts";
import { ProductLandingPage, ProductListPage, RequestPage } from "./product_page.ts";
import { progressStream } from "./progress_stream.ts";
import { readClientRequest, readSubmissionRequest } from "./request_body.ts";
import { requestData } from "./request_data.ts";
import { loginHref } from "./context.ts";
import { showProgress } from "./show_progress.ts";
import { submitPaths } from "./submit_paths.ts";
import { WelcomePage } from "./welcome_page.ts";
import { agreementWords } from "./words.ts";

const HISTORY_ROWS = 20;

/** 서류제출: from the product's link to the delivered document. */
export function submitRoutes(context: SubmitContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  productRoutes(context, routes);
  welcomeRoutes(context, routes);
  clientRoutes(context, routes);
  submissionRoutes(context, routes);
  itemRoutes(context, routes);
  return routes;
}

function productRoutes(context: SubmitContext, routes: Hono<WebEnv>): void {
  const { submitter } = context.submission;
  routes.get(submitPaths.list, async (c) => {
    const session = await findSubmitter(context, c);
    const products = await submitter.products(session);
    return page(c, ProductListPage({ view: c.var.view, products }));
  });
  routes.get(submitPaths.product(":slug"), async (c) => {
    const slug = slugParam(c, "slug");
    const session = await findSubmitter(context, c);
    const product = await submitter.product(slug, session);
    const view = c.var.view;
    if (session === undefined) return page(c, ProductLandingPage({ view, product }));
    const here = encodeURIComponent(submitPaths.product(slug));
    if (session.needsFirstConsent) return c.redirect(`${submitPaths.welcome}?return=${here}`, 303);
    if (session.submitterType === "taxAgent" && session.client === undefined) {
      return c.redirect(`${submitPaths.client}?return=${here}`, 303);
    }
    const data = requestData({
      session,
      product,
      consents: await context.auth.consents.current(),
      idempotencyKey: context.kernel.uuid(),
      submitHref: `${submitPaths.product(slug)}/submissions`,
      loginHref: loginHref(submitPaths.product(slug)),
    });
    return page(c, RequestPage({ view, product, session, data }));
  });
  routes.post(`${submitPaths.product(":slug")}/submissions`, async (c) => {
    const session = await requireSubmitter(context, c);
    const request = readSubmissionRequest(await c.req.json().catch(() => undefined), {
      productSlug: slugParam(c, "slug"),
      address: addressOf(c),
    });
    const { submissionId } = await submitter.submit(session, request);
    return c.json({ location: submitPaths.submission(submissionId) }, 201);
  });
}

function welcomeRoutes(context: SubmitContext, routes: Hono<WebEnv>): void {
  const firstKinds = ["service", "personalData"];
  const consents = async () =>
    (await context.auth.consents.current()).filter(({ kind }) => firstKinds.includes(kind));
  routes.get(submitPaths.welcome, async (c) => {
    await requireSubmitter(context, c);
    const returnPath = safeReturnPath(c.req.query("return"), submitPaths.list);
    return page(c, WelcomePage({ view: c.var.view, consents: await consents(), returnPath }));
  });
  routes.post(submitPaths.welcome, async (c) => {
    const session = await requireSubmitter(context, c);
    const body = await c.req.parseBody();
    const returnPath = safeReturnPath(String(body["return"] ?? ""), submitPaths.list);
    const asked = await consents();
    const errors = asked.filter(({ kind }) => body[kind] !== "on").map((consent) => ({
      field: consent.kind,
      message: `${agreementWords(consent.title)}해 주십시오.`,
    }));
    if (errors.length > 0) {
      return page(c, WelcomePage({ view: c.var.view, consents: asked, returnPath, errors }), 422);
    }
    await context.kernel.transaction((tx) =>
      context.auth.consents.record(tx, {
        submitterId: session.submitterId,
        given: asked.map(({ kind, version }) => ({ kind, version })),
        address: addressOf(c),
      })
    );
    return c.redirect(returnPath, 303);
  });
}

function clientRoutes(context: SubmitContext, routes: Hono<WebEnv>): void {
  routes.get(submitPaths.client, async (c) => {
    const session = await requireSubmitter(context, c);
    const returnPath = safeReturnPath(c.req.query("return"), submitPaths.list);
    if (session.client) return c.redirect(returnPath, 303);
    return page(c, ClientPage({ view: c.var.view, sessionId: session.id, returnPath }));
  });
  routes.post(submitPaths.client, async (c) => {
    const session = await requireSubmitter(context, c);
    const request = readClientRequest(await c.req.json().catch(() => undefined));
    return c.json(await context.submission.submitter.checkClient(session, request));
  });
}

function submissionRoutes(context: SubmitContext, routes: Hono<WebEnv>): void {
  const { submitter } = context.submission;
  routes.get(submitPaths.history, async (c) => {
    const session = await requireSubmitter(context, c);
    const query = {
      from: c.req.query("from") ?? "",
      to: c.req.query("to") ?? "",
      product: c.req.query("product") ?? "",
    };
    const before = c.req.query("before");
    const [{ rows, next }, products] = await Promise.all([
      submitter.history(session, {
        limit: HISTORY_ROWS,
        ...(query.from ? { from: query.from } : {}),
        ...(query.to ? { to: query.to } : {}),
        ...(query.product ? { productSlug: query.product } : {}),
        ...(before ? { before } : {}),
      }),
      submitter.products(session),
    ]);
    const nextHref = next === undefined
      ? undefined
      : `${submitPaths.history}?${new URLSearchParams({ ...query, before: next })}`;
    return page(
      c,
      HistoryPage({
        view: c.var.view,
        rows,
        products,
        query,
        ...(nextHref === undefined ? {} : { nextHref }),
      }),
    );
  });
  routes.get(submitPaths.submission(":id"), async (c) => {
    const session = await requireSubmitter(context, c);
    return await showProgress(context, c, { session, submissionId: idParam(c, "id") });
  });
  routes.get(submitPaths.events(":id"), async (c) => {
    const session = await requireSubmitter(context, c);
    const submissionId = idParam(c, "id");
    await submitter.version(session, submissionId);
    return progressStream(context, c, { session, submissionId });
  });
}
