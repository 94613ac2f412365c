import { type CloudScope, cloudScopes, type SigningRequest } from "./protocol.ts";

const TEXT_MAX = 4_096;

/** The request is not one of the protocol; the message says what is wanted. */
export class SigningRequestError extends Error {
  override readonly name = "SigningRequestError";
}

/** @throws {SigningRequestError} */
export function parseSigningRequest(value: unknown): SigningRequest {
  const fields = objectOf(value, "the body");
  const seal = objectOf(fields.seal, "seal");
  const publicJwk = objectOf(seal.publicJwk, "seal.publicJwk");
  if (publicJwk.kty !== "EC" || publicJwk.crv !== "P-256" || publicJwk.d !== undefined) {
    throw new SigningRequestError("seal.publicJwk is a public key on P-256");
  }
  return {
    text: textOf(fields.text, { name: "text", lengthMax: TEXT_MAX }),
    title: textOf(fields.title, { name: "title", lengthMax: 100 }),
    returnUrl: fields.returnUrl === undefined ? undefined : addressOf(fields.returnUrl),
    scopes: fields.scopes === undefined ? ["randomNum"] : scopesOf(fields.scopes),
    seal: {
      publicJwk: publicJwk as JsonWebKey,
      keyId: textOf(seal.keyId, { name: "seal.keyId", lengthMax: 200 }),
      purpose: textOf(seal.purpose, { name: "seal.purpose", lengthMax: 200 }),
      context: textOf(seal.context, { name: "seal.context", lengthMax: 500 }),
    },
  };
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new SigningRequestError(`${name} is an object`);
}

function textOf(
  value: unknown,
  wanted: { readonly name: string; readonly lengthMax: number },
): string {
  if (typeof value === "string" && value !== "" && value.length <= wanted.lengthMax) return value;
  throw new SigningRequestError(`${wanted.name} is a text of up to ${wanted.lengthMax} characters`);
}

function addressOf(value: unknown): string {
  const isWeb = typeof value === "string" && URL.canParse(value) &&
    /^https?:$/.test(new URL(value).protocol);
  if (isWeb) return value;
  throw new SigningRequestError("returnUrl is an http or https address");
}

function scopesOf(value: unknown): CloudScope[] {
  const scopes: unknown[] = Array.isArray(value) ? value : [];
  const known = cloudScopes.filter((scope) => scopes.includes(scope));
  if (known.length === scopes.length && scopes.length > 0) return known;
  throw new SigningRequestError(`scopes are of ${cloudScopes.join(", ")}`);
}
