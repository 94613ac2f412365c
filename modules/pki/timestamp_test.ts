import { deepEqual, equal, rejects } from "node:assert/strict";
import { createHash } from "node:crypto";
import { toBase64 } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { answerTimestamp, generateRsaKeyPair, issueServiceCertificate } from "./issue.ts";
import { makeAuthority, makeUser, NOW, VALIDITY } from "./testing_authority.ts";
import { openssl, testFile } from "./testing_files.ts";
import { timestampRequest, verifyTimestamp } from "./timestamp.ts";
import { ChainInvalidError, SignatureInvalidError } from "./verification_errors.ts";

const messageSha256 = new Uint8Array(
  createHash("sha256").update(testFile("samples/text")).digest(),
);
const ca = await makeAuthority();
const authority = await issueServiceCertificate({
  ...VALIDITY,
  issuer: ca.authority,
  subject: { commonName: "TSA" },
  keyPair: await generateRsaKeyPair(),
  service: "timestamp",
});
const trust = { roots: [ca.rootCertificate], intermediates: [ca.authorityCertificate] };
const nonce = Uint8Array.of(0x80, 1, 2, 3);
const request = timestampRequest({ messageSha256, nonce });
const response = await answerTimestamp({ request, authority, at: NOW, serialHex: "2a" });

Deno.test("verifyTimestamp() accepts what OpenSSL stamped", async () => {
  const roots = [readCertificate(testFile("root.crt"))];
  const intermediates = [readCertificate(testFile("ca.crt"))];
  const stamp = await verifyTimestamp({
    response: testFile("samples/timestamp.answer"),
    messageSha256,
    roots,
    intermediates,
  });
  equal(stamp.policyOid, "1.2.3.4.1");
  equal(stamp.signer.subject.commonName, "TSA MARU TEST");
});

Deno.test("verifyTimestamp() accepts what answerTimestamp() stamped, and so does OpenSSL", async () => {
  const stamp = await verifyTimestamp({ response, messageSha256, nonce, ...trust });
  deepEqual(stamp.at, NOW);
  equal(stamp.serialHex, "2a");
  const pem = [ca.root.certificate, ca.authority.certificate].map((der) =>
    `-----BEGIN CERTIFICATE-----\n${
      toBase64(der).replace(/.{64}/g, "$&\n")
    }\n-----END CERTIFICATE-----\n`
  ).join("");
  const peer = await openssl(
    ["ts", "-verify", "-queryfile", "query", "-in", "answer", "-CAfile", "trust"],
    { query: request, answer: response, trust: new TextEncoder().encode(pem) },
  );
  equal(peer?.code ?? 0, 0, peer?.text ?? "");
});

Deno.test("verifyTimestamp() refuses another digest, another nonce and a change of one byte", async () => {
  const other = new Uint8Array(32);
  await rejects(
    verifyTimestamp({ response, messageSha256: other, ...trust }),
    SignatureInvalidError,
  );
  await rejects(
    verifyTimestamp({ response, messageSha256, nonce: Uint8Array.of(9), ...trust }),
    SignatureInvalidError,
  );
  const changed = response.slice();
  changed[changed.length - 1]! ^= 1;
  await rejects(
    verifyTimestamp({ response: changed, messageSha256, ...trust }),
    SignatureInvalidError,
  );
});

Deno.test("verifyTimestamp() refuses signers of strangers, and users who stamp", async () => {
  const stranger = await makeAuthority();
  await rejects(
    verifyTimestamp({ response, messageSha256, nonce, roots: [stranger.rootCertificate] }),
    ChainInvalidError,
  );
  const user = await makeUser(ca);
  const forger = { certificate: user.certificate.der, pkcs8: user.keyPair.pkcs8 };
  const forged = await answerTimestamp({ request, authority: forger, at: NOW, serialHex: "01" });
  await rejects(
    verifyTimestamp({ response: forged, messageSha256, ...trust }),
    ChainInvalidError,
  );
});

Deno.test("verifyTimestamp() refuses the rejection that a broken request gets", async () => {
  const rejection = await answerTimestamp({
    request: Uint8Array.of(0x30, 0),
    authority,
    at: NOW,
    serialHex: "01",
  });
  await rejects(
    verifyTimestamp({ response: rejection, messageSha256, ...trust }),
    SignatureInvalidError,
  );
});
