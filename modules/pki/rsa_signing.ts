import { type Bytes, owned } from "./bytes.ts";

/** A signer with RSASSA-PKCS1-v1_5 and SHA-256; the key is imported so that it cannot be exported again. */
export async function rsaSigner(
  pkcs8: Uint8Array,
): Promise<(signed: Uint8Array) => Promise<Bytes>> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("pkcs8", owned(pkcs8), algorithm, false, ["sign"]);
  return async (signed) =>
    new Uint8Array(await crypto.subtle.sign(algorithm.name, key, owned(signed)));
}
