/**
 * The whole app beside a lean outside world, with people who are logged in.
 *
 * @module
 */
import { readConfig } from "@maru/kernel";
import { computeVid, writeKeyFile } from "@maru/pki";
import {
  generateRsaKeyPair,
  issueAuthority,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
} from "@maru/pki/issue";
import { type App, composeApp, settingGroups } from "../../compose.ts";
import { businessNumber } from "../torture/outside.ts";
import { logIn, type Submitter } from "../torture/submitter.ts";
import { type OutsideProcess, startOutsideProcess } from "./outside_process.ts";
import { query } from "./own_database.ts";

export interface PipelineWorld extends AsyncDisposable {
  readonly app: App;
  readonly outside: OutsideProcess;
  readonly submitters: readonly Submitter[];
  readonly productSlug: string;
  readonly documentCount: number;
}

const ORIGIN = "http://127.0.0.1:8000";
const PRODUCT_SLUG = "bench";
const PASSWORD = "bench-Password-1!";
const YEAR_MS = 365 * 24 * 3_600_000;
const KEY_BYTE_COUNT = 32;

/** @param documents the codes that one click asks for */
export async function createPipelineWorld(
  { databaseUrl, submitterCount, documents, environment = {} }: {
    databaseUrl: string;
    submitterCount: number;
    documents: readonly string[];
    environment?: Readonly<Record<string, string>>;
  },
): Promise<PipelineWorld> {
  const outside = await startOutsideProcess();
  const rootsDirectory = await Deno.makeTempDir({ prefix: "maru-bench-" });
  const newKey = () => crypto.getRandomValues(new Uint8Array(KEY_BYTE_COUNT)).toBase64();
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SEALING_KEYS: `bench:${newKey()}`,
    INDEX_KEY: newKey(),
    // It makes plain http to our own machine allowed for webhooks; nothing there moves the clock.
    SANDBOX_URL: outside.url,
    CODEF_BASE_URL: outside.url,
    CODEF_OAUTH_URL: outside.url,
    CODEF_PUBLIC_KEY: (await generateRsaKeyPair()).spki.toBase64(),
    SOLAPI_BASE_URL: outside.url,
    PKI_ROOTS_DIR: rootsDirectory,
    PKI_REVOCATION_MODE: "off",
    PUBLIC_ORIGINS: ORIGIN,
    LOG_LEVEL: "error",
    ...environment,
  }, settingGroups);
  const app = await composeApp(config);
  await seedInstitution(app, { databaseUrl, documents, webhookUrl: `${outside.url}/receiver` });
  const submitters = await logInAll(app, { submitterCount, rootsDirectory });
  await app.kernel.startWork();
  return {
    app,
    outside,
    submitters,
    productSlug: PRODUCT_SLUG,
    documentCount: documents.length,
    async [Symbol.asyncDispose]() {
      await app.kernel.stop();
      await outside.stop();
      await Deno.remove(rootsDirectory, { recursive: true });
    },
  };
}

async function seedInstitution(
  app: App,
  { databaseUrl, documents, webhookUrl }: {
    databaseUrl: string;
    documents: readonly string[];
    webhookUrl: string;
  },
): Promise<void> {
  // The hour of the bench shall not matter.
  await query(databaseUrl, `update submission.agency set opens_at = '00:00', closes_at = '24:00'`);
  await query(databaseUrl, `update submission.document_type set opens_at = null, closes_at = null`);
  const name = "벤치보증재단";
  const id = await app.kernel.transaction(async (tx) => {
    const organisation = await app.auth.staff.createOrganisation(tx, { name });
    await app.submission.createInstitution(tx, { id: organisation.id, name, retentionDays: 90 });
    return organisation.id;
  });
  await app.submission.institution.saveProduct(id, {
    name: "벤치 상품",
    slug: PRODUCT_SLUG,
    description: "",
    active: true,
    submitterTypes: ["corporation"],
    documents: documents.map((documentCode) => ({
      documentCode,
      periodExpression: "",
      periodChangeable: true,
      required: true,
    })),
  });
  await app.submission.institution.setWebhook(id, {
    url: webhookUrl,
    active: true,
    actor: "system",
  });
}

async function logInAll(
  app: App,
  { submitterCount, rootsDirectory }: { submitterCount: number; rootsDirectory: string },
): Promise<Submitter[]> {
  const nowMs = app.kernel.clock.now().getTime();
  const validity = {
    notBefore: new Date(nowMs - YEAR_MS),
    notAfter: new Date(nowMs + YEAR_MS),
  };
  const subject = (commonName: string) => ({ country: "KR", organization: "BENCH", commonName });
  const [rootKeys, authorityKeys, userKeys] = await Promise.all([
    generateRsaKeyPair(),
    generateRsaKeyPair(),
    generateRsaKeyPair(),
  ]);
  const root = await issueRoot({ ...validity, subject: subject("Bench Root"), keyPair: rootKeys });
  const issuer = await issueAuthority({
    ...validity,
    issuer: root,
    subject: subject("Bench CA"),
    keyPair: authorityKeys,
  });
  await Deno.writeFile(`${rootsDirectory}/root.der`, root.certificate);
  await Deno.mkdir(`${rootsDirectory}/intermediates`);
  await Deno.writeFile(`${rootsDirectory}/intermediates/ca.der`, issuer.certificate);
  const submitters: Submitter[] = [];
  for (let index = 0; index < submitterCount; index++) {
    const number = businessNumber(index);
    const randomNum = crypto.getRandomValues(new Uint8Array(20));
    const certificate = await issueUserCertificate({
      ...validity,
      issuer,
      subject: subject(`주식회사 벤치${index}()0088049`),
      // One key pair for all: making one takes longer than everything else here.
      spki: userKeys.spki,
      policyOid: "1.2.410.200005.1.1.5",
      realName: `주식회사 벤치${index}`,
      vid: computeVid({ idn: number, randomNum }),
    });
    const keyFile = await writeKeyFile({
      key: openedKeyOf(userKeys, randomNum),
      password: PASSWORD,
      form: "pbes2-aes256",
    });
    submitters.push(
      await logIn(app, {
        businessNumber: number,
        phone: `010${String(60_000_000 + index)}`,
        certificate,
        keyFile,
        password: PASSWORD,
      }, { origin: ORIGIN, address: `198.51.100.${index % 250}` }),
    );
  }
  return submitters;
}
