import { Buffer } from "node:buffer";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { SandboxContext } from "../../context.ts";

/** Bearer tokens that carry for whom and until when, signed; they outlast a restart. */
export interface SignedTokens {
  issue(subject: string): string;
  /** Whom the token is for; undefined where it is none of ours or has ended. */
  subjectOf(authorization: string | undefined): string | undefined;
}

/** @param options.file The key's file in the data folder. */
export function createSignedTokens(
  context: SandboxContext,
  options: { readonly file: string; readonly lifetimeSeconds: number },
): SignedTokens {
  const key = readOrMakeKey(`${context.dataDirectory}/${options.file}`);
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  return {
    issue(subject) {
      const endsAt = context.now().getTime() + options.lifetimeSeconds * 1_000;
      const body = Buffer.from(JSON.stringify({ subject, endsAt, salt: randomSalt() }))
        .toString("base64url");
      return `${body}.${sign(body)}`;
    },
    subjectOf(authorization) {
      const [, body = "", signature = ""] =
        /^Bearer ([\w-]+)\.([\w-]+)$/.exec(authorization ?? "") ?? [];
      if (!isSame(sign(body), signature)) return undefined;
      const { subject, endsAt } = JSON.parse(Buffer.from(body, "base64url").toString());
      return endsAt > context.now().getTime() ? subject : undefined;
    },
  };
}

/** Whether an id and its secret are known. */
export function isClient(
  clients: ReadonlyMap<string, string>,
  { id, secret }: { readonly id: string; readonly secret: string },
): boolean {
  const known = clients.get(id);
  return known !== undefined && isSame(known, secret);
}

export function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function randomSalt(): string {
  return randomBytes(12).toString("base64url");
}

function readOrMakeKey(path: string): Uint8Array {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const key = randomBytes(32);
    Deno.writeFileSync(path, key);
    return key;
  }
}
