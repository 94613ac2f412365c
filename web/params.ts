import type { Context } from "hono";
import { PageNotFoundError } from "./errors/web_errors.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * An identifier from the path. Whatever is no UUID names nothing, so it is answered like an unknown
 * one and never reaches the database.
 *
 * @throws {PageNotFoundError}
 */
export function idParam(c: Context, name: string): string {
  const value = c.req.param(name) ?? "";
  if (!UUID.test(value)) throw new PageNotFoundError();
  return value;
}

/** A word from the path, such as a product's slug. @throws {PageNotFoundError} */
export function slugParam(c: Context, name: string): string {
  const value = c.req.param(name) ?? "";
  if (!/^[a-z0-9-]{1,60}$/.test(value)) throw new PageNotFoundError();
  return value;
}
