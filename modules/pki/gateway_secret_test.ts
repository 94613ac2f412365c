import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { toBase64 } from "./bytes.ts";
import { DamagedFileError } from "./errors.ts";
import { encryptForGateway } from "./gateway_secret.ts";
import { decryptGatewaySecret, generateRsaKeyPair } from "./issue.ts";
import { openssl } from "./testing_files.ts";

const pair = await generateRsaKeyPair();
const publicKey = toBase64(pair.spki);

Deno.test("decryptGatewaySecret() opens what encryptForGateway() encrypted", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40, unit: "grapheme" }), (text) => {
      fc.pre(new TextEncoder().encode(text).length <= 245);
      equal(decryptGatewaySecret(pair.pkcs8, encryptForGateway(publicKey, text)), text);
    }),
    { numRuns: 20 },
  );
});

Deno.test("encryptForGateway() makes what OpenSSL decrypts", async () => {
  const encrypted = Uint8Array.from(
    atob(encryptForGateway(publicKey, "비밀!1")),
    (character) => character.charCodeAt(0),
  );
  const peer = await openssl(
    ["pkeyutl", "-decrypt", "-inkey", "key", "-keyform", "DER", "-in", "text"],
    { key: pair.pkcs8, text: encrypted },
  );
  if (peer) deepEqual(new TextDecoder().decode(peer.output), "비밀!1");
});

Deno.test("encryptForGateway() refuses texts that do not fit, and pads each time anew", () => {
  throws(() => encryptForGateway(publicKey, "x".repeat(246)), RangeError);
  equal(encryptForGateway(publicKey, "x") === encryptForGateway(publicKey, "x"), false);
});

Deno.test("decryptGatewaySecret() refuses what was encrypted for another key, and no base64", async () => {
  const other = await generateRsaKeyPair();
  const secret = encryptForGateway(toBase64(other.spki), "x");
  throws(() => decryptGatewaySecret(pair.pkcs8, secret), DamagedFileError);
  throws(() => decryptGatewaySecret(pair.pkcs8, "%%%"), DamagedFileError);
  throws(() => decryptGatewaySecret(pair.pkcs8, "AAAA"), DamagedFileError);
});
