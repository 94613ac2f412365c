import assert from "node:assert/strict";
import { fromBase64, readCertificate } from "@maru/pki/browser";
import { computeVid } from "@maru/pki/issue";
import { generateSealKeyPair, openSealed } from "@maru/pki";
import { demoPin } from "../ca/mod.ts";
import { startTestAuthority } from "../ca/test_authority.ts";
import { demoClientKey } from "./protocol.ts";
import { createCloudRoutes } from "./routes.ts";

const phone = "010-0000-0002";
const residentNumber = "9102151990016";

let shared: ReturnType<typeof startTestAuthority> | undefined;

async function begun(more: Record<string, unknown> = {}) {
  const app = createCloudRoutes((shared ??= startTestAuthority()).context);
  const keys = await generateSealKeyPair();
  const seal = { publicJwk: keys.publicJwk, keyId: "k1", purpose: "login", context: "challenge-1" };
  const response = await ask(app, "/cloud/v1/requests", {
    text: "maru-login\nnonce=abc",
    title: "마루 로그인",
    seal,
    ...more,
  });
  return { app, keys, seal, request: await response.json() };
}

type App = ReturnType<typeof createCloudRoutes>;

function ask(app: App, path: string, body?: unknown, key = demoClientKey) {
  return app.request(path, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${key}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function enter(app: App, id: string, form: Record<string, string>) {
  return app.request(`/cloud/sign/${id}`, { method: "POST", body: new URLSearchParams(form) });
}

async function stateOf(app: App, id: string) {
  return await (await ask(app, `/cloud/v1/requests/${id}`)).json();
}

Deno.test("phone and PIN sign the text, and the secrets open for the asked key alone", async () => {
  const { app, keys, seal, request } = await begun({ scopes: ["randomNum", "residentNumber"] });
  assert.equal(request.state, "waiting");
  assert.equal((await enter(app, request.id, { phone, pin: demoPin })).status, 200);
  const signed = await stateOf(app, request.id);
  assert.equal(signed.state, "signed");
  const certificate = readCertificate(fromBase64(signed.certificate));
  assert.equal(certificate.displayName, "홍시험");
  const cms = new TextDecoder("latin1").decode(fromBase64(signed.cms));
  assert.ok(cms.includes("maru-login\nnonce=abc"));
  const opener = {
    privateKey: () => keys.privateJwk,
    purpose: seal.purpose,
    context: seal.context,
  };
  const secrets = JSON.parse(new TextDecoder().decode(await openSealed(opener, signed.sealed)));
  assert.equal(secrets.residentNumber, residentNumber);
  const randomNum = fromBase64(secrets.randomNum);
  assert.deepEqual(computeVid({ idn: residentNumber, randomNum }), certificate.vid!.value);
  await assert.rejects(openSealed({ ...opener, context: "challenge-2" }, signed.sealed));
  assert.ok(!JSON.stringify(signed).includes(secrets.randomNum), "R never stands in the clear");
});

Deno.test("a resident number is not given where it was not asked for", async () => {
  const { app, keys, seal, request } = await begun();
  await enter(app, request.id, { phone, pin: demoPin });
  const { sealed } = await stateOf(app, request.id);
  const opener = {
    privateKey: () => keys.privateJwk,
    purpose: seal.purpose,
    context: seal.context,
  };
  const secrets = JSON.parse(new TextDecoder().decode(await openSealed(opener, sealed)));
  assert.deepEqual(Object.keys(secrets), ["randomNum"]);
});

Deno.test("a wrong phone and a wrong PIN get one answer, and five of them end the request", async () => {
  const { app, request } = await begun();
  const [wrongPhone, wrongPin] = [
    await (await enter(app, request.id, { phone: "01099990000", pin: demoPin })).text(),
    await (await enter(app, request.id, { phone, pin: "000000" })).text(),
  ];
  for (const shown of [wrongPhone, wrongPin]) {
    assert.match(shown, /휴대폰 번호나 PIN이 맞지 않습니다/);
  }
  for (let turn = 0; turn < 3; turn++) await enter(app, request.id, { phone, pin: "000000" });
  await enter(app, request.id, { phone, pin: demoPin });
  const ended = await stateOf(app, request.id);
  assert.equal(ended.state, "refused");
  assert.equal(ended.cms, undefined);
});

Deno.test("the browser goes back to whoever asked, with the request's end", async () => {
  const returnUrl = "http://127.0.0.1:8000/login/cloud?x=1";
  const { app, request } = await begun({ returnUrl });
  const response = await enter(app, request.id, { answer: "refuse" });
  assert.equal(response.status, 303);
  assert.equal(
    response.headers.get("Location"),
    `${returnUrl}&requestId=${request.id}&state=refused`,
  );
});

Deno.test("the API wants its key and a right request", async () => {
  const { app, seal } = await begun();
  assert.equal((await ask(app, "/cloud/v1/requests", {}, "another")).status, 401);
  assert.equal((await ask(app, "/cloud/v1/requests/unknown")).status, 404);
  const right = { text: "가", title: "나", seal };
  const wrong = [
    {},
    { ...right, text: "" },
    { ...right, text: "가".repeat(4_097) },
    { ...right, returnUrl: "javascript:alert(1)" },
    { ...right, scopes: ["everything"] },
    { ...right, seal: { ...seal, publicJwk: { kty: "RSA" } } },
  ];
  for (const body of wrong) assert.equal((await ask(app, "/cloud/v1/requests", body)).status, 400);
  assert.equal((await ask(app, "/cloud/v1/requests", right)).status, 201);
});

Deno.test("the person's page names what is asked for and offers a code for the phone", async () => {
  const { app, request } = await begun({ scopes: ["residentNumber"], title: "<i>로그인</i>" });
  const shown = await (await app.request(`/cloud/sign/${request.id}`)).text();
  assert.match(shown, /주민등록번호 \(암호화해 보냅니다\)/);
  assert.match(shown, /<svg/);
  assert.ok(!shown.includes("<i>로그인</i>"));
});
