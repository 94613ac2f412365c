import { equal, rejects } from "node:assert/strict";
import { fromHex, toBase64 } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import {
  answerOcsp,
  generateRsaKeyPair,
  issueRevocationList,
  issueServiceCertificate,
  type OcspStatus,
} from "./issue.ts";
import { ocspRequest, readOcspAnswer } from "./ocsp.ts";
import { isListFor, readRevocationList } from "./revocation_list.ts";
import { addMs, CRL_URL, makeAuthority, makeUser, makeVerifier } from "./testing_authority.ts";
import { NOW, OCSP_URL, tableFetch, VALIDITY } from "./testing_authority.ts";
import { openssl, testFile } from "./testing_files.ts";
import { CertificateRevokedError, RevocationUnknownError } from "./verification_errors.ts";

const ca = await makeAuthority();
const user = await makeUser(ca);
const check = {
  purpose: "login",
  certificate: user.certificate,
  otherCertificates: [ca.authorityCertificate],
} as const;

function responder(
  status: OcspStatus,
  overrides: Partial<Parameters<typeof answerOcsp>[0]> = {},
) {
  return (request?: Uint8Array) =>
    answerOcsp({
      request: request ?? new Uint8Array(),
      issuerCertificate: ca.authority.certificate,
      responder: ca.authority,
      producedAt: NOW,
      nextUpdate: addMs(NOW, 60_000),
      statusOf: () => status,
      ...overrides,
    });
}

function verifierWith(answer: (body?: Uint8Array) => Promise<Uint8Array>) {
  const { fetch } = tableFetch({ [OCSP_URL]: answer });
  return makeVerifier(ca, { revocation: { mode: "required", prefer: "ocsp", fetch } });
}

Deno.test("readRevocationList() reads OpenSSL's list and knows whom it is for", () => {
  const list = readRevocationList(testFile("ca.crl"));
  const issuer = readCertificate(testFile("ca.crt"));
  const revoked = readCertificate(testFile("revoked.der"));
  const certificate = readCertificate(testFile("company/signCert.der"));
  equal(list.revoked.get(revoked.serialHex)?.reason, "keyCompromise");
  equal(list.revoked.has(certificate.serialHex), false);
  equal(isListFor(list, { certificate, issuer, url: CRL_URL }), true);
  const root = readCertificate(testFile("root.crt"));
  equal(isListFor(list, { certificate: issuer, issuer: root, url: CRL_URL }), false);
});

Deno.test("issueRevocationList() writes what OpenSSL verifies", async () => {
  const list = await issueRevocationList({
    issuer: ca.authority,
    crlNumber: 7,
    thisUpdate: NOW,
    nextUpdate: addMs(NOW, 60_000),
    revoked: [{ serialHex: "1001", revokedAt: NOW, reasonCode: 4 }],
    distributionPointUrl: CRL_URL,
  });
  const pem = `-----BEGIN CERTIFICATE-----\n${
    toBase64(ca.authority.certificate).replace(/.{64}/g, "$&\n")
  }\n-----END CERTIFICATE-----\n`;
  const peer = await openssl(
    ["crl", "-inform", "DER", "-in", "list", "-CAfile", "ca", "-noout", "-text"],
    { list, ca: new TextEncoder().encode(pem) },
  );
  if (!peer) return;
  equal(peer.text.includes("verify OK"), true, peer.text);
  equal(peer.text.includes("Superseded"), true);
});

Deno.test("readOcspAnswer() reads OpenSSL's answer by an appointed responder", () => {
  const issuer = readCertificate(testFile("ca.crt"));
  const certificate = readCertificate(testFile("company/signCert.der"));
  // OpenSSL answered a request with its own nonce, which stands in the request.
  const request = testFile("samples/ocsp.request");
  const nonce = request.slice(-16);
  const question = { certificate, issuer, nonce };
  const at = addMs(readRevocationList(testFile("ca.crl")).thisUpdate, 1000);
  equal(readOcspAnswer(testFile("samples/ocsp.answer"), question, at).status, "good");
});

Deno.test("ocspRequest() is what OpenSSL reads", async () => {
  const request = ocspRequest({
    certificate: user.certificate,
    issuer: ca.authorityCertificate,
    nonce: fromHex("00112233445566778899aabbccddeeff"),
  });
  const peer = await openssl(["ocsp", "-reqin", "request", "-req_text"], { request });
  if (!peer) return;
  equal(peer.text.toLowerCase().includes(user.certificate.serialHex), true, peer.text);
});

Deno.test("verifier.check() asks the responder and accepts good, refuses revoked and unknown", async () => {
  const good = await verifierWith(responder("good")).check(check);
  equal(good.revocation.source, "ocsp");
  const revoked = responder({ revokedAt: addMs(NOW, -1000), reasonCode: 1 });
  await rejects(
    verifierWith(revoked).check(check),
    (error) => error instanceof CertificateRevokedError && error.reason === "keyCompromise",
  );
  await rejects(verifierWith(responder("unknown")).check(check), RevocationUnknownError);
});

Deno.test("verifier.check() accepts an appointed responder, and refuses a user or a stranger as one", async () => {
  const service = await issueServiceCertificate({
    ...VALIDITY,
    issuer: ca.authority,
    subject: { commonName: "OCSP" },
    keyPair: await generateRsaKeyPair(),
    service: "ocsp",
  });
  const appointed = await verifierWith(responder("good", { responder: service })).check(check);
  equal(appointed.revocation.source, "ocsp");
  const asUser = { certificate: user.certificate.der, pkcs8: user.keyPair.pkcs8 };
  const { authority: stranger } = await makeAuthority();
  for (const impostor of [asUser, stranger]) {
    const verifier = verifierWith(responder("good", { responder: impostor }));
    await rejects(verifier.check(check), RevocationUnknownError);
  }
});

Deno.test("verifier.check() refuses stale, replayed and forged answers of the responder", async () => {
  const stale = {
    producedAt: addMs(NOW, -86_400_000),
    nextUpdate: addMs(NOW, -3_600_000),
  };
  await rejects(verifierWith(responder("good", stale)).check(check), RevocationUnknownError);
  const replayed = await responder("good")(ocspRequest({
    certificate: user.certificate,
    issuer: ca.authorityCertificate,
    nonce: new Uint8Array(16),
  }));
  await rejects(
    verifierWith(() => Promise.resolve(replayed)).check(check),
    RevocationUnknownError,
  );
  const withAnotherKey = { certificate: ca.authority.certificate, pkcs8: user.keyPair.pkcs8 };
  const forged = responder("good", { responder: withAnotherKey });
  await rejects(
    verifierWith(forged).check(check),
    (error) => error instanceof RevocationUnknownError && error.reason.includes("signature"),
  );
});

Deno.test("verifier.check() falls back to the list when the responder is silent", async () => {
  const list = await issueRevocationList({
    issuer: ca.authority,
    crlNumber: 1,
    thisUpdate: addMs(NOW, -1000),
    nextUpdate: addMs(NOW, 60_000),
    revoked: [],
  });
  const { asked, fetch } = tableFetch({ [CRL_URL]: () => list });
  const revocation = { mode: "required", prefer: "ocsp", fetch } as const;
  const checked = await makeVerifier(ca, { revocation }).check(check);
  equal(checked.revocation.source, "crl");
  equal(asked.join(), `${OCSP_URL},${CRL_URL}`);
});

Deno.test("verifier.check() keeps using a list that holds while its server is down", async () => {
  let isUp = true;
  const list = await issueRevocationList({
    issuer: ca.authority,
    crlNumber: 1,
    thisUpdate: addMs(NOW, -1000),
    nextUpdate: addMs(NOW, 3_600_000),
    revoked: [],
  });
  const { fetch } = tableFetch({
    [CRL_URL]: () => {
      if (!isUp) throw new Error("down");
      return list;
    },
  });
  const verifier = makeVerifier(ca, { revocation: { mode: "required", fetch } });
  await verifier.check(check);
  isUp = false;
  const later = await verifier.check({ ...check, at: addMs(NOW, 1_800_000) });
  equal(later.revocation.source, "crl");
  const tooLate = verifier.check({ ...check, at: addMs(NOW, 3_700_000) });
  await rejects(tooLate, RevocationUnknownError);
});
