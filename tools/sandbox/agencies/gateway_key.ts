import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { Buffer } from "node:buffer";
import { decryptGatewaySecret } from "@maru/pki/issue";
import type { SandboxContext } from "../context.ts";
import { Refusal } from "./codes.ts";

/** The gateway's RSA key: callers encrypt passwords to it, so that no one between can read them. */
export interface GatewayKey {
  /** SubjectPublicKeyInfo in base64 without line breaks, as the aggregator's site shows it. */
  readonly publicKey: string;
  /** Opens a secret. @throws {Refusal} CF-04028 when it was not made for this key. */
  open(base64: string): string;
}

export function createGatewayKey(context: Pick<SandboxContext, "dataDirectory">): GatewayKey {
  const pkcs8 = readOrMakeKey(`${context.dataDirectory}/gateway-key.der`);
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    publicKey: publicKey.toString("base64"),
    open(base64) {
      if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Refusal("badSecret");
      try {
        return decryptGatewaySecret(pkcs8, base64);
      } catch {
        throw new Refusal("badSecret");
      }
    },
  };
}

function readOrMakeKey(path: string): Uint8Array {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { format: "der", type: "pkcs8" },
      publicKeyEncoding: { format: "der", type: "spki" },
    });
    Deno.writeFileSync(path, privateKey, { mode: 0o600 });
    return privateKey;
  }
}
