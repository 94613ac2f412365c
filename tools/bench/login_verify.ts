import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { Buffer } from "node:buffer";
import { type CertificateCheck, createCertificateCheck, createPolicyRules } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import { createVerifier, type Verifier } from "@maru/pki";
import type { BenchContext } from "./benches.ts";
import { withKernel } from "./bench_kernel.ts";
import {
  BUSINESS_NUMBER,
  createLoginWorld,
  CRL_HOST,
  type Login,
  type LoginWorld,
} from "./login_world.ts";
import { compare, type Result, timed } from "./measure.ts";

const WARM_LOGIN_COUNT = 400;
const PERSON_COUNT = 16;
/** Logins that are new to all caches, in each of the six rounds. */
const NEW_LOGIN_COUNT = 100;
const COLD_LOGIN_COUNT = 60;
const ROUND_COUNT = 7;
const US_PER_MS = 1_000;
/** What is signed inside a CMS: content type, time, digest and certificate, as a SET. */
const SIGNED_ATTRIBUTES_BYTES = 150;

/**
 * The whole server check of one certificate login (CMS, chain, revocation, policy, virtual id)
 * beside the bare signature verifications in it: same keys, same lengths, same core.
 */
export async function benchKnownLogin(context: BenchContext): Promise<Result[]> {
  return await withWorld(context, known);
}

/** As {@linkcode benchKnownLogin}, for people whose certificate was never seen. */
export async function benchNewcomer(context: BenchContext): Promise<Result[]> {
  return await withWorld(context, newcomers);
}

/** As {@linkcode benchKnownLogin}, with all caches cold. */
export async function benchColdLogin(context: BenchContext): Promise<Result[]> {
  return await withWorld(context, cold);
}

async function withWorld(
  { databaseUrl }: BenchContext,
  bench: (kernel: Kernel, world: LoginWorld) => Promise<Result>,
): Promise<Result[]> {
  return await withKernel(databaseUrl, async (kernel) => [
    await bench(kernel, await createLoginWorld(kernel.clock.now())),
  ]);
}

async function known(kernel: Kernel, world: LoginWorld): Promise<Result> {
  const { check } = createCheck(kernel, world);
  const logins = await makeLogins(world, { count: PERSON_COUNT, isNewAuthority: false });
  const bare = [signatureOf(world.keys.user, SIGNED_ATTRIBUTES_BYTES)];
  return await compare({
    name: "login-verify",
    unit: "µs",
    isGreaterFaster: false,
    roundCount: ROUND_COUNT,
    ours: () =>
      perLogin(WARM_LOGIN_COUNT, (index) => verifyLogin(check, logins[index % PERSON_COUNT]!)),
    baseline: () => perLogin(WARM_LOGIN_COUNT, () => verifyAll(bare)),
  });
}

/** The authority's certificate and list are in the caches; the person's certificate is not. */
async function newcomers(kernel: Kernel, world: LoginWorld): Promise<Result> {
  const { check } = createCheck(kernel, world);
  const fresh = await freshLogins(world, { perRound: NEW_LOGIN_COUNT, isNewAuthority: false });
  const [login] = fresh.sample;
  const bare = [
    signatureOf(world.keys.user, SIGNED_ATTRIBUTES_BYTES),
    signatureOf(world.keys.authority, login!.certificate.length),
  ];
  return await compare({
    name: "login-verify-newcomer",
    unit: "µs",
    isGreaterFaster: false,
    roundCount: ROUND_COUNT,
    ours: () => perLogin(NEW_LOGIN_COUNT, () => verifyLogin(check, fresh.take())),
    baseline: () => perLogin(NEW_LOGIN_COUNT, () => verifyAll(bare)),
  });
}

/** Nothing but the root was ever seen; the list comes from memory, so no network is in it. */
async function cold(kernel: Kernel, world: LoginWorld): Promise<Result> {
  const { check, verifier } = createCheck(kernel, world);
  const fresh = await freshLogins(world, { perRound: COLD_LOGIN_COUNT, isNewAuthority: true });
  const [login] = fresh.sample;
  const bare = [
    signatureOf(world.keys.user, SIGNED_ATTRIBUTES_BYTES),
    signatureOf(world.keys.authority, login!.certificate.length),
    signatureOf(world.keys.root, login!.authority.length),
    signatureOf(world.keys.authority, world.revocationList.length),
  ];
  return await compare({
    name: "login-verify-cold",
    unit: "µs",
    isGreaterFaster: false,
    roundCount: ROUND_COUNT,
    ours: () =>
      perLogin(COLD_LOGIN_COUNT, async () => {
        verifier.clearCaches();
        await verifyLogin(check, fresh.take());
      }),
    baseline: () => perLogin(COLD_LOGIN_COUNT, () => verifyAll(bare)),
  });
}

function createCheck(
  kernel: Kernel,
  { root, revocationList }: LoginWorld,
): { check: CertificateCheck; verifier: Verifier } {
  const trusted = { roots: [root], intermediates: [], version: 1 };
  const list = new Uint8Array(revocationList);
  const verifier = createVerifier({
    trust: { load: () => Promise.resolve(trusted) },
    clock: kernel.clock,
    revocation: {
      mode: "required",
      allowedHosts: [CRL_HOST],
      fetch: () =>
        Promise.resolve({ status: 200, arrayBuffer: () => Promise.resolve(list.slice().buffer) }),
    },
    policyIsAllowed: (policy) => policy.kind !== "authority" && policy.kind !== "server",
  });
  const policyRules = createPolicyRules({ kernel });
  return { check: createCertificateCheck({ verifier, policyRules }), verifier };
}

async function verifyLogin(check: CertificateCheck, login: Login): Promise<void> {
  const signer = await check.signer({ cms: login.cms, text: login.text });
  await check.accept(signer, {
    submitterType: "corporation",
    businessNumber: BUSINESS_NUMBER,
    secrets: { randomNum: login.randomNum },
  });
}

async function makeLogins(
  world: LoginWorld,
  { count, isNewAuthority }: { count: number; isNewAuthority: boolean },
): Promise<Login[]> {
  const logins: Login[] = [];
  for (let index = 0; index < count; index++) logins.push(await world.login({ isNewAuthority }));
  return logins;
}

/** Each login is taken once: the second time its certificate would be known. */
async function freshLogins(
  world: LoginWorld,
  { perRound, isNewAuthority }: { perRound: number; isNewAuthority: boolean },
) {
  const count = perRound * (ROUND_COUNT + 1);
  const logins = await makeLogins(world, { count, isNewAuthority });
  return { sample: logins.slice(0, 1), take: () => logins.pop()! };
}

interface BareSignature {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly key: KeyObject;
}

function signatureOf(
  pair: { readonly pkcs8: Uint8Array; readonly spki: Uint8Array },
  signedLength: number,
): BareSignature {
  const signed = crypto.getRandomValues(new Uint8Array(Math.min(signedLength, 65_536)));
  const key = createPrivateKey({ key: Buffer.from(pair.pkcs8), format: "der", type: "pkcs8" });
  return {
    signed,
    signature: sign("sha256", signed, key),
    key: createPublicKey({ key: Buffer.from(pair.spki), format: "der", type: "spki" }),
  };
}

function verifyAll(signatures: readonly BareSignature[]): void {
  for (const { signed, signature, key } of signatures) {
    if (!verify("sha256", signed, key, signature)) throw new Error("A bare signature is wrong");
  }
}

async function perLogin(
  count: number,
  one: (index: number) => Promise<void> | void,
): Promise<number> {
  const ms = await timed(async () => {
    for (let index = 0; index < count; index++) await one(index);
  });
  return ms * US_PER_MS / count;
}
