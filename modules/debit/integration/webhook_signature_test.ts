import assert from "node:assert/strict";
import { webhookHeaders } from "./webhook_signature.ts";

Deno.test("a webhook's signature is what WebCrypto computes from the published recipe", async () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
  const body = '{"events":[{"id":"1","note":"한글"}]}';
  const at = new Date("2026-11-20T01:00:00.999Z");
  const headers = webhookHeaders({ secrets: [`whsec_${bytes.toBase64()}`], id: "msg_1", at, body });
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
  const signed = new TextEncoder().encode(`msg_1.1795136400.${body}`);
  const [version, signature = ""] = headers["webhook-signature"]?.split(",") ?? [];
  assert.equal(version, "v1");
  assert.equal(headers["webhook-timestamp"], "1795136400");
  assert.ok(await crypto.subtle.verify("HMAC", key, Uint8Array.fromBase64(signature), signed));
});
