import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import type { SandboxContext } from "../context.ts";

const lifetimeSeconds = 7 * 24 * 3600;

/** OAuth2 client credentials (RFC 6749 §4.4) with a token that lives seven days. */
export interface Tokens {
  /** The token for a known client, or `undefined`. */
  issue(
    authorization: string | undefined,
  ): { access_token: string; expires_in: number } | undefined;
  isValid(authorization: string | undefined): boolean;
  /** Makes every token that was given out so far worthless, as an operator of the gateway may. */
  revokeAll(): void;
}

/** @param options.clients Secrets by client id. */
export function createTokens(
  context: SandboxContext,
  options: { readonly clients: ReadonlyMap<string, string> },
): Tokens {
  let secret = readOrMakeSecret(`${context.dataDirectory}/token-secret`);
  const nowSeconds = () => Math.floor(context.now().getTime() / 1000);

  return {
    issue(authorization) {
      const client = readBasic(authorization);
      const known = client && options.clients.get(client.id);
      if (!client || known === undefined || !isSame(known, client.secret)) return undefined;
      const claims = {
        scope: ["read"],
        service_type: "1",
        exp: nowSeconds() + lifetimeSeconds,
        client_id: client.id,
        jti: randomBytes(16).toString("hex"),
      };
      const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
      return {
        access_token: `${body}.${sign(body, secret)}`,
        expires_in: lifetimeSeconds,
      };
    },
    isValid(authorization) {
      const match = /^Bearer ([\w-]+\.([\w-]+))\.([\w-]+)$/.exec(authorization ?? "");
      if (!match || !isSame(sign(match[1]!, secret), match[3]!)) return false;
      const claims: unknown = JSON.parse(Buffer.from(match[2]!, "base64url").toString());
      return typeof claims === "object" && claims !== null && "exp" in claims &&
        typeof claims.exp === "number" && claims.exp > nowSeconds();
    },
    revokeAll() {
      secret = randomBytes(32);
      Deno.writeFileSync(`${context.dataDirectory}/token-secret`, secret);
    },
  };
}

/** Reads `id:secret,id:secret`, the form of SANDBOX_CLIENTS. */
export function readClients(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(",").filter((pair) => pair.includes(":")).map((pair) => {
      const colon = pair.indexOf(":");
      return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
    }),
  );
}

function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? "");
  if (!match) return undefined;
  const pair = Buffer.from(match[1]!, "base64").toString();
  const colon = pair.indexOf(":");
  return colon < 1 ? undefined : { id: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}

function readOrMakeSecret(path: string): Uint8Array {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const secret = randomBytes(32);
    Deno.writeFileSync(path, secret);
    return secret;
  }
}

function sign(text: string, secret: Uint8Array): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
