import type { SubmitterSession } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { attachmentOf } from "../file_response.ts";
import { idParam } from "../params.ts";
import { addressOf, requireSubmitter, type SubmitContext } from "./context.ts";
import { BUNDLE_NAME } from "./form_names.ts";
import { dayWithoutDashes } from "./period_fields.ts";
import type { ItemProblem } from "./progress_panel.ts";
import { INPUT_PREFIX } from "./reissue_form.ts";
import { RequestBodyError } from "./request_body.ts";
import { showProgress } from "./show_progress.ts";
import { submitPaths } from "./submit_paths.ts";

/** What a person does with one document of a submission. */
export function itemRoutes(context: SubmitContext, routes: Hono<WebEnv>): void {
  reissueRoute(context, routes);
  authenticationRoute(context, routes);
  uploadRoute(context, routes);
  downloadRoute(context, routes);
}

function reissueRoute(context: SubmitContext, routes: Hono<WebEnv>): void {
  routes.post(submitPaths.reissue(":id"), async (c) => {
    const session = await requireSubmitter(context, c);
    const submissionId = idParam(c, "id");
    const body = await c.req.parseBody({ all: true });
    const itemIds = [body["item"] ?? []].flat().filter((each) => typeof each === "string");
    const [from, to, bundle] = ["periodFrom", "periodTo", BUNDLE_NAME].map((name) =>
      textOf(body[name])
    );
    const inputs = correctedInputs(body);
    const problem = { itemId: itemIds[0] ?? "", isUpload: false };
    return await answering(
      context,
      c,
      { session, submissionId, problem },
      () =>
        context.submission.submitter.reissue(session, {
          submissionId,
          itemIds,
          idempotencyKey: keyOf(body["_key"]) ?? context.kernel.uuid(),
          ...(from && to
            ? { period: { from: dayWithoutDashes(from), to: dayWithoutDashes(to) } }
            : {}),
          ...(inputs === undefined ? {} : { inputs }),
          ...(bundle ? { sealedBundle: bundle } : {}),
        }),
    );
  });
}

function authenticationRoute(context: SubmitContext, routes: Hono<WebEnv>): void {
  routes.post(submitPaths.authentication(":id", ":item"), async (c) => {
    const session = await requireSubmitter(context, c);
    const [submissionId, itemId] = [idParam(c, "id"), idParam(c, "item")];
    await context.submission.submitter.confirmAuthentication(session, { submissionId, itemId });
    return c.redirect(submitPaths.submission(submissionId), 303);
  });
}

function uploadRoute(context: SubmitContext, routes: Hono<WebEnv>): void {
  routes.post(submitPaths.upload(":id", ":item"), async (c) => {
    const session = await requireSubmitter(context, c);
    const [submissionId, itemId] = [idParam(c, "id"), idParam(c, "item")];
    const body = await c.req.parseBody();
    const file = body["pdf"];
    const verificationNumber = textOf(body["verificationNumber"])?.trim() ?? "";
    const problem = { itemId, isUpload: true, verificationNumber };
    return await answering(context, c, { session, submissionId, problem }, async () => {
      if (!(file instanceof File) || file.size === 0) throw new UploadMissingError();
      await context.submission.submitter.upload(session, {
        submissionId,
        itemId,
        pdf: new Uint8Array(await file.arrayBuffer()),
        verificationNumber,
      });
    });
  });
}

function downloadRoute(context: SubmitContext, routes: Hono<WebEnv>): void {
  routes.get(submitPaths.pdf(":id", ":item"), async (c) => {
    const session = await requireSubmitter(context, c);
    const file = await context.submission.submitter.download(session, {
      submissionId: idParam(c, "id"),
      itemId: idParam(c, "item"),
      address: addressOf(c),
    });
    return c.body(new Uint8Array(file.pdf), 200, {
      "Content-Type": "application/pdf",
      "Content-Disposition": attachmentOf(file.fileName),
      "Cache-Control": "private, no-store",
      "X-Document-Sha256": file.sha256,
    });
  });
}

/** The person pressed without choosing a file. */
export class UploadMissingError extends Error {
  override name = "UploadMissingError";
  constructor() {
    super("Cannot upload: no file was chosen");
  }
}

/** Acts and goes back to the progress; what is wrong with the input is said there, at the document. */
async function answering(
  context: SubmitContext,
  c: Context<WebEnv>,
  about: {
    session: SubmitterSession;
    submissionId: string;
    problem: Omit<ItemProblem, "title" | "next">;
  },
  act: () => Promise<void>,
): Promise<Response> {
  const { session, submissionId } = about;
  try {
    await act();
    return c.redirect(submitPaths.submission(submissionId), 303);
  } catch (error) {
    const told = context.errors.tell(error);
    if (told.status !== 422) throw error;
    const problem = { ...about.problem, title: told.title, next: told.next };
    return await showProgress(context, c, { session, submissionId, problem });
  }
}

function correctedInputs(body: Record<string, unknown>): Record<string, string> | undefined {
  const inputs = Object.entries(body).flatMap(([name, value]) =>
    name.startsWith(INPUT_PREFIX) && typeof value === "string"
      ? [[name.slice(INPUT_PREFIX.length), value]]
      : []
  );
  if (inputs.length > INPUTS_MAX) throw new RequestBodyError("inputs");
  return inputs.length === 0 ? undefined : Object.fromEntries(inputs);
}

const INPUTS_MAX = 20;

/** @throws {RequestBodyError} not a key of our page */
function keyOf(value: unknown): string | undefined {
  const key = textOf(value);
  if (key !== undefined && !/^[\w-]{16,64}$/.test(key)) throw new RequestBodyError("_key");
  return key;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
