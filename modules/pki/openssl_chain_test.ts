import { equal, rejects } from "node:assert/strict";
import { readCertificate } from "./certificate.ts";
import { readRevocationList } from "./revocation_list.ts";
import { addMs, CRL_URL, tableFetch } from "./testing_authority.ts";
import { testFile, testText } from "./testing_files.ts";
import { createTrustStore } from "./trust_store.ts";
import { CertificateExpiredError, CertificateRevokedError } from "./verification_errors.ts";
import { createVerifier } from "./verifier.ts";
import { verifySignedText } from "./verify_signed_text.ts";

const now = addMs(readRevocationList(testFile("ca.crl")).thisUpdate, 1000);
const otherCertificates = [readCertificate(testFile("ca.crt"))];

async function withVerifier(
  use: (check: (name: string) => Promise<unknown>, directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeFile(`${directory}/root.crt`, testFile("root.crt"));
    const { fetch } = tableFetch({ [CRL_URL]: () => testFile("ca.crl") });
    const verifier = createVerifier({
      trust: createTrustStore({ directory }),
      clock: { now: () => now },
      revocation: { mode: "required", allowedHosts: ["ca.example.test"], fetch },
    });
    await use((name) => {
      const certificate = readCertificate(testFile(name));
      return verifier.check({ purpose: "login", certificate, otherCertificates });
    }, directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("verifier.check() accepts a subscriber of an authority that demands an explicit policy", async () => {
  await withVerifier(async (check) => void await check("company/signCert.der"));
});

Deno.test("verifier.check() tells OpenSSL's expired and revoked subscribers apart", async () => {
  await withVerifier(async (check) => {
    await rejects(check("expired.der"), CertificateExpiredError);
    await rejects(check("revoked.der"), CertificateRevokedError);
  });
});

Deno.test("a login signed by OpenSSL passes both checks", async () => {
  const cms = testFile("samples/good.cms");
  const verified = await verifySignedText({ cms, text: testText("samples/text") });
  equal(verified.certificate.displayName, "주식회사 마루");
  equal(verified.otherCertificates[0]?.subject.commonName, "yessignCA MARU TEST");
});

Deno.test("createTrustStore() sees roots and intermediates come and go", async () => {
  const directory = await Deno.makeTempDir();
  const store = createTrustStore({ directory, reloadAfterMs: 1000 });
  equal((await store.load(now)).roots.length, 0);
  await Deno.writeFile(`${directory}/root.crt`, testFile("root.crt"));
  await Deno.writeTextFile(`${directory}/README.md`, "not a certificate");
  await Deno.mkdir(`${directory}/intermediates`);
  await Deno.writeFile(`${directory}/intermediates/ca.pem`, testFile("ca.crt"));
  equal((await store.load(addMs(now, 500))).roots.length, 0);
  const loaded = await store.load(addMs(now, 1500));
  equal(loaded.roots[0]?.subject.commonName, "KISA RootCA MARU TEST");
  equal(loaded.intermediates.length, 1);
  equal((await store.load(addMs(now, 3000))).version, loaded.version);
  await Deno.remove(`${directory}/root.crt`);
  const after = await store.load(addMs(now, 5000));
  equal(after.roots.length, 0);
  equal(after.version > loaded.version, true);
  await Deno.remove(directory, { recursive: true });
});
