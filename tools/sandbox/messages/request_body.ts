import type { Context } from "hono";
import { ProviderError } from "./authorization.ts";

/** @throws {ProviderError} 400 ValidationError where the body is no JSON object */
export async function readBody(c: Context): Promise<Record<string, unknown>> {
  const value: unknown = await c.req.json().catch(() => undefined);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProviderError(400, "ValidationError", "요청 본문이 JSON 객체가 아닙니다.");
  }
  return value as Record<string, unknown>;
}

export function notFound(what: string): ProviderError {
  return new ProviderError(404, "ResourceNotFound", `${what}을(를) 찾을 수 없습니다.`);
}

/** A name of the query once or many times, and in the bracket form of some SDKs. */
export function queryValues(c: Context, name: string): string[] {
  const plain = c.req.queries(name) ?? [];
  const bracketed = c.req.queries(`${name}[]`) ?? [];
  return [...plain, ...bracketed];
}
