import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { page } from "../page.ts";
import type { ErrorCatalogue } from "./catalogue.ts";
import type { ToldError } from "./entry.ts";
import { ErrorPage } from "./page.ts";
import { PageNotFoundError } from "./web_errors.ts";

/** Handles every error that no route caught. */
export function errorHandler(context: WebContext): ErrorHandler<WebEnv> {
  return (error, c) => {
    if (!context.errors.knows(error)) logFault(c, error);
    return respondWithError(c, context.errors, error);
  };
}

export function notFoundHandler(context: WebContext): NotFoundHandler<WebEnv> {
  return (c) => respondWithError(c, context.errors, new PageNotFoundError());
}

/** The answer to an error: a page to people, problem details (RFC 9457) to programs. */
export function respondWithError(
  c: Context<WebEnv>,
  errors: ErrorCatalogue,
  error: unknown,
): Response {
  const redirectTo = redirectOf(error);
  if (redirectTo !== undefined && c.req.method === "GET" && !wantsJson(c)) {
    return c.redirect(redirectTo, 303);
  }
  const told = errors.tell(error);
  if (told.retryAfterSeconds !== undefined) {
    c.header("Retry-After", String(told.retryAfterSeconds));
  }
  const view = c.get("view");
  if (view === undefined || wantsJson(c)) return problem(c, told);
  return page(c, ErrorPage({ view, told }), told.status);
}

/** Whether the answer should be JSON: an API path, a fetch that asks for it, or a JSON body sent. */
function wantsJson(c: Context): boolean {
  if (c.req.path.startsWith("/api/")) return true;
  const accept = c.req.header("accept") ?? "";
  if (accept.includes("text/html")) return false;
  if (accept.includes("json")) return true;
  return (c.req.header("content-type") ?? "").includes("json");
}

/** An error that knows the page to go on with, such as the login, leads a person there. */
function redirectOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("redirectTo" in error)) return undefined;
  return typeof error.redirectTo === "string" ? error.redirectTo : undefined;
}

function problem(c: Context<WebEnv>, told: ToldError): Response {
  const body = {
    title: told.title,
    status: told.status,
    detail: told.next,
    code: told.code,
    ...(told.field === undefined ? {} : { field: told.field }),
    ...(told.errors === undefined ? {} : { errors: told.errors }),
    requestId: c.get("requestId"),
  };
  return c.body(JSON.stringify(body), told.status, {
    "Content-Type": "application/problem+json; charset=UTF-8",
    "Cache-Control": "no-store",
  });
}

function logFault(c: Context<WebEnv>, error: Error): void {
  c.get("log")?.error("Request failed", {
    errorName: error.name,
    errorMessage: error.message,
    stack: error.stack,
  });
}
