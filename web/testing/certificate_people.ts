import { loginText, readCertificate, signText, toBase64 } from "@maru/pki";
import { sealTo } from "@maru/pki/browser";
import {
  computeVid,
  generateRsaKeyPair,
  issueAuthority,
  type Issuer,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
  type RsaKeyPair,
} from "@maru/pki/issue";
import type { Auth, LoginChallenge, LoginInput, SubmitterType } from "@maru/auth";
import { TEST_ORIGIN } from "../testing.ts";

/** Somebody with a real certificate of a made-up authority. */
export interface Person {
  readonly name: string;
  readonly businessNumber: string;
  readonly submitterType: SubmitterType;
  readonly certificate: Uint8Array;
  readonly keyPair: RsaKeyPair;
  readonly randomNum: Uint8Array;
}

export interface People {
  /** Where the verifier finds the authority's roots. */
  readonly rootsDirectory: string;
  person(who: {
    name: string;
    businessNumber: string;
    submitterType?: SubmitterType;
  }): Promise<Person>;
  remove(): Promise<void>;
}

/** A general certificate of a business, good for corporations and tax agents. */
const POLICY_OID = "1.2.410.200005.1.1.5";
const HALF_A_YEAR_MS = 182 * 86_400_000;

/** Keys cost most of a test's time: one set serves all tests of a process. */
const keyPairs = new Map<string, Promise<RsaKeyPair>>();
function keyPairOf(name: string): Promise<RsaKeyPair> {
  const keyPair = keyPairs.get(name) ?? generateRsaKeyPair();
  keyPairs.set(name, keyPair);
  return keyPair;
}

/** An authority that issues real certificates; roots are written where a verifier reads them. */
export async function createPeople(now: Date): Promise<People> {
  const validity = {
    notBefore: new Date(now.getTime() - HALF_A_YEAR_MS),
    notAfter: new Date(now.getTime() + HALF_A_YEAR_MS),
  };
  const root = await issueRoot({
    ...validity,
    subject: { country: "KR", organization: "TEST", commonName: "Attack Root" },
    keyPair: await keyPairOf("root"),
  });
  const authority = await issueAuthority({
    ...validity,
    issuer: root,
    subject: { country: "KR", organization: "yessign", commonName: "Attack CA" },
    keyPair: await keyPairOf("authority"),
  });
  const rootsDirectory = await Deno.makeTempDir();
  await Deno.writeFile(`${rootsDirectory}/root.der`, root.certificate);
  await Deno.mkdir(`${rootsDirectory}/intermediates`);
  await Deno.writeFile(`${rootsDirectory}/intermediates/ca.der`, authority.certificate);
  return {
    rootsDirectory,
    person: (who) => issuePerson(authority, validity, who),
    remove: () => Deno.remove(rootsDirectory, { recursive: true }),
  };
}

async function issuePerson(
  issuer: Issuer,
  validity: { notBefore: Date; notAfter: Date },
  { name, businessNumber, submitterType = "corporation" }: {
    name: string;
    businessNumber: string;
    submitterType?: SubmitterType;
  },
): Promise<Person> {
  const keyPair = await keyPairOf("person");
  const randomNum = crypto.getRandomValues(new Uint8Array(20));
  const certificate = await issueUserCertificate({
    ...validity,
    issuer,
    subject: { country: "KR", organization: "yessign", commonName: `${name}()0088049` },
    spki: keyPair.spki,
    policyOid: POLICY_OID,
    realName: name,
    vid: computeVid({ idn: businessNumber, randomNum }),
  });
  return { name, businessNumber, submitterType, certificate, keyPair, randomNum };
}

/** What the person's browser would send to log in. */
export async function loginInput(
  auth: Auth,
  { person, at, challenge: given, address = "192.0.2.7" }: {
    person: Person;
    at: Date;
    challenge?: LoginChallenge;
    address?: string;
  },
): Promise<LoginInput> {
  const challenge = given ?? await auth.submitters.openChallenge({ address });
  const cms = await signText({
    certificate: readCertificate(person.certificate),
    key: openedKeyOf(person.keyPair, person.randomNum),
    text: loginText({ origin: TEST_ORIGIN, nonce: challenge.nonce, at: new Date(challenge.at) }),
    at,
  });
  const { publicJwk, id: keyId } = challenge.transportKey;
  const secrets = JSON.stringify({ randomNum: toBase64(person.randomNum) });
  return {
    challengeId: challenge.id,
    origin: TEST_ORIGIN,
    submitterType: person.submitterType,
    businessNumber: person.businessNumber,
    submitterName: "김제출",
    phone: "01012345678",
    cms: toBase64(cms),
    sealed: await sealTo(
      { publicJwk, keyId, purpose: "login", context: challenge.id },
      new TextEncoder().encode(secrets),
    ),
    address,
  };
}

/** What the person's browser seals for the agencies' gateway. */
export async function sealedBundle(
  auth: Auth,
  { person, sessionId }: { person: Person; sessionId: string },
): Promise<string> {
  const { id: keyId, publicJwk } = await auth.submitters.transportKey();
  const bundle = JSON.stringify({
    kind: "certificate",
    certFile: toBase64(person.certificate),
    keyFile: "AAAA",
    certPassword: "c2VhbGVk",
  });
  return await sealTo(
    { publicJwk, keyId, purpose: "bundle", context: sessionId },
    new TextEncoder().encode(bundle),
  );
}
