import { equal, rejects } from "node:assert/strict";
import { type Certificate, readCertificate } from "./certificate.ts";
import {
  generateRsaKeyPair,
  issueAuthority,
  type Issuer,
  issueRoot,
  issueUserCertificate,
  type RsaKeyPair,
} from "./issue.ts";
import { addMs, makeVerifier, NOW, VALIDITY, YEAR_MS } from "./testing_authority.ts";
import { ChainInvalidError } from "./verification_errors.ts";

/** Generous: a check takes milliseconds, and one that climbs in circles never ends. */
const CHECK_MS_MAX = 1_000;
const POLICY = "1.2.410.200005.1.1.5";
const keys = await Promise.all(Array.from({ length: 4 }, () => generateRsaKeyPair()));
const [rootKey, firstKey, secondKey, userKey] = keys as [
  RsaKeyPair,
  RsaKeyPair,
  RsaKeyPair,
  RsaKeyPair,
];
const root = await issueRoot({
  ...VALIDITY,
  subject: { commonName: "Root" },
  keyPair: rootKey,
});

/** An authority that lets others stand below it, unless told otherwise. */
async function authority(
  name: string,
  { issuer, keyPair, ...given }: {
    issuer: Issuer;
    keyPair: RsaKeyPair;
    pathLengthMax?: number;
    notAfter?: Date;
  },
): Promise<Issuer> {
  return await issueAuthority({
    ...VALIDITY,
    pathLengthMax: 9,
    subject: { commonName: name },
    issuer,
    keyPair,
    ...given,
  });
}

async function person(issuer: Issuer, { spki }: RsaKeyPair = userKey): Promise<Certificate> {
  return readCertificate(
    await issueUserCertificate({
      ...VALIDITY,
      issuer,
      subject: { commonName: "Person" },
      spki,
      policyOid: POLICY,
    }),
  );
}

/** Refuses or accepts in time; else the test says so instead of never ending. */
async function check(
  certificate: Certificate,
  { helpers, trusted = root }: { helpers: readonly Issuer[]; trusted?: Issuer },
): Promise<readonly string[]> {
  const others = helpers.map((helper) => readCertificate(helper.certificate));
  const rootCertificate = readCertificate(trusted.certificate);
  const verifier = makeVerifier({
    root: trusted,
    authority: trusted,
    rootCertificate,
    authorityCertificate: rootCertificate,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("The check does not end")), CHECK_MS_MAX);
  });
  try {
    const checking = verifier.check({ purpose: "login", certificate, otherCertificates: others });
    const { chain } = await Promise.race([checking, late]);
    return chain.map(({ subject }) => subject.commonName ?? "");
  } finally {
    clearTimeout(timer);
  }
}

function refusal(reason: RegExp) {
  return (error: unknown) => error instanceof ChainInvalidError && reason.test(error.reason);
}

Deno.test("verifier.check() ends where root, authority and person have one key", async () => {
  const below = await authority("First", { issuer: root, keyPair: rootKey });
  const names = await check(await person(below, rootKey), { helpers: [below] });
  equal(names.join(" < "), "Person < First < Root");
});

Deno.test("verifier.check() ends where three authorities have one key", async () => {
  const first = await authority("First", { issuer: root, keyPair: rootKey });
  const second = await authority("Second", { issuer: first, keyPair: rootKey });
  const names = await check(await person(second, rootKey), { helpers: [first, second] });
  equal(names.join(" < "), "Person < Second < First < Root");
});

Deno.test("verifier.check() refuses authorities that sign each other and lead nowhere", async () => {
  const firstRoot = await issueRoot({
    ...VALIDITY,
    subject: { commonName: "First" },
    keyPair: firstKey,
  });
  const second = await authority("Second", { issuer: firstRoot, keyPair: secondKey });
  const first = await authority("First", { issuer: second, keyPair: firstKey });
  const certificate = await person(first);
  const helpers = [first, second, firstRoot];
  await rejects(check(certificate, { helpers }), refusal(/does not lead to a trusted root/));
});

Deno.test("verifier.check() finds the way out of authorities that sign each other", async () => {
  const first = await authority("First", { issuer: root, keyPair: firstKey });
  const second = await authority("Second", { issuer: first, keyPair: secondKey });
  const loop = await authority("First", { issuer: second, keyPair: firstKey });
  const certificate = await person(second);
  const names = await check(certificate, { helpers: [loop, second, first] });
  equal(names.join(" < "), "Person < Second < First < Root");
});

Deno.test("verifier.check() refuses fifty authorities of one name and key below no trusted root", async () => {
  const elsewhere = await issueRoot({
    ...VALIDITY,
    subject: { commonName: "Same" },
    keyPair: firstKey,
  });
  const same = { issuer: elsewhere, keyPair: firstKey };
  const helpers = await Promise.all(Array.from({ length: 50 }, () => authority("Same", same)));
  const startedAt = performance.now();
  await rejects(
    check(await person(elsewhere), { helpers }),
    refusal(/too many certificates claim to be its issuer/),
  );
  equal(performance.now() - startedAt < CHECK_MS_MAX, true);
});

Deno.test("verifier.check() takes one of fifty certificates of an authority that is trusted", async () => {
  const given = { issuer: root, keyPair: firstKey };
  const expired = { ...given, notAfter: addMs(NOW, -YEAR_MS / 2) };
  const helpers = await Promise.all([
    ...Array.from({ length: 49 }, () => authority("Same", expired)),
    authority("Same", given),
  ]);
  const certificate = await person(helpers[0]!);
  equal((await check(certificate, { helpers })).join(" < "), "Person < Same < Root");
});

Deno.test("verifier.check() refuses more authorities than one above them allows", async () => {
  const narrow = await authority("Narrow", {
    issuer: root,
    keyPair: firstKey,
    pathLengthMax: 0,
  });
  const below = await authority("Below", { issuer: narrow, keyPair: secondKey });
  await rejects(
    check(await person(below), { helpers: [narrow, below] }),
    refusal(/too many authorities stand below/),
  );
  // The same with one key, where a path could also leave the narrow one out.
  const narrowSame = await authority("Narrow", {
    issuer: root,
    keyPair: rootKey,
    pathLengthMax: 0,
  });
  const belowSame = await authority("Below", { issuer: narrowSame, keyPair: rootKey });
  await rejects(
    check(await person(belowSame, rootKey), { helpers: [narrowSame, belowSame] }),
    refusal(/too many authorities stand below/),
  );
});

Deno.test("verifier.check() takes an authority's certificate that allows the path before one that does not", async () => {
  const given = { issuer: root, keyPair: firstKey };
  const narrow = await authority("Above", { ...given, pathLengthMax: 0 });
  const wide = await authority("Above", given);
  const below = await authority("Below", { issuer: wide, keyPair: secondKey });
  const names = await check(await person(below), { helpers: [narrow, wide, below] });
  equal(names.join(" < "), "Person < Below < Above < Root");
});

Deno.test("verifier.check() refuses a path that is longer than any in use", async () => {
  let above = root;
  const helpers: Issuer[] = [];
  for (let depth = 0; depth < 6; depth++) {
    above = await authority(`Depth ${depth}`, { issuer: above, keyPair: rootKey });
    helpers.push(above);
  }
  await rejects(
    check(await person(above), { helpers }),
    refusal(/does not lead to a trusted root/),
  );
});
