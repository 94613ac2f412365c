import { deepEqual, equal, throws } from "node:assert/strict";
import { toBase64, toHex } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { personOfCommonName } from "./distinguished_name.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { makeAuthority, makeUser } from "./testing_authority.ts";
import { openssl, testFile, testText } from "./testing_files.ts";

Deno.test("readCertificate() reads what a Korean joint certificate says", () => {
  const certificate = readCertificate(testFile("company/signCert.der"));
  equal(certificate.displayName, "주식회사 마루");
  equal(certificate.realName, "주식회사 마루");
  equal(certificate.issuerDisplayName, "금융결제원");
  equal(certificate.issuer.text, "CN=yessignCA MARU TEST,OU=AccreditedCA,O=yessign,C=KR");
  deepEqual(certificate.policyOids, ["1.2.410.200005.1.1.5"]);
  deepEqual(certificate.crlUrls, ["http://ca.example.test/ca.crl"]);
  deepEqual(certificate.ocspUrls, ["http://ca.example.test/ocsp"]);
  equal(certificate.keyUsage.digitalSignature, true);
  equal(certificate.keyUsage.keyCertSign, false);
  equal(certificate.publicKey.modulusBits, 2048);
  equal(certificate.vid?.hashAlgorithm, "SHA-256");
  equal(toHex(certificate.vid?.value ?? new Uint8Array()), testText("company/vid.hex"));
  equal(certificate.isAuthority, false);
  deepEqual(certificate.unknownCriticalOids, []);
});

Deno.test("readCertificate() agrees with OpenSSL on serial number, dates and key identifier", async () => {
  const der = testFile("company/signCert.der");
  const certificate = readCertificate(der);
  const args = ["x509", "-inform", "DER", "-in", "der", "-noout", "-serial", "-dates"];
  const peer = await openssl([...args, "-ext", "subjectKeyIdentifier"], { der });
  if (!peer) return;
  equal(certificate.serialHex, /serial=([0-9A-F]+)/.exec(peer.text)?.[1]?.toLowerCase());
  const notAfter = new Date(/notAfter=(.+)/.exec(peer.text)?.[1] ?? "");
  equal(certificate.notAfter.getTime(), notAfter.getTime());
  const identifier = toHex(certificate.subjectKeyIdentifier ?? new Uint8Array());
  equal(peer.text.replaceAll(":", "").toLowerCase().includes(identifier), true);
});

Deno.test("readCertificate() reads PEM, with text around it", () => {
  const der = testFile("company/signCert.der");
  const pem = `Bag Attributes\n-----BEGIN CERTIFICATE-----\n${
    toBase64(der)
  }\n-----END CERTIFICATE-----`;
  deepEqual(readCertificate(new TextEncoder().encode(pem)).der, der);
});

Deno.test("readCertificate() reads authorities with path length and key usage", () => {
  const authority = readCertificate(testFile("ca.crt"));
  equal(authority.isAuthority, true);
  equal(authority.pathLengthMax, 0);
  equal(authority.keyUsage.keyCertSign, true);
  equal(authority.keyUsage.crlSign, true);
  equal(authority.vid, undefined);
});

Deno.test("readCertificate() reads what issueUserCertificate() wrote, and OpenSSL verifies it", async () => {
  const ca = await makeAuthority();
  const user = await makeUser(ca);
  equal(user.certificate.displayName, "주식회사 마루");
  const pem = (der: Uint8Array) =>
    new TextEncoder().encode(
      `-----BEGIN CERTIFICATE-----\n${
        toBase64(der).replace(/.{64}/g, "$&\n")
      }\n-----END CERTIFICATE-----\n`,
    );
  const peer = await openssl(
    ["verify", "-x509_strict", "-CAfile", "root", "-untrusted", "ca", "user"],
    {
      root: pem(ca.root.certificate),
      ca: pem(ca.authority.certificate),
      user: pem(user.certificate.der),
    },
  );
  equal(peer?.code ?? 0, 0, peer?.text ?? "");
});

Deno.test("readCertificate() refuses any certificate that is cut short, and one over 64 KB", () => {
  const der = testFile("company/signCert.der");
  for (let length = 0; length < der.length; length += 7) {
    throws(() => readCertificate(der.slice(0, length)), DamagedFileError);
  }
  throws(() => readCertificate(new Uint8Array(64 * 1024 + 1)), LimitExceededError);
});

Deno.test("personOfCommonName() drops what authorities add to a name", () => {
  equal(personOfCommonName("홍길동()0099041202612345678"), "홍길동");
  equal(personOfCommonName("홍길동(HONGGILDONG)0012345"), "홍길동(HONGGILDONG)");
  equal(personOfCommonName("마루2"), "마루2");
  equal(personOfCommonName("123456789"), "123456789");
});
