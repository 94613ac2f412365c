import { loadConfig } from "@maru/kernel";
import { seedSandboxTemplates } from "@maru/notifications";
import { type App, composeApp, settingGroups } from "../../../compose.ts";
import { type Outside, startOutside } from "../outside.ts";
import type { Random } from "../random.ts";
import { createSlot, type Slot } from "../slot.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { seedPayers, type TortureMerchant } from "./seed_payers.ts";

/** Merchants and payers, two processes, the banks, and a database cluster that may be killed. */
export interface DebitWorld extends AsyncDisposable {
  readonly app: App;
  readonly outside: Outside;
  readonly cluster: Cluster;
  readonly slots: readonly Slot[];
  readonly merchants: readonly TortureMerchant[];
  readonly institutionCode: string;
  readonly directory: string;
}

const SLOT_NAMES = ["one", "two"] as const;
const LATENCY_FACTOR = 0.04;
const KEY_BYTE_COUNT = 32;
/** The clock goes on from here, whatever the day of the run is. */
const STARTS_AT = "2026-12-01T10:00:00+09:00";

export async function createDebitWorld(random: Random): Promise<DebitWorld> {
  const directory = await Deno.makeTempDir({ prefix: "maru-torture-debit-" });
  const cluster = await startCluster();
  const outside = await startOutside({ dataDirectory: directory, latencyFactor: LATENCY_FACTOR });
  await outside.send("POST", "/clock", { now: STARTS_AT });
  const environment = environmentOf({ directory, outside });
  const config = await loadConfig(
    { ...environment, DATABASE_URL: cluster.url, LOG_LEVEL: "error" },
    settingGroups,
  );
  const app = await composeApp(config);
  await seedSandboxTemplates(app.kernel, fetch, config.notifications);
  const slots = SLOT_NAMES.map((name) =>
    createSlot({
      name,
      environment,
      databaseUrl: cluster.url,
      sandboxPort: outside.port,
      sftpPort: outside.sftpPort,
      logFile: `${directory}/serve-${name}.log`,
      note: (event, fields) =>
        Deno.writeTextFileSync(
          `${directory}/events.ndjson`,
          `${JSON.stringify({ realMs: Date.now(), event, ...fields })}\n`,
          { append: true },
        ),
    })
  );
  return {
    app,
    outside,
    cluster,
    slots,
    merchants: await seedPayers(app, random),
    institutionCode: config.debit.institutionCode,
    directory,
    async [Symbol.asyncDispose]() {
      await Promise.all(slots.map((slot) => slot.stop()));
      await app.kernel.stop();
      await outside.stop();
      await cluster.remove();
    },
  };
}

function environmentOf(
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
    CODEF_BASE_URL: outside.url,
    CODEF_OAUTH_URL: outside.url,
    SOLAPI_BASE_URL: outside.url,
    CLEARING_API_URL: `${outside.url}/clearing`,
    CLEARING_SFTP_PORT: String(outside.sftpPort),
    DIRECT_LINE_PORT: String(outside.sftpPort),
    OPEN_BANKING_URL: `${outside.url}/openbanking`,
    PUBLIC_ORIGINS: "http://127.0.0.1:8000",
    PKI_ROOTS_DIR: `${outside.directory}/roots`,
    LOG_LEVEL: "warn",
  };
}
