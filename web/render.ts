import { renderToString } from "preact-render-to-string";
import type { Markup } from "./html.ts";

/** A page template is not one `<html>` element: some tag is left open, closed twice, or stands beside it. */
export class PageShapeError extends Error {
  override name = "PageShapeError";
  constructor(readonly found: string) {
    super(`Cannot render the page: expected one <html> root, found "${found}"`);
  }
}

/**
 * The whole document as text.
 *
 * @throws {PageShapeError} when the page is not exactly one `<html>` element
 */
export function render(page: Markup): string {
  const found = describe(page);
  if (found !== "html") throw new PageShapeError(found);
  return "<!doctype html>" + renderToString(page);
}

/** A part of a page as text, for tests and for server-sent events. */
export function renderPart(part: Markup): string {
  const found = describe(part);
  if (found.includes(" ")) throw new PageShapeError(found);
  return renderToString(part);
}

function describe(page: unknown): string {
  if (Array.isArray(page)) return `${page.length} roots`;
  if (page === null || typeof page !== "object" || !("type" in page)) return `no element`;
  return typeof page.type === "string" ? page.type : "component";
}
