import type { Submission } from "@maru/submission";
import { type Context, Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { fileResponse } from "../file_response.ts";
import { idParam } from "../params.ts";
import { addressOf } from "../submit/context.ts";
import { ApiKeyError, ApiQueryError } from "./errors.ts";

export type ApiContext = WebContext & { readonly submission: Submission };

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

/**
 * The pull API of institutions, under `/api/v1`. Every request carries `Authorization: Bearer KEY`;
 * the key alone decides whose documents are seen.
 */
export function apiRoutes(context: ApiContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const desk = context.submission.institution;
  routes.get("/documents", async (c) => {
    const { institutionId } = await requireKey(context, c);
    const after = c.req.query("after");
    const limit = readLimit(c.req.query("limit"));
    const { rows, next } = await desk.pull(institutionId, { limit, ...(after ? { after } : {}) });
    return c.json({
      documents: rows.map((row) => ({
        ...row,
        ...(row.sha256 === undefined ? {} : { pdf: `/api/v1/documents/${row.documentId}/pdf` }),
      })),
      next: next ?? null,
    });
  });
  routes.get("/documents/:id/data", async (c) => {
    const { institutionId, actor } = await requireKey(context, c);
    const found = await desk.documentData(institutionId, idParam(c, "id"), actor);
    return c.json({ name: found.name, data: found.json });
  });
  routes.get("/documents/:id/pdf", async (c) => {
    const { institutionId, actor } = await requireKey(context, c);
    const file = await desk.documentPdf(institutionId, idParam(c, "id"), actor);
    const answer = fileResponse(c, {
      bytes: file.pdf,
      name: file.fileName,
      type: "application/pdf",
    });
    answer.headers.set("X-Document-Sha256", file.sha256);
    return answer;
  });
  return routes;
}

async function requireKey(context: ApiContext, c: Context<WebEnv>) {
  const key = c.req.header("authorization")?.match(/^Bearer (\S{20,200})$/)?.[1];
  const address = addressOf(c);
  await context.kernel.rateLimits.consume({
    name: "api.address",
    value: address,
    max: 600,
    windowSeconds: 60,
  });
  const institutionId = key === undefined
    ? undefined
    : await context.submission.institution.institutionOfKey(key);
  if (institutionId === undefined) throw new ApiKeyError();
  const actor = { actor: `apiKey:${institutionId}`, address, reason: "조회 API" };
  return { institutionId, actor };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return LIMIT_DEFAULT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) throw new ApiQueryError("limit");
  return limit;
}
