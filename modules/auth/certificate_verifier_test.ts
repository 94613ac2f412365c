import { testKernel } from "@maru/kernel/testing";
import { readCertificate } from "@maru/pki";
import {
  generateRsaKeyPair,
  issueAuthority,
  issueRoot,
  issueUserCertificate,
} from "@maru/pki/issue";
import assert from "node:assert/strict";
import { createCertificateVerifier } from "./certificate_verifier.ts";

const NOW = new Date("2026-11-20T03:00:00Z");
const VALIDITY = {
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2027-01-01T00:00:00Z"),
};
const YESSIGN = "1.2.410.200005.1.1";

Deno.test("what binds is signed with certificates for everything or for banks alone", async () => {
  const [rootKeys, authorityKeys, keyPair] = await Promise.all([
    generateRsaKeyPair(),
    generateRsaKeyPair(),
    generateRsaKeyPair(),
  ]);
  const root = await issueRoot({
    ...VALIDITY,
    subject: { country: "KR", organization: "TEST", commonName: "Root" },
    keyPair: rootKeys,
  });
  const issuer = await issueAuthority({
    ...VALIDITY,
    issuer: root,
    subject: { country: "KR", organization: "yessign", commonName: "CA" },
    keyPair: authorityKeys,
  });
  await using test = await testKernel({ modules: ["kernel"], now: NOW });
  const rootsDirectory = await Deno.makeTempDir();
  await Deno.writeFile(`${rootsDirectory}/root.der`, root.certificate);
  const verifier = createCertificateVerifier({
    kernel: test.kernel,
    config: {
      rootsDirectory,
      revocationMode: "off",
      revocationHosts: [],
      origins: [],
      cloudCertificateUrl: "",
      cloudCertificateClientKey: "",
    },
  });
  const check = async (policyOid: string, purpose: "login" | "sign") => {
    const certificate = await issueUserCertificate({
      ...VALIDITY,
      issuer,
      subject: { country: "KR", organization: "yessign", commonName: "김하늘()0088049" },
      spki: keyPair.spki,
      policyOid,
    });
    const otherCertificates = [readCertificate(issuer.certificate)];
    const question = { certificate: readCertificate(certificate), otherCertificates, purpose };
    return await verifier.check(question).then(() => "good", (error: Error) => error.name);
  };
  for (const arc of ["1", "2", "4", "5"]) {
    assert.equal(await check(`${YESSIGN}.${arc}`, "sign"), "good");
  }
  for (const arc of ["6", "6.8", "3", "99"]) {
    assert.equal(await check(`${YESSIGN}.${arc}`, "sign"), "PolicyNotAllowedError", arc);
  }
  assert.equal(await check(`${YESSIGN}.6.8`, "login"), "good");
  await Deno.remove(rootsDirectory, { recursive: true });
});
