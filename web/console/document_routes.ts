import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { csvResponse } from "../csv.ts";
import { fileResponse } from "../file_response.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { actorOf, type ConsoleContext, consolePaths, requireReader } from "./context.ts";
import { ConsoleDocumentPage } from "./document_page.ts";

/** Documents of the institution; each look and each download stands in the access log. */
export function documentRoutes(context: ConsoleContext, routes: Hono<WebEnv>): void {
  const { institution } = context.submission;
  routes.get(consolePaths.document(":id"), async (c) => {
    const user = await requireReader(context, c);
    const documentId = idParam(c, "id");
    const data = await institution.documentData(user.institutionId, documentId, actorOf(c, user));
    return page(c, ConsoleDocumentPage({ view: c.var.view, documentId, ...data }));
  });
  routes.get(consolePaths.documentCsv(":id"), async (c) => {
    const user = await requireReader(context, c);
    const documentId = idParam(c, "id");
    const data = await institution.documentData(user.institutionId, documentId, actorOf(c, user));
    return csvResponse(c, `${data.name}.csv`, data);
  });
  routes.get(consolePaths.documentPdf(":id"), async (c) => {
    const user = await requireReader(context, c);
    const file = await institution.documentPdf(
      user.institutionId,
      idParam(c, "id"),
      actorOf(c, user),
    );
    return fileResponse(c, { bytes: file.pdf, name: file.fileName, type: "application/pdf" });
  });
  routes.get(consolePaths.zip(":id"), async (c) => {
    const user = await requireReader(context, c);
    const file = await institution.zip(user.institutionId, idParam(c, "id"), actorOf(c, user));
    return fileResponse(c, { bytes: file.zip, name: file.fileName, type: "application/zip" });
  });
}
