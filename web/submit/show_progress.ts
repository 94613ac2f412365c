import type { SubmitterSession } from "@maru/auth";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import type { SubmitContext } from "./context.ts";
import { progressData } from "./progress_data.ts";
import { ProgressPage } from "./progress_page.ts";
import type { ItemProblem } from "./progress_panel.ts";

/** The progress of one submission; with a problem, 422. */
export async function showProgress(
  context: SubmitContext,
  c: Context<WebEnv>,
  about: { session: SubmitterSession; submissionId: string; problem?: ItemProblem },
): Promise<Response> {
  const { session, submissionId, problem } = about;
  const { kernel, submission } = context;
  const data = progressData(
    await submission.submitter.view(session, submissionId),
    kernel.clock.now(),
  );
  const keys = Object.fromEntries(
    [...data.items.map((item) => item.id), "all"].map((id) => [id, kernel.uuid()]),
  );
  const props = { view: c.var.view, data, sessionId: session.id, keys };
  return problem === undefined
    ? page(c, ProgressPage(props))
    : page(c, ProgressPage({ ...props, problem }), 422);
}
