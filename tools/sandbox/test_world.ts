import {
  encryptForGateway,
  fromHex,
  readCertificate,
  toBase64,
  writeKeyFile,
  writePfx,
} from "@maru/pki/browser";
import {
  computeVid,
  generateRsaKeyPair,
  issueAuthority,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
} from "@maru/pki/issue";
import { type Agencies, createAgencies, createCertificateGate } from "./agencies/mod.ts";
import { type Cast, createCast } from "./cast/cast.ts";
import type { SandboxContext } from "./context.ts";
import { createSandboxContext } from "./create_context.ts";
import { createPanelRoutes } from "./panel/routes.ts";

/** A person's certificate files with the password, as the caller of the gateway holds them. */
export interface TestBundle {
  readonly certFile: string;
  readonly keyFile: string;
  readonly pfx: string;
  readonly password: string;
}

export interface TestAnswer {
  readonly status: number;
  readonly code: string;
  readonly extraMessage: string;
  readonly data: Record<string, unknown>;
}

/** The agencies without sockets: a folder, a clock that moves, a root that they trust. */
export interface TestWorld {
  readonly context: SandboxContext;
  readonly agencies: Agencies;
  readonly cast: Cast;
  readonly panel: ReturnType<typeof createPanelRoutes>;
  bundleFor(owner: TestOwner): Promise<TestBundle>;
  /** Posts as the SDK does: percent-encoded, with a token. */
  post(path: string, fields: Record<string, unknown>, signal?: AbortSignal): Promise<TestAnswer>;
  /** The login fields of a certificate request. */
  loginFields(bundle: TestBundle, identity: string): Record<string, unknown>;
  journal(kind?: string): Record<string, unknown>[];
  stop(): void;
}

export interface TestOwner {
  readonly number: string;
  readonly isCorporate?: boolean;
  readonly notAfter?: Date;
  /** Left out of the file, as some tools do. */
  readonly losesRandomNum?: boolean;
  readonly issuer?: "trusted" | "stranger";
}

const testPassword = "maru-test-1!";

/** @param options.latencyFactor 0 where absent. */
export async function startTestWorld(
  options: { readonly latencyFactor?: number } = {},
): Promise<TestWorld> {
  const folder = Deno.makeTempDirSync();
  const context = createSandboxContext({ dataDirectory: folder, port: 1, isQuiet: true });
  context.clock.set(new Date("2026-11-20T03:00:00Z").getTime() - Date.now());
  const rootsDirectory = `${context.dataDirectory}/roots`;
  const authorities = await makeAuthorities();
  Deno.mkdirSync(`${rootsDirectory}/intermediates`, { recursive: true });
  Deno.writeFileSync(`${rootsDirectory}/root.der`, authorities.trusted.root);
  Deno.writeFileSync(`${rootsDirectory}/intermediates/ca.der`, authorities.trusted.ca.certificate);
  const cast = createCast(context);
  const agencies = createAgencies({
    context,
    cast,
    gate: createCertificateGate(context, { rootsDirectory }),
    clients: new Map([["maru-demo", "maru-demo-secret"]]),
    latencyFactor: options.latencyFactor ?? 0,
    hoursMode: "always",
  });
  const token = agencies.tokens.issue(`Basic ${btoa("maru-demo:maru-demo-secret")}`)!.access_token;
  return {
    context,
    agencies,
    cast,
    panel: createPanelRoutes({ context, agencies, cast }),
    bundleFor: (owner) => keptBundle(authorities[owner.issuer ?? "trusted"].ca, owner),
    async post(path, fields, signal) {
      const response = await agencies.routes.request(path, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: encodeURIComponent(JSON.stringify(fields)),
        ...(signal ? { signal } : {}),
      });
      return await readAnswer(response);
    },
    loginFields: (bundle, identity) => ({
      organization: "0001",
      loginType: "0",
      certType: "1",
      certFile: bundle.certFile,
      keyFile: bundle.keyFile,
      certPassword: encryptForGateway(agencies.key.publicKey, bundle.password),
      identity,
    }),
    journal: (kind) => readJournal(context.dataDirectory, kind),
    stop: () => Deno.removeSync(folder, { recursive: true }),
  };
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const body = await response.text();
  if (response.status !== 200) {
    return { status: response.status, code: "", extraMessage: "", data: {} };
  }
  const { result, data } = JSON.parse(decodeURIComponent(body.replaceAll("+", " ")));
  return { status: 200, code: result.code, extraMessage: result.extraMessage, data };
}

function readJournal(dataDirectory: string, kind?: string): Record<string, unknown>[] {
  return Deno.readTextFileSync(`${dataDirectory}/journal.ndjson`).split("\n").filter((line) =>
    line !== ""
  )
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => kind === undefined || line.kind === kind);
}

const validity = {
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2030-01-01T00:00:00Z"),
};

/** RSA keys are slow to make: all the tests of a file share these. */
let made: ReturnType<typeof makeTwoAuthorities> | undefined;

function makeAuthorities(): ReturnType<typeof makeTwoAuthorities> {
  made ??= makeTwoAuthorities();
  return made;
}

async function makeTwoAuthorities() {
  const [trusted, stranger] = await Promise.all([makeAuthority("견본"), makeAuthority("낯선")]);
  return { trusted, stranger };
}

async function makeAuthority(name: string) {
  const [rootKey, caKey] = await Promise.all([generateRsaKeyPair(), generateRsaKeyPair()]);
  const root = await issueRoot({
    ...validity,
    subject: { commonName: `${name} RootCA` },
    keyPair: rootKey,
  });
  const ca = await issueAuthority({
    ...validity,
    issuer: root,
    subject: { commonName: `${name} CA` },
    keyPair: caKey,
    pathLengthMax: 0,
  });
  return { root: root.certificate, ca };
}

const bundles = new Map<string, Promise<TestBundle>>();

function keptBundle(
  ca: Awaited<ReturnType<typeof issueAuthority>>,
  owner: TestOwner,
): Promise<TestBundle> {
  const key = JSON.stringify(owner);
  const bundle = bundles.get(key) ?? makeBundle(ca, owner);
  bundles.set(key, bundle);
  return bundle;
}

async function makeBundle(
  ca: Awaited<ReturnType<typeof issueAuthority>>,
  owner: TestOwner,
): Promise<TestBundle> {
  const keyPair = await generateRsaKeyPair();
  const randomNum = fromHex("79ea7568a2d3776604e18bcd3a1b1b85b7da0872");
  const der = await issueUserCertificate({
    ...validity,
    ...(owner.notAfter ? { notAfter: owner.notAfter } : {}),
    issuer: ca,
    subject: { commonName: "견본()0001" },
    spki: keyPair.spki,
    policyOid: owner.isCorporate === false ? "1.2.410.200005.1.1.4" : "1.2.410.200005.1.1.5",
    realName: "견본",
    vid: computeVid({ idn: owner.number, randomNum }),
  });
  const key = openedKeyOf(keyPair, owner.losesRandomNum ? undefined : randomNum);
  const password = testPassword;
  const [keyFile, pfx] = await Promise.all([
    writeKeyFile({ key, password, form: "seedCBCWithSHA1" }),
    writePfx({ certificate: readCertificate(der), key, password, encryption: "3des" }),
  ]);
  return {
    certFile: toBase64(der),
    keyFile: toBase64(keyFile),
    pfx: toBase64(pfx),
    password,
  };
}
