import assert from "node:assert/strict";
import {
  type OpenedKey,
  parseLoginText,
  readCertificate,
  sealTo,
  signText,
  toBase64,
} from "@maru/pki";
import { openedKeyOf } from "@maru/pki/issue";
import {
  CloudRequestNotFoundError,
  NonceExpiredError,
  NonceUnknownError,
  OriginNotAllowedError,
} from "../errors.ts";
import { ADDRESS, NOW, openWorld, ORIGIN, PHONE, RESIDENT_NUMBER } from "../test_world.ts";
import type {
  CloudCertificateProvider,
  CloudSigningRequest,
  CloudSigningState,
} from "./provider.ts";

/** Stands in for the provider: the test says when the person confirms. */
function scriptedProvider() {
  const requests: CloudSigningRequest[] = [];
  const script = { requests, state: { state: "waiting" } as CloudSigningState };
  const provider: CloudCertificateProvider = {
    request(request) {
      requests.push(request);
      const expiresAt = new Date(NOW.getTime() + 5 * 60_000);
      return Promise.resolve({ id: "provider-1", url: "https://cloud.example/1", expiresAt });
    },
    read: () => Promise.resolve(script.state),
  };
  return { script, provider };
}

async function confirm(
  request: CloudSigningRequest,
  person: { certificate: Uint8Array; key: OpenedKey; residentNumber?: string },
): Promise<CloudSigningState> {
  const { certificate, key, residentNumber } = person;
  const cms = await signText({
    certificate: readCertificate(certificate),
    key,
    text: request.text,
    at: NOW,
  });
  const plain = JSON.stringify({
    randomNum: toBase64(key.randomNum ?? new Uint8Array()),
    ...(request.scopes.includes("residentNumber") ? { residentNumber } : {}),
  });
  const sealed = await sealTo(request.seal, new TextEncoder().encode(plain));
  return { state: "signed", cms: toBase64(cms), sealed };
}

Deno.test("a person logs in with a cloud certificate, and the session says so", async () => {
  const { script, provider } = scriptedProvider();
  await using world = await openWorld({ cloudProvider: provider });
  const { auth, person } = world;
  const someone = await person({ policyOid: "1.2.410.200005.1.1.4", idn: RESIDENT_NUMBER });
  const challenge = await auth.submitters.openChallenge({ address: ADDRESS });
  const { requestId, url } = await auth.cloud.begin({
    challengeId: challenge.id,
    origin: ORIGIN,
    returnUrl: `${ORIGIN}/oneclick/login/cloud`,
    address: ADDRESS,
    submitterType: "individual",
  });
  assert.equal(url, "https://cloud.example/1");
  const [request] = script.requests;
  assert.ok(request !== undefined);
  assert.equal(parseLoginText(request.text)?.nonce, challenge.nonce);
  assert.deepEqual(request.scopes, ["randomNum", "residentNumber"]);
  assert.deepEqual(await auth.cloud.poll(requestId), { state: "waiting" });
  const key = openedKeyOf(someone.keyPair, someone.randomNum);
  script.state = await confirm(request, {
    certificate: someone.certificate,
    key,
    residentNumber: RESIDENT_NUMBER,
  });
  const signed = await auth.cloud.poll(requestId);
  assert.equal(signed.state, "signed");
  if (signed.state !== "signed") return;
  const { session } = await auth.submitters.logIn({
    challengeId: challenge.id,
    origin: ORIGIN,
    submitterType: "individual",
    submitterName: "김하늘",
    phone: PHONE,
    cms: signed.cms,
    sealed: signed.sealed,
    address: ADDRESS,
  });
  assert.equal(session.certificateKind, "cloud");
});

Deno.test("the number that the person typed is checked before the provider's", async () => {
  const { script, provider } = scriptedProvider();
  await using world = await openWorld({ cloudProvider: provider });
  const { auth, person } = world;
  const someone = await person({ policyOid: "1.2.410.200005.1.1.4", idn: RESIDENT_NUMBER });
  const challenge = await auth.submitters.openChallenge({ address: ADDRESS });
  await auth.cloud.begin({
    challengeId: challenge.id,
    origin: ORIGIN,
    returnUrl: `${ORIGIN}/back`,
    address: ADDRESS,
    submitterType: "corporation",
  });
  const [request] = script.requests;
  assert.ok(request !== undefined);
  assert.deepEqual(request.scopes, ["randomNum"], "a company's number is no secret of theirs");
  const key = openedKeyOf(someone.keyPair, someone.randomNum);
  const signed = await confirm(request, { certificate: someone.certificate, key });
  if (signed.state !== "signed") throw new TypeError("not signed");
  const typed = JSON.stringify({ residentNumber: RESIDENT_NUMBER });
  const { session } = await auth.submitters.logIn({
    challengeId: challenge.id,
    origin: ORIGIN,
    submitterType: "individual",
    submitterName: "김하늘",
    phone: PHONE,
    cms: signed.cms,
    sealed: signed.sealed,
    sealedByPerson: await sealTo(request.seal, new TextEncoder().encode(typed)),
    address: ADDRESS,
  });
  assert.equal(session.submitterType, "individual");
  assert.equal(session.certificateKind, "file", "it was never polled, so nobody vouches for it");
});

Deno.test("begin() refuses foreign pages and challenges that are gone", async () => {
  const { provider } = scriptedProvider();
  await using world = await openWorld({ cloudProvider: provider });
  const { auth, test } = world;
  const { id: challengeId } = await auth.submitters.openChallenge({ address: ADDRESS });
  const right = { challengeId, origin: ORIGIN, returnUrl: `${ORIGIN}/back`, address: ADDRESS };
  const foreign = { ...right, returnUrl: "https://evil.example/back" };
  await assert.rejects(auth.cloud.begin(foreign), OriginNotAllowedError);
  const evil = { ...right, origin: "https://evil.example" };
  await assert.rejects(auth.cloud.begin(evil), OriginNotAllowedError);
  const unknown = { ...right, challengeId: crypto.randomUUID() };
  await assert.rejects(auth.cloud.begin(unknown), NonceUnknownError);
  const { requestId } = await auth.cloud.begin(right);
  await assert.rejects(auth.cloud.poll(crypto.randomUUID()), CloudRequestNotFoundError);
  test.clock.advance(5 * 60_000);
  assert.deepEqual(await auth.cloud.poll(requestId), { state: "expired" });
  await assert.rejects(auth.cloud.begin(right), NonceExpiredError);
});
