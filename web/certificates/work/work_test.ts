import { generateSealKeyPair, openSealed, verifySignedText } from "@maru/pki";
import {
  equalBytes,
  fromBase64,
  loginText,
  openKeyFile,
  openPfx,
  readCertificate,
  textDocument,
  toBase64,
  toHex,
  unwrapWithPassword,
  writeKeyFile,
} from "@maru/pki/browser";
import {
  decryptGatewaySecret,
  generateRsaKeyPair,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
} from "@maru/pki/issue";
import assert from "node:assert/strict";
import type { CertificateFiles } from "../source.ts";
import { type Challenge, createWork } from "./work.ts";

const PASSWORD = "Correct-horse-1";
const ORIGIN = "https://maru.example";
const RANDOM = Uint8Array.from({ length: 20 }, (_, index) => index + 1);
const RESIDENT_NUMBER = "9003151234567";
const validity = {
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2027-01-01T00:00:00Z"),
};

const { publicJwk, privateJwk } = await generateSealKeyPair();
const keyPair = await generateRsaKeyPair();
const otherPair = await generateRsaKeyPair();
const root = await issueRoot({
  ...validity,
  subject: { country: "KR", organization: "TEST", commonName: "Work Root" },
  keyPair: otherPair,
});
const certificate = await issueUserCertificate({
  ...validity,
  issuer: root,
  subject: { country: "KR", organization: "yessign", commonName: "가람정밀()0088049" },
  spki: keyPair.spki,
  policyOid: "1.2.410.200005.1.1.5",
  realName: "가람정밀",
});

async function files(random: Uint8Array | undefined = RANDOM): Promise<CertificateFiles> {
  const key = openedKeyOf(keyPair, random);
  const keyFile = await writeKeyFile({ key, password: PASSWORD, form: "seedCBCWithSHA1" });
  return { kind: "pair", certificate: new Uint8Array(certificate), key: keyFile };
}

const challenge: Challenge = {
  id: "0190a0b0-0000-7000-8000-000000000001",
  nonce: "bm9uY2U",
  at: "2026-11-20T03:00:00.000Z",
  transportKey: { id: "k1", publicJwk },
};

async function opened(sealed: string, purpose: string, context: string) {
  const plain = await openSealed({ privateKey: () => privateJwk, purpose, context }, sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

Deno.test("signLogin() signs the server's text and seals R and the number for this challenge", async () => {
  const work = createWork();
  const { cms, sealed } = await work.signLogin({
    source: await files(),
    password: PASSWORD,
    challenge,
    origin: ORIGIN,
    residentNumber: RESIDENT_NUMBER,
  });
  const text = loginText({ origin: ORIGIN, nonce: challenge.nonce, at: new Date(challenge.at) });
  const signer = await verifySignedText({ cms: fromBase64(cms), text });
  assert.equal(signer.certificate.displayName, "가람정밀");
  assert.deepEqual(await opened(sealed, "login", challenge.id), {
    randomNum: toBase64(RANDOM),
    residentNumber: RESIDENT_NUMBER,
  });
});

Deno.test("sealBundle() hands over files as they came and passwords that the gateway alone opens", async () => {
  const gateway = await generateRsaKeyPair();
  const source = await files();
  const work = createWork();
  await work.signLogin({ source, password: PASSWORD, challenge, origin: ORIGIN });
  const bundle = await opened(
    await work.sealBundle({
      sessionId: "session-1",
      transportKey: challenge.transportKey,
      gatewayKey: toBase64(gateway.spki),
      manageNumber: "P12345",
      managePassword: "manage-secret",
    }),
    "bundle",
    "session-1",
  );
  assert.equal(bundle.kind, "certificate");
  assert.equal(bundle.certFile, source.kind === "pair" && toBase64(source.certificate));
  assert.equal(bundle.keyFile, source.kind === "pair" && toBase64(source.key));
  assert.equal(bundle.manageNumber, "P12345");
  assert.equal(await openAtGateway(gateway, bundle.certPassword), PASSWORD);
  assert.equal(await openAtGateway(gateway, bundle.managePassword), "manage-secret");
  assert.ok(!JSON.stringify(bundle).includes(PASSWORD));
});

Deno.test("signDocument() signs the whole text under the title of a document, and needs no R", async () => {
  const key = openedKeyOf(keyPair);
  const keyFile = await writeKeyFile({ key, password: PASSWORD, form: "seedCBCWithSHA1" });
  const { nonce, at } = challenge;
  // Whatever a page asks to be signed, it is never the text of a login.
  const body = loginText({ origin: ORIGIN, nonce, at: new Date(at) });
  const cms = await createWork().signDocument({
    source: { kind: "pair", certificate: new Uint8Array(certificate), key: keyFile },
    password: PASSWORD,
    document: { title: "출금 동의서", text: body, nonce, at },
    origin: ORIGIN,
  });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const text = textDocument({
    origin: ORIGIN,
    documentSha256: toHex(new Uint8Array(digest)),
    title: "출금 동의서",
    nonce,
    at: new Date(at),
  }, body);
  assert.ok(text.endsWith(body) && !text.startsWith(body));
  const signer = await verifySignedText({ cms: fromBase64(cms), text });
  assert.equal(signer.certificate.displayName, "가람정밀");
  await assert.rejects(verifySignedText({ cms: fromBase64(cms), text: body }), {
    name: "SignatureInvalidError",
  });
});

Deno.test("signLogin() refuses a key without R, a strange key and a wrong password, each by its class", async () => {
  const sign = async (source: CertificateFiles, password = PASSWORD) =>
    await createWork().signLogin({ source, password, challenge, origin: ORIGIN });
  const key = openedKeyOf(keyPair);
  const withoutRandom = await writeKeyFile({ key, password: PASSWORD, form: "seedCBCWithSHA1" });
  const der = new Uint8Array(certificate);
  await assert.rejects(sign({ kind: "pair", certificate: der, key: withoutRandom }), {
    name: "RandomNumberMissingError",
  });
  const strange = await writeKeyFile({
    key: openedKeyOf(otherPair, RANDOM),
    password: PASSWORD,
    form: "seedCBCWithSHA1",
  });
  await assert.rejects(sign({ kind: "pair", certificate: der, key: strange }), {
    name: "PairMismatchError",
  });
  await assert.rejects(sign(await files(), "wrong"), { name: "WrongPasswordError" });
});

Deno.test("wrap() keeps the certificate open and the original key file under the strong wrap", async () => {
  const source = await files();
  const work = createWork();
  await work.open({ source, password: PASSWORD });
  const stored = await work.wrap();
  assert.ok(equalBytes(stored.certificate, certificate));
  assert.match(stored.id, /^[0-9a-f]{64}$/);
  const inner = new TextDecoder().decode(await unwrapWithPassword(PASSWORD, stored.wrapped));
  assert.ok(source.kind === "pair" && inner.includes(toBase64(source.key)));
  const again = createWork();
  const { cms } = await again.signLogin({
    source: stored,
    password: PASSWORD,
    challenge,
    origin: ORIGIN,
  });
  assert.ok(cms.length > 100);
  await assert.rejects(createWork().open({ source: stored, password: "wrong" }), {
    name: "WrongPasswordError",
  });
});

Deno.test("convert() keeps key and R both ways", async () => {
  for (const target of ["pfx3des", "pfxAes256"] as const) {
    const [pfx] = await createWork().convert({ source: await files(), password: PASSWORD, target });
    assert.equal(pfx?.name, "가람정밀.pfx");
    const bytes = pfx?.bytes ?? new Uint8Array();
    const { key } = await openPfx({ pfx: bytes, password: PASSWORD });
    assert.deepEqual(key.randomNum, RANDOM);
    const [cert, keyFile] = await createWork().convert({
      source: { kind: "pfx", pfx: bytes },
      password: PASSWORD,
      target: "pair",
    });
    assert.equal(readCertificate(cert?.bytes ?? new Uint8Array()).displayName, "가람정밀");
    const back = await openKeyFile({
      keyFile: keyFile?.bytes ?? new Uint8Array(),
      password: PASSWORD,
    });
    assert.deepEqual(back.randomNum, RANDOM);
    assert.deepEqual(back.rsaPrivateKeyDer, key.rsaPrivateKeyDer);
  }
});

Deno.test("receiveTransfer() gives the files that sendTransfer() sent, with the right secret alone", async () => {
  const source = await files();
  const ciphertext = await createWork().sendTransfer({
    source,
    password: PASSWORD,
    secret: "ABCDEFGHJK",
  });
  assert.deepEqual(
    await createWork().receiveTransfer({ ciphertext, secret: "ABCDEFGHJK" }),
    source,
  );
  await assert.rejects(createWork().receiveTransfer({ ciphertext, secret: "ABCDEFGHJM" }), {
    name: "WrongPasswordError",
  });
});

async function openAtGateway(
  gateway: Awaited<ReturnType<typeof generateRsaKeyPair>>,
  secret: string,
): Promise<string> {
  return await decryptGatewaySecret(gateway.pkcs8, secret);
}
