import { fromBase64, readCertificate, toBase64, writeKeyFile } from "@maru/pki/browser";
import { generateRsaKeyPair, openedKeyOf } from "@maru/pki/issue";
import assert from "node:assert/strict";
import type { CertificateFiles } from "../certificates/source.ts";
import { type Challenge, createWork } from "../certificates/work/work.ts";
import { pageFaults, TEST_ORIGIN } from "../testing.ts";
import { type AttackSite, openAttackSite } from "../testing/attack_site.ts";
import type { Person } from "../testing/certificate_people.ts";

const PASSWORD = "Correct-horse-1";
const NUMBER = "1248100998";
const OTHER_NUMBER = "1234567891";

async function filesOf(person: Person): Promise<CertificateFiles> {
  const key = openedKeyOf(person.keyPair, person.randomNum);
  return {
    kind: "pair",
    certificate: new Uint8Array(person.certificate),
    key: await writeKeyFile({ key, password: PASSWORD, form: "seedCBCWithSHA1" }),
  };
}

/** What the island does, with the worker's own steps, against the whole site. */
async function logIn(
  site: AttackSite,
  person: Person,
  change: Record<string, unknown> = {},
) {
  const visitor = await site.visitor();
  const challenge: Challenge = await (await visitor.get("/login/challenge")).json();
  const work = createWork();
  const signed = await work.signLogin({
    source: await filesOf(person),
    password: PASSWORD,
    challenge,
    origin: TEST_ORIGIN,
  });
  const response = await visitor.postJson("/login", {
    challengeId: challenge.id,
    submitterType: "corporation",
    businessNumber: NUMBER,
    submitterName: "김하늘",
    phone: "010-1234-5678",
    returnPath: "/oneclick/p/loan",
    ...signed,
    ...change,
  });
  return { visitor, work, response, body: await response.json() };
}

Deno.test("a certificate in files logs in through the whole site and leaves a bundle that opens", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "(주)가람정밀", businessNumber: NUMBER });
  const { visitor, work, response, body } = await logIn(site, person);
  assert.equal(response.status, 200);
  assert.equal(body.location, "/oneclick/p/loan");
  assert.equal(body.gatewayKey, (await site.submission.submitter.gatewayKey()).publicKeyBase64);
  const token = visitor.cookies.get("__Host-session") ?? "";
  const found = await site.auth.submitters.find(token);
  assert.equal(found.state === "live" && found.session.id, body.sessionId);
  const sealed = await work.sealBundle({
    sessionId: body.sessionId,
    transportKey: body.transportKey,
    gatewayKey: toBase64((await generateRsaKeyPair()).spki),
  });
  const plain = await site.auth.submitters.openSealed({
    sealed,
    purpose: "bundle",
    context: body.sessionId,
  });
  const bundle = JSON.parse(new TextDecoder().decode(plain));
  assert.equal(readCertificate(fromBase64(bundle.certFile)).displayName, "(주)가람정밀");
  assert.ok(!site.logLines.join("\n").includes(toBase64(person.randomNum)));
});

Deno.test("a login answers each refusal with its own code, words and field", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "(주)가람정밀", businessNumber: NUMBER });
  const refusal = async (change: Record<string, unknown>) => {
    const { response, body, visitor } = await logIn(site, person, change);
    assert.ok(!visitor.cookies.has("__Host-session"));
    return [response.status, body.code, body.field];
  };
  assert.deepEqual(await refusal({ businessNumber: OTHER_NUMBER }), [422, "LOGIN-304", "number"]);
  assert.deepEqual(await refusal({ phone: "02-123-4567" }), [422, "LOGIN-105", undefined]);
  assert.deepEqual(await refusal({ submitterType: "nobody" }), [422, "LOGIN-106", undefined]);
  assert.deepEqual(await refusal({ challengeId: site.kernel.uuid() }), [
    409,
    "LOGIN-101",
    undefined,
  ]);
});

Deno.test("a signature cannot be used twice", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "(주)가람정밀", businessNumber: NUMBER });
  const { visitor, body } = await logIn(site, person);
  assert.ok(body.sessionId);
  await visitor.get("/support");
  const challenge: Challenge = await (await visitor.get("/login/challenge")).json();
  const signed = await createWork().signLogin({
    source: await filesOf(person),
    password: PASSWORD,
    challenge,
    origin: TEST_ORIGIN,
  });
  const request = {
    challengeId: challenge.id,
    submitterType: "corporation",
    businessNumber: NUMBER,
    submitterName: "김하늘",
    phone: "01012345678",
    ...signed,
  };
  assert.equal((await visitor.postJson("/login", request)).status, 200);
  await visitor.get("/support");
  const again = await visitor.postJson("/login", request);
  assert.equal((await again.json()).code, "LOGIN-102");
});

Deno.test("a login never leads to another site", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "(주)가람정밀", businessNumber: NUMBER });
  const { body } = await logIn(site, person, { returnPath: "//evil.example/" });
  assert.equal(body.location, "/oneclick");
});

Deno.test("logging out ends the session and takes the cookie", async () => {
  await using site = await openAttackSite();
  const person = await site.people.person({ name: "(주)가람정밀", businessNumber: NUMBER });
  const { visitor } = await logIn(site, person);
  const token = visitor.cookies.get("__Host-session") ?? "";
  await visitor.get("/support");
  assert.equal((await visitor.post("/logout", {})).status, 303);
  assert.ok(!visitor.cookies.has("__Host-session"));
  assert.equal((await site.auth.submitters.find(token)).state, "none");
});

Deno.test("the pages obey the rules of all pages, and nothing secret has a name to be sent by", async () => {
  await using site = await openAttackSite();
  const visitor = await site.visitor();
  const paths = [
    "/login",
    "/login/cloud-return?state=signed",
    "/certificates",
    "/certificates/converter",
    "/certificates/transfer",
  ];
  for (const path of paths) {
    const text = await (await visitor.get(path)).text();
    assert.deepEqual(pageFaults(text), [], path);
    const named = [...text.matchAll(/<input[^>]*\sname="([^"]+)"/g)].map((match) => match[1]);
    const harmless =
      /^(_token|return|submitterKind|proprietorCertificate|certificate|target|direction)$/;
    assert.deepEqual(named.filter((name) => !harmless.test(name ?? "")), [], path);
  }
});

Deno.test("demo certificates exist only beside the sandbox, and are passed on as it gives them", async () => {
  const demo = {
    id: "corporation-1",
    submitterType: "corporation",
    name: "(주)가람정밀",
    kindLabel: "범용(기업)",
    place: "file",
    state: "valid",
    phone: "01012345678",
    businessNumber: NUMBER,
    residentNumber: null,
  };
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/sandbox/certificates") {
      return Response.json({ certificates: [demo, { id: "broken" }] });
    }
    return pathname === "/sandbox/certificates/corporation-1/json"
      ? Response.json({ signCert: "AAAA", signPri: "BBBB", password: "x" })
      : Response.json({ error: "not-found" }, { status: 404 });
  });
  try {
    await using site = await openAttackSite({ sandboxUrl: `http://127.0.0.1:${server.addr.port}` });
    const visitor = await site.visitor();
    const json = { "Accept": "application/json" };
    const { certificates } = await (await visitor.get("/login/demo", json)).json();
    const { residentNumber: _none, ...told } = demo;
    assert.deepEqual(certificates, [told]);
    const file = await visitor.get("/login/demo/corporation-1", json);
    assert.deepEqual(await file.json(), { signCert: "AAAA", signPri: "BBBB", password: "x" });
    assert.equal((await visitor.get("/login/demo/other", json)).status, 404);
    assert.equal((await visitor.get("/login/demo/..%2fclock", json)).status, 404);
  } finally {
    await server.shutdown();
  }
  await using site = await openAttackSite();
  const visitor = await site.visitor();
  assert.equal((await visitor.get("/login/demo")).status, 404);
  assert.ok(!(await (await visitor.get("/login")).text()).includes("시연용"));
});
