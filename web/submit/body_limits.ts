import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import type { BodyLimit } from "../middleware/body_limit.ts";
import { requireSubmitter, type SubmitContext } from "./context.ts";
import { submitPaths } from "./submit_paths.ts";

/** A bundle carries a certificate; an upload, a whole document. */
export function submitBodyLimits(context: SubmitContext): readonly BodyLimit[] {
  const sender = async (c: Context<WebEnv>) => (await requireSubmitter(context, c)).id;
  return [
    {
      path: submitPaths.upload("*", "*"),
      bytesMax: 21 * 1_048_576,
      deadlineMs: 60_000,
      sender,
    },
    { path: "/oneclick/*", bytesMax: 1_048_576, deadlineMs: 30_000, sender },
  ];
}
