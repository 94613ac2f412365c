import {
  type CertificateCheck,
  CertificateRevokedError,
  createVerifier,
  readCertificate,
  signText,
  textDocument,
  verifySignedText,
} from "@maru/pki";
import {
  generateRsaKeyPair,
  issueAuthority,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
} from "@maru/pki/issue";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { ConsentToSign } from "./payer_desk.ts";
import { address, type PayerWorld, payerWorld } from "./testing/payer_world.ts";

const ORIGIN = "https://maru.example";
const HOLDER = "김하늘";
const NOW = new Date("2026-11-20T01:00:00Z");
const VALIDITY = {
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2027-01-01T00:00:00Z"),
};
const [rootKeys, authorityKeys, keyPair] = await Promise.all([
  generateRsaKeyPair(),
  generateRsaKeyPair(),
  generateRsaKeyPair(),
]);
const root = await issueRoot({
  ...VALIDITY,
  subject: { country: "KR", organization: "TEST", commonName: "Consent Root" },
  keyPair: rootKeys,
});
const issuer = await issueAuthority({
  ...VALIDITY,
  issuer: root,
  subject: { country: "KR", organization: "yessign", commonName: "Consent CA" },
  keyPair: authorityKeys,
});
const clock = { now: () => NOW };
const verifier = createVerifier({
  trust: {
    load: () =>
      Promise.resolve({
        version: 1,
        roots: [readCertificate(root.certificate)],
        intermediates: [readCertificate(issuer.certificate)],
      }),
  },
  clock,
  revocation: { mode: "off", allowedHosts: [], fetch: () => Promise.reject(), timeoutMs: 1 },
});

async function certificateOf(realName: string, issuedBy = issuer): Promise<Uint8Array> {
  return await issueUserCertificate({
    ...VALIDITY,
    issuer: issuedBy,
    subject: { country: "KR", organization: "yessign", commonName: `${realName}()0088049` },
    spki: keyPair.spki,
    policyOid: "1.2.410.200005.1.1.4",
    realName,
  });
}

function textOf({ title, text: body, nonce, at }: ConsentToSign): string {
  const documentSha256 = createHash("sha256").update(body).digest("hex");
  return textDocument({ origin: ORIGIN, documentSha256, title, nonce, at: new Date(at) }, body);
}

async function signed(text: string, certificate?: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const cms = await signText({
    certificate: readCertificate(certificate ?? await certificateOf(HOLDER)),
    key: openedKeyOf(keyPair),
    text,
    at: NOW,
  });
  return new Uint8Array(cms);
}

const typed = {
  bankCode: "088",
  account: "110-987-654321",
  holder: HOLDER,
  holderIdentity: "900101",
};

async function entered(world: PayerWorld) {
  const session = await world.enter(await world.link());
  const account = { ...typed, instructionId: world.instructionId };
  const input = { ...account, origin: ORIGIN, address };
  return { session, input, asked: await world.desk.prepareSignature(session, account) };
}

Deno.test("a payer signs the whole consent with a certificate, which is kept as it is and holds once", async () => {
  await using payer = await payerWorld(verifier);
  const { desk, world, instructionId } = payer;
  const { session, input, asked } = await entered(payer);
  assert.match(asked.text, /한빛학원의 .+ 매월 25일/);
  assert.match(
    asked.text,
    /은행: 신한은행\n계좌번호: 110987654321\n예금주: 김하늘\n예금주 생년월일: 900101\n/,
  );
  assert.match(asked.text, /금융결제원에 제공하는 데 동의합니다\.\n$/);
  const cms = await signed(textOf(asked));
  const given = { ...input, nonce: asked.nonce, cms };
  assert.deepEqual(await desk.changeAccountSigned(session, given), { isChanged: true });
  await assert.rejects(desk.changeAccountSigned(session, given), {
    name: "PayerSigningEndedError",
  });
  const [kept] = await world.customers.evidence(world.merchantId, instructionId);
  assert.deepEqual([kept?.kind, kept?.extension], [3, "der"]);
  const { bytes } = await world.customers.openEvidence(world.merchantId, {
    id: kept?.id ?? "",
    reason: "이의 확인",
    actor: "staff:test",
  });
  const signer = await verifySignedText({ cms: bytes, text: textOf(asked) });
  assert.equal(signer.certificate.displayName, HOLDER);
});

Deno.test("a signature over anything but the consent that was shown changes nothing", async (t) => {
  await using payer = await payerWorld(verifier);
  const { desk, world, instructionId } = payer;
  const { session, input, asked } = await entered(payer);
  const refused = async (cms: Uint8Array<ArrayBuffer>, name: string, change: object = {}) =>
    await assert.rejects(
      desk.changeAccountSigned(session, { ...input, nonce: asked.nonce, cms, ...change }),
      { name },
    );
  const good = await signed(textOf(asked));
  await t.step("another account, bank, holder or birth date than the signed one", async () => {
    await refused(good, "SignatureInvalidError", { account: "110-987-654322" });
    await refused(good, "SignatureInvalidError", { bankCode: "020" });
    await refused(good, "SignatureInvalidError", { holder: "이바다" });
    await refused(good, "SignatureInvalidError", { holderIdentity: "900102" });
    await refused(good, "SignatureInvalidError", { holderIdentity: "1234567891" });
  });
  await t.step(
    "another page",
    () => refused(good, "SignatureInvalidError", { origin: "https://evil.example" }),
  );
  await t.step("a text with one word more", async () => {
    await refused(await signed(`${textOf(asked)} `), "SignatureInvalidError");
  });
  await t.step("a nonce that was never asked for", async () => {
    const cms = await signed(textOf({ ...asked, nonce: "another" }));
    await refused(cms, "PayerSigningEndedError", { nonce: "another" });
  });
  await t.step("somebody else's certificate", async () => {
    await refused(await signed(textOf(asked), await certificateOf("이바다")), "PayerSignerError");
  });
  await t.step("an authority that nobody trusts", async () => {
    const strange = await issueRoot({
      ...VALIDITY,
      subject: { country: "KR", organization: "TEST", commonName: "Strange Root" },
      keyPair: rootKeys,
    });
    const certificate = await certificateOf(HOLDER, strange);
    await refused(await signed(textOf(asked), certificate), "ChainInvalidError");
  });
  await t.step("a text that is older than ten minutes, or was asked for anew", async () => {
    world.at("2026-11-20T10:11");
    await refused(good, "PayerSigningEndedError");
    world.at("2026-11-20T10:00");
    await desk.prepareSignature(session, input);
    await refused(good, "PayerSigningEndedError");
  });
  assert.deepEqual(await world.customers.evidence(world.merchantId, instructionId), []);
});

Deno.test("a consent names the business number of a company, and never a resident number", async () => {
  await using payer = await payerWorld(verifier);
  const { desk, instructionId } = payer;
  const session = await payer.enter(await payer.link());
  const prepare = (holderIdentity: string) =>
    desk.prepareSignature(session, { ...typed, instructionId, holderIdentity });
  const { text } = await prepare("123-45-67891");
  assert.match(text, /예금주 사업자등록번호: 1234567891\n/);
  for (
    const [identity, reason] of [
      ["900101-1234567", "residentNumber"],
      ["901301", "identityFormat"],
      ["", "missing"],
    ] as const
  ) {
    await assert.rejects(prepare(identity), {
      name: "CustomerInputError",
      problems: [{ field: "holderIdentity", reason }],
    });
  }
});

Deno.test("a revoked certificate signs nothing, and the check is one for signing", async () => {
  const asked: CertificateCheck[] = [];
  await using payer = await payerWorld({
    check(question) {
      asked.push(question);
      return Promise.reject(new CertificateRevokedError(NOW, "keyCompromise"));
    },
  });
  const { session, input, asked: consent } = await entered(payer);
  const cms = await signed(textOf(consent));
  const change = payer.desk.changeAccountSigned(session, { ...input, nonce: consent.nonce, cms });
  await assert.rejects(change, { name: "CertificateRevokedError" });
  assert.equal(asked[0]?.purpose, "sign");
  const strangers = payer.desk.prepareSignature("x", input);
  await assert.rejects(strangers, { name: "PayerSessionEndedError" });
});
