import { loadConfig } from "@maru/kernel";
import { seedSandboxTemplates } from "@maru/notifications";
import { type App, composeApp, settingGroups } from "../../compose.ts";
import { type Outside, startOutside } from "./outside.ts";
import type { Proxy } from "./proxy.ts";
import { rowsOf } from "./rows.ts";
import { createSlot, type Slot } from "./slot.ts";
import { logIn, type Submitter } from "./submitter.ts";
import { startWebhookProxy } from "./webhook_proxy.ts";

/** Everything that a run stands on: the outside world, one institution, people, two processes. */
export interface World extends AsyncDisposable {
  readonly app: App;
  readonly outside: Outside;
  readonly slots: readonly Slot[];
  readonly submitters: readonly Submitter[];
  readonly productSlug: string;
  readonly receiver: string;
  readonly agencies: readonly string[];
  readonly directory: string;
}

const ORIGIN = "http://127.0.0.1:8000";
const RECEIVER = "torture";
const PRODUCT_SLUG = "torture";
const SLOT_NAMES = ["one", "two"] as const;
const SUBMITTER_COUNT = 40;
const RETENTION_DAYS = 1;
/** Of the agencies' real times: a document takes some tenths of a second. */
const LATENCY_FACTOR = 0.04;
const KEY_BYTE_COUNT = 32;
/** Nothing that a company without peculiarities is refused, from four agencies. */
const DOCUMENTS = [
  "business-registration",
  "vat-tax-base",
  "local-tax-clearance",
  "four-insurance-clearance",
  "sme-confirmation",
] as const;

export async function createWorld(databaseUrl: string): Promise<World> {
  const directory = await Deno.makeTempDir({ prefix: "maru-torture-" });
  const outside = await startOutside({ dataDirectory: directory, latencyFactor: LATENCY_FACTOR });
  const environment = commonEnvironment({ directory, outside });
  const config = await loadConfig(
    { ...environment, ...outsideEnvironment(outside), DATABASE_URL: databaseUrl },
    settingGroups,
  );
  const app = await composeApp(config);
  await seedSandboxTemplates(app.kernel, fetch, config.notifications);
  const slots = SLOT_NAMES.map((name) =>
    createSlot({
      name,
      environment,
      databaseUrl,
      sandboxPort: outside.port,
      sftpPort: outside.sftpPort,
      logFile: `${directory}/serve-${name}.log`,
      note: (event, fields) => noteTo(`${directory}/events.ndjson`, { event, ...fields }),
    })
  );
  const webhook = startWebhookProxy(outside.port, () => slots);
  await seedInstitution(app, { outside, webhook });
  return {
    app,
    outside,
    slots,
    submitters: await logInAll(app, outside),
    productSlug: PRODUCT_SLUG,
    receiver: RECEIVER,
    agencies: await agenciesOf(app),
    directory,
    async [Symbol.asyncDispose]() {
      await Promise.all(slots.map((slot) => slot.stop()));
      webhook.close();
      await app.kernel.stop();
      await outside.stop();
    },
  };
}

function noteTo(path: string, fields: Record<string, unknown>): void {
  const line = JSON.stringify({ realMs: Date.now(), ...fields });
  Deno.writeTextFileSync(path, `${line}\n`, { append: true });
}

/** What both processes and this one share; short times, so that minutes see what takes hours. */
function commonEnvironment(
  { directory, outside }: { directory: string; outside: Outside },
): Record<string, string> {
  const newKey = () => crypto.getRandomValues(new Uint8Array(KEY_BYTE_COUNT)).toBase64();
  return {
    MARU_ENV: "development",
    DATA_DIR: directory,
    SEALING_KEYS: `torture:${newKey()}`,
    INDEX_KEY: newKey(),
    SANDBOX_URL: outside.url,
    CLOUD_CERTIFICATE_URL: outside.url,
    PUBLIC_ORIGINS: ORIGIN,
    PKI_ROOTS_DIR: `${outside.directory}/roots`,
    PKI_REVOCATION_MODE: "required",
    PKI_REVOCATION_HOSTS: `127.0.0.1:${outside.port}`,
    AGENCY_TIMEOUT_SECONDS: "5",
    AGENCY_SPACING_MS: "50",
    AGENCY_BREAKER_SECONDS: "2",
    SUBMISSION_CONCURRENCY: "6",
    DELIVERY_TIMEOUT_MS: "2000",
    LOG_LEVEL: "warn",
  };
}

function outsideEnvironment({ url }: Outside): Record<string, string> {
  return { CODEF_BASE_URL: url, CODEF_OAUTH_URL: url, SOLAPI_BASE_URL: url };
}

async function seedInstitution(
  app: App,
  { outside, webhook }: { outside: Outside; webhook: Proxy },
): Promise<void> {
  // The hour of the run shall not matter: an agency that is closed is one of the faults.
  await rowsOf(app, `update submission.agency set opens_at = '00:00', closes_at = '24:00'`);
  await rowsOf(app, `update submission.document_type set opens_at = null, closes_at = null`);
  const name = "견본보증재단";
  const id = await app.kernel.transaction(async (tx) => {
    const organisation = await app.auth.staff.createOrganisation(tx, { name });
    await app.submission.createInstitution(tx, {
      id: organisation.id,
      name,
      retentionDays: RETENTION_DAYS,
    });
    return organisation.id;
  });
  await app.submission.institution.saveProduct(id, {
    name: "견본 상품",
    slug: PRODUCT_SLUG,
    description: "",
    active: true,
    submitterTypes: ["corporation"],
    documents: DOCUMENTS.map((documentCode) => ({
      documentCode,
      periodExpression: "",
      periodChangeable: true,
      required: true,
    })),
  });
  const { secret } = await app.submission.institution.setWebhook(id, {
    url: `http://127.0.0.1:${webhook.port}/receiver/${RECEIVER}`,
    active: true,
    actor: "system",
  });
  await outside.send("PUT", `/receiver/${RECEIVER}/secret`, { secret });
}

async function logInAll(app: App, outside: Outside): Promise<Submitter[]> {
  const submitters: Submitter[] = [];
  for (let index = 0; index < SUBMITTER_COUNT; index++) {
    const files = await outside.newCompany(index);
    submitters.push(await logIn(app, files, { origin: ORIGIN, address: `192.0.2.${index + 1}` }));
  }
  return submitters;
}

async function agenciesOf(app: App): Promise<string[]> {
  const rows = await rowsOf<{ agency_code: string }>(
    app,
    `select distinct t.agency_code from submission.product_document d
     join submission.document_type t on t.code = d.document_code`,
  );
  return rows.map(({ agency_code }) => agency_code);
}
