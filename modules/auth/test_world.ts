/** A made-up authority, people with certificates, and the module built on them: for tests alone. */
import type { Kernel } from "@maru/kernel";
import { testKernel } from "@maru/kernel/testing";
import { createNotifications, type MessageProvider } from "@maru/notifications";
import { loginText, readCertificate, sealTo, signText, toBase64 } from "@maru/pki";
import {
  computeVid,
  generateRsaKeyPair,
  issueAuthority,
  type Issuer,
  issueRevocationList,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
  type RsaKeyPair,
} from "@maru/pki/issue";
import type { Auth, LoginChallenge, LoginInput } from "./auth.ts";
import { createAuth } from "./create_auth.ts";
import type { CloudCertificateProvider } from "./cloud/provider.ts";
import { createCertificateVerifier } from "./certificate_verifier.ts";

export const NOW = new Date("2026-11-20T03:00:00Z");
export const ORIGIN = "https://maru.example";
export const COMPANY_NUMBER = "1234567891";
export const RESIDENT_NUMBER = "9003151234567";
export const PHONE = "01098765432";
export const ADDRESS = "192.0.2.1";
const DAY_MS = 24 * 3_600_000;
const YEAR_MS = 365 * DAY_MS;
const VALIDITY = {
  notBefore: new Date(NOW.getTime() - YEAR_MS / 2),
  notAfter: new Date(NOW.getTime() + YEAR_MS / 2),
};

export interface Person {
  readonly certificate: Uint8Array;
  readonly keyPair: RsaKeyPair;
  readonly randomNum: Uint8Array;
}

export interface NewPerson {
  readonly name?: string;
  readonly idn?: string;
  readonly policyOid?: string;
  readonly validity?: { notBefore: Date; notAfter: Date };
  readonly issuer?: Issuer;
  readonly hasVid?: boolean;
  readonly hasCrl?: boolean;
}

export interface World extends AsyncDisposable {
  readonly kernel: Kernel;
  readonly auth: Auth;
  readonly test: Awaited<ReturnType<typeof testKernel>>;
  readonly lines: string[];
  readonly sentTo: string[];
  readonly revoked: { serialHex: string; revokedAt: Date }[];
  readonly crl: { isServed: boolean };
  readonly strangeIssuer: Issuer;
  person(options?: NewPerson): Promise<Person>;
  input(person: Person, change?: InputChange): Promise<LoginInput>;
}

export interface InputChange extends Partial<LoginInput> {
  readonly challenge?: LoginChallenge;
  readonly secrets?: Record<string, string | undefined>;
  /** What is signed in place of the right text. */
  readonly text?: string;
}

/** RSA keys cost most of a test's time: one set serves all tests of a process. */
const keyPairs = new Map<string, Promise<RsaKeyPair>>();
function keyPairOf(name: string): Promise<RsaKeyPair> {
  const keyPair = keyPairs.get(name) ?? generateRsaKeyPair();
  keyPairs.set(name, keyPair);
  return keyPair;
}

export async function openWorld(
  { cloudProvider = noCloud }: { cloudProvider?: CloudCertificateProvider } = {},
): Promise<World> {
  const lines: string[] = [];
  const authority = await makeAuthority("Test CA");
  const revoked: World["revoked"] = [];
  const crl = { isServed: true };
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async () => {
    if (!crl.isServed) return new Response("down", { status: 503 });
    const thisUpdate = test.kernel.clock.now();
    const nextUpdate = new Date(thisUpdate.getTime() + 60_000);
    const list = { issuer: authority.ca, crlNumber: 1, thisUpdate, nextUpdate, revoked };
    return new Response(await issueRevocationList(list));
  });
  const host = `127.0.0.1:${server.addr.port}`;
  const rootsDirectory = await Deno.makeTempDir();
  await Deno.writeFile(`${rootsDirectory}/root.der`, authority.root.certificate);
  await Deno.mkdir(`${rootsDirectory}/intermediates`);
  await Deno.writeFile(`${rootsDirectory}/intermediates/ca.der`, authority.ca.certificate);
  const test = await testKernel({
    modules: ["kernel", "notifications", "auth"],
    now: NOW,
    sandboxUrl: `http://${host}`,
    onLogLine: (line) => lines.push(line),
  });
  const { kernel } = test;
  const sentTo: string[] = [];
  const config = {
    rootsDirectory,
    revocationMode: "required",
    revocationHosts: [host],
    origins: [ORIGIN],
    cloudCertificateUrl: "",
    cloudCertificateClientKey: "",
  } as const;
  const auth = createAuth({
    kernel,
    notifications: createNotifications({ kernel, provider: keepingProvider(sentTo) }),
    verifier: createCertificateVerifier({ kernel, config }),
    cloudProvider,
    config,
  });
  return {
    kernel,
    auth,
    test,
    lines,
    sentTo,
    revoked,
    crl,
    strangeIssuer: (await makeAuthority("Strange CA")).ca,
    person: (options = {}) => makePerson({ authority: authority.ca, host }, options),
    input: (person, change = {}) => makeInput(auth, kernel, person, change),
    async [Symbol.asyncDispose]() {
      await test.stop();
      await server.shutdown();
      await Deno.remove(rootsDirectory, { recursive: true });
    },
  };
}

async function makeAuthority(name: string): Promise<{ root: Issuer; ca: Issuer }> {
  const root = await issueRoot({
    ...VALIDITY,
    subject: { country: "KR", organization: "TEST", commonName: `${name} Root` },
    keyPair: await keyPairOf(`${name} root`),
  });
  const ca = await issueAuthority({
    ...VALIDITY,
    issuer: root,
    subject: { country: "KR", organization: "yessign", commonName: name },
    keyPair: await keyPairOf(`${name} ca`),
  });
  return { root, ca };
}

async function makePerson(
  { authority, host }: { authority: Issuer; host: string },
  options: NewPerson,
): Promise<Person> {
  const {
    name = "(주)가람정밀",
    idn = COMPANY_NUMBER,
    policyOid = "1.2.410.200005.1.1.5",
    validity = VALIDITY,
    issuer = authority,
    hasVid = true,
    hasCrl = true,
  } = options;
  const keyPair = await keyPairOf("user");
  const randomNum = crypto.getRandomValues(new Uint8Array(20));
  const certificate = await issueUserCertificate({
    ...validity,
    issuer,
    subject: { country: "KR", organization: "yessign", commonName: `${name}()0088049` },
    spki: keyPair.spki,
    policyOid,
    realName: name,
    ...(hasVid ? { vid: computeVid({ idn, randomNum }) } : {}),
    ...(hasCrl ? { crlUrls: [`http://${host}/crl`] } : {}),
  });
  return { certificate, keyPair, randomNum };
}

async function makeInput(
  auth: Auth,
  kernel: Kernel,
  { certificate, keyPair, randomNum }: Person,
  { challenge: given, secrets, text, ...change }: InputChange,
): Promise<LoginInput> {
  const challenge = given ?? await auth.submitters.openChallenge({ address: ADDRESS });
  const { nonce, at, transportKey } = challenge;
  const cms = await signText({
    certificate: readCertificate(certificate),
    key: openedKeyOf(keyPair, randomNum),
    text: text ?? loginText({ origin: ORIGIN, nonce, at: new Date(at) }),
    at: kernel.clock.now(),
  });
  const plain = JSON.stringify({ randomNum: toBase64(randomNum), ...secrets });
  const sealed = await sealTo({
    publicJwk: transportKey.publicJwk,
    keyId: transportKey.id,
    purpose: "login",
    context: challenge.id,
  }, new TextEncoder().encode(plain));
  return {
    challengeId: challenge.id,
    origin: ORIGIN,
    submitterType: "corporation",
    businessNumber: COMPANY_NUMBER,
    submitterName: "홍길동",
    phone: PHONE,
    cms: toBase64(cms),
    sealed,
    address: ADDRESS,
    ...change,
  };
}

function keepingProvider(sentTo: string[]): MessageProvider {
  return {
    send({ phone, key }) {
      sentTo.push(phone);
      return Promise.resolve({ state: "accepted", providerId: key });
    },
    find: () => Promise.resolve(undefined),
    statusOf: (providerId) => Promise.resolve({ providerId, state: "delivered" }),
    readReceipt: () => [],
  };
}

const noCloud: CloudCertificateProvider = {
  request: () => Promise.reject(new TypeError("This test has no cloud certificates")),
  read: () => Promise.reject(new TypeError("This test has no cloud certificates")),
};
