import { type LoginInput, SUBMITTER_TYPES } from "@maru/auth";
import type { Context } from "hono";

/** The JSON that a page sent is not what its island sends. The values are not repeated. */
export class LoginBodyError extends Error {
  override name = "LoginBodyError";
  constructor(readonly field: string) {
    super(`Cannot read the request: "${field}" is missing or has another form`);
  }
}

/** What the login island sends; the address and the origin come from the request itself. */
export type LoginBody = Omit<LoginInput, "address" | "origin"> & { readonly returnPath?: string };

/** @throws {LoginBodyError} */
export async function readLoginBody(c: Context): Promise<LoginBody> {
  const read = await readBody(c);
  const submitterType = SUBMITTER_TYPES.find((type) => type === read.body.submitterType);
  if (submitterType === undefined) throw new LoginBodyError("submitterType");
  const businessNumber = read.optional("businessNumber", 20);
  const sealedByPerson = read.optional("sealedByPerson", 8_000);
  const returnPath = read.optional("returnPath", 1_000);
  return {
    challengeId: read.text("challengeId", 36),
    submitterType,
    submitterName: read.text("submitterName", 200),
    phone: read.text("phone", 30),
    cms: read.text("cms", 100_000),
    sealed: read.text("sealed", 8_000),
    ...(businessNumber === undefined ? {} : { businessNumber }),
    ...(sealedByPerson === undefined ? {} : { sealedByPerson }),
    ...(returnPath === undefined ? {} : { returnPath }),
  };
}

export interface BodyReader {
  readonly body: Readonly<Record<string, unknown>>;
  /** @throws {LoginBodyError} missing, no text, or too long */
  text(field: string, lengthMax: number): string;
  optional(field: string, lengthMax: number): string | undefined;
}

/** A JSON object, field by field. @throws {LoginBodyError} it is none */
export async function readBody(c: Context): Promise<BodyReader> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body !== "object" || body === null) throw new LoginBodyError("body");
  const fields = body as Record<string, unknown>;
  const optional = (field: string, lengthMax: number) => {
    const value = fields[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string" || value.length > lengthMax) throw new LoginBodyError(field);
    return value;
  };
  return {
    body: fields,
    optional,
    text: (field, lengthMax) => {
      const value = optional(field, lengthMax);
      if (value === undefined) throw new LoginBodyError(field);
      return value;
    },
  };
}
