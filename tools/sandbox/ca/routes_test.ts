import assert from "node:assert/strict";
import { fromBase64, openKeyFile, openPfx, readCertificate } from "@maru/pki/browser";
import { computeVid } from "@maru/pki/issue";
import { unzipSync } from "fflate";
import { demoPassword } from "./demo_certificate.ts";
import { keyForms, pfxForms } from "./files.ts";
import { startTestAuthority, type TestAuthority } from "./test_authority.ts";

let shared: TestAuthority | undefined;

/** Making keys takes seconds: tests that change nothing share one authority. */
function started(): TestAuthority {
  return shared ??= startTestAuthority();
}

async function bytesOf({ app }: TestAuthority, path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await app.request(path)).arrayBuffer());
}

async function certificateOf(ca: TestAuthority, id: string) {
  return readCertificate(await bytesOf(ca, `/sandbox/certificates/${id}/cert`));
}

Deno.test("every file form of a demo certificate opens with the password and keeps R", async () => {
  const ca = started();
  const certificate = await certificateOf(ca, "good");
  const holdsVid = (randomNum: Uint8Array | undefined) =>
    assert.deepEqual(
      computeVid({ idn: "9908100018", randomNum: randomNum! }),
      certificate.vid!.value,
    );
  for (const name of Object.keys(keyForms)) {
    const keyFile = await bytesOf(ca, `/sandbox/certificates/good/key-${name}`);
    holdsVid((await openKeyFile({ keyFile, password: demoPassword })).randomNum);
  }
  for (const name of Object.keys(pfxForms)) {
    const pfx = await bytesOf(ca, `/sandbox/certificates/good/pfx-${name}`);
    const opened = await openPfx({ pfx, password: demoPassword });
    holdsVid(opened.key.randomNum);
    assert.equal(opened.certificate.serialHex, certificate.serialHex);
  }
});

Deno.test("the zip holds the pair in the folders that banks' programs use", async () => {
  const files = unzipSync(await bytesOf(started(), "/sandbox/certificates/good/pair-a"));
  const names = Object.keys(files);
  assert.equal(names.length, 2);
  for (const name of names) {
    assert.match(
      name,
      /^NPKI\/yessign\/USER\/cn=주식회사 시험\(\)\d+,ou=corporation4EC,o=yessign,c=kr\/sign/,
    );
  }
});

Deno.test("the list tells numbers, password and state, and nothing of the key", async () => {
  const response = await started().app.request("/sandbox/certificates");
  const text = await response.text();
  const { certificates } = JSON.parse(text);
  assert.deepEqual(
    certificates.map((item: { id: string; state: string }) => [item.id, item.state]),
    [
      ["good", "valid"],
      ["revoked", "revoked"],
      ["expired", "expired"],
      ["cloud", "valid"],
    ],
  );
  assert.equal(certificates[0].password, demoPassword);
  assert.equal(certificates[0].businessNumber, "9908100018");
  assert.ok(!/pkcs8|randomNum/.test(text));
});

Deno.test("a cloud certificate's key cannot be fetched as a file", async () => {
  for (const form of ["json", "cert", "key-a", "pfx-3des", "all"]) {
    const response = await started().app.request(`/sandbox/certificates/cloud/${form}`);
    assert.equal(response.status, 404, form);
  }
  assert.equal((await started().app.request("/sandbox/certificates/good/key-z")).status, 404);
});

Deno.test("certificates fit the clock wherever it is moved, and come back with it", async () => {
  const ca = startTestAuthority();
  await ca.authority.ready;
  const before = await certificateOf(ca, "good");
  for (const days of [-800, 400, 1500]) {
    ca.context.clock.set(days * 86_400_000);
    const now = ca.context.now();
    const [good, expired] = [await certificateOf(ca, "good"), await certificateOf(ca, "expired")];
    assert.ok(good.notBefore <= now && now < good.notAfter, `valid after ${days} days`);
    assert.ok(expired.notAfter < now, `expired after ${days} days`);
    assert.deepEqual(
      good.publicKey.spki,
      before.publicKey.spki,
      "the key file stays the right one",
    );
  }
  ca.context.clock.set(0);
  assert.equal((await certificateOf(ca, "good")).serialHex, before.serialHex);
});

Deno.test("a restart finds the same root and the same certificates", async () => {
  const ca = started();
  await ca.authority.ready;
  const again = startTestAuthority(ca.context.dataDirectory);
  assert.equal(
    (await certificateOf(again, "good")).serialHex,
    (await certificateOf(ca, "good")).serialHex,
  );
  const root = Deno.readFileSync(`${ca.context.dataDirectory}/roots/maru-sandbox-root.der`);
  assert.deepEqual(await bytesOf(again, "/pki/root.der"), root);
});

Deno.test("POST /sandbox/certificates issues for any number and says what it lacks", async () => {
  const { app } = started();
  const post = (body: unknown) =>
    app.request("/sandbox/certificates", { method: "POST", body: JSON.stringify(body) });
  const issued = await (await post({
    name: "김새로",
    number: "900101-1990017",
    policyOid: "1.2.410.200005.1.1.4",
  })).json();
  assert.equal(issued.kindLabel, "금융(개인)");
  assert.equal(issued.submitterType, "individual");
  const files = await (await app.request(`/sandbox/certificates/${issued.id}/json`)).json();
  const key = await openKeyFile({ keyFile: fromBase64(files.signPri), password: files.password });
  assert.deepEqual(
    computeVid({ idn: "9001011990017", randomNum: key.randomNum! }),
    readCertificate(fromBase64(files.signCert)).vid!.value,
  );
  const wrong = [{}, { name: "가", number: "12" }, {
    name: "가",
    number: "9908100018",
    policyOid: "x",
  }, {
    name: "가",
    number: "9908100018",
    submitterType: "king",
  }];
  for (const body of wrong) assert.equal((await post(body)).status, 400);
});

Deno.test("the page shows the password and escapes names", async () => {
  const { app } = started();
  const name = "<b>회사</b>";
  await app.request("/sandbox/certificates", {
    method: "POST",
    body: JSON.stringify({ name, number: "9908100018" }),
  });
  const shown = await (await app.request("/pki/certificates")).text();
  assert.ok(shown.includes(demoPassword));
  assert.ok(!shown.includes(name));
});

Deno.test("a certificate revoked by the button is on the list at once, and renewal gives a new key", async () => {
  const ca = startTestAuthority();
  await ca.authority.ready;
  const [before, list] = [await certificateOf(ca, "good"), await ca.authority.revocationList()];
  const press = (what: string) =>
    ca.app.request(`/pki/certificates/good/${what}`, { method: "POST" });
  assert.equal((await press("revocation")).status, 303);
  assert.notDeepEqual(await ca.authority.revocationList(), list);
  await press("renewal");
  const after = await certificateOf(ca, "good");
  assert.notDeepEqual(after.publicKey.spki, before.publicKey.spki);
  const { record } = (await ca.authority.find("good"))!;
  assert.equal(record.state, "valid");
  assert.deepEqual(record.superseded?.map(({ serialHex }) => serialHex), [before.serialHex]);
  assert.equal(
    (await ca.app.request("/sandbox/certificates/nobody/revocation", { method: "POST" })).status,
    404,
  );
});
