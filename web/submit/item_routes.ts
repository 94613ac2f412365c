import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { idParam } from "../params.ts";
import { addressOf, requireSubmitter, type SubmitContext } from "./context.ts";
import { BUNDLE_NAME } from "./form_names.ts";
import { RequestBodyError } from "./request_body.ts";
import { submitPaths } from "./submit_paths.ts";

/** What a person does with one document of a submission. */
export function itemRoutes(context: SubmitContext, routes: Hono<WebEnv>): void {
  const { submitter } = context.submission;
  routes.post(submitPaths.reissue(":id"), async (c) => {
    const session = await requireSubmitter(context, c);
    const submissionId = idParam(c, "id");
    const body = await c.req.parseBody({ all: true });
    const itemIds = [body["item"] ?? []].flat().filter((each) => typeof each === "string");
    const [from, to, bundle] = ["periodFrom", "periodTo", BUNDLE_NAME].map((name) =>
      textOf(body[name])
    );
    await submitter.reissue(session, {
      submissionId,
      itemIds,
      idempotencyKey: textOf(body["_key"]) ?? context.kernel.uuid(),
      ...(from && to ? { period: { from, to } } : {}),
      ...(bundle ? { sealedBundle: bundle } : {}),
    });
    return c.redirect(submitPaths.submission(submissionId), 303);
  });
  routes.post(submitPaths.authentication(":id", ":item"), async (c) => {
    const session = await requireSubmitter(context, c);
    const [submissionId, itemId] = [idParam(c, "id"), idParam(c, "item")];
    await submitter.confirmAuthentication(session, { submissionId, itemId });
    return c.redirect(submitPaths.submission(submissionId), 303);
  });
  routes.post(submitPaths.upload(":id", ":item"), async (c) => {
    const session = await requireSubmitter(context, c);
    const [submissionId, itemId] = [idParam(c, "id"), idParam(c, "item")];
    const body = await c.req.parseBody();
    const file = body["pdf"];
    const verificationNumber = textOf(body["verificationNumber"])?.trim();
    if (!(file instanceof File) || file.size === 0) throw new RequestBodyError("pdf");
    if (!verificationNumber) throw new RequestBodyError("verificationNumber");
    await submitter.upload(session, {
      submissionId,
      itemId,
      pdf: new Uint8Array(await file.arrayBuffer()),
      verificationNumber,
    });
    return c.redirect(submitPaths.submission(submissionId), 303);
  });
  routes.get(submitPaths.pdf(":id", ":item"), async (c) => {
    const session = await requireSubmitter(context, c);
    const file = await submitter.download(session, {
      submissionId: idParam(c, "id"),
      itemId: idParam(c, "item"),
      address: addressOf(c),
    });
    return c.body(new Uint8Array(file.pdf), 200, {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      "Cache-Control": "private, no-store",
      "X-Document-Sha256": file.sha256,
    });
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
