import pg from "pg";
import { startBoss } from "./boss.ts";
import type { OpenDatabase } from "./database.ts";
import { createLogger } from "./log.ts";
import { migrate, type Migration, readMigrations } from "./migrations.ts";
import { openPostgres } from "./postgres.ts";
import { keptSnapshot, openSnapshot } from "./test_snapshot.ts";

export type TestDatabase = OpenDatabase & { readonly url?: string };

/** A part of the snapshot's name; to be raised when pg-boss or PGlite are. */
const FORMAT = "pg-boss 12.35.0, PGlite 0.5.16";
/** Any fixed number: whoever holds this advisory lock makes the template. */
const TEMPLATE_LOCK = 7_203_818;

/**
 * An empty, migrated database that ends with `close`. It is a copy: a fresh one would cost three
 * seconds, so the first test of a schema makes a snapshot or a template that the others start from.
 *
 * @param modules whose migrations to apply; by default all
 * @param directory where PGlite keeps it; by default in memory
 */
export async function openTestDatabase(
  modules?: readonly string[],
  directory?: string,
): Promise<TestDatabase> {
  const server = Deno.env.get("DATABASE_URL") ?? "";
  const schema = await readSchema(modules);
  if (server !== "") return await openCopyOfTemplate(server, schema);
  const snapshot = await keptSnapshot(schema.key, (database) => install(database, schema));
  return await openSnapshot(snapshot, directory);
}

interface Schema {
  readonly key: string;
  readonly migrations: readonly Migration[];
}

/** Seventy files are read once a process, not once a test. */
const schemas = new Map<string, Promise<Schema>>();

function readSchema(modules?: readonly string[]): Promise<Schema> {
  const name = modules?.join() ?? "all";
  const schema = schemas.get(name) ?? computeSchema(modules);
  schemas.set(name, schema);
  return schema;
}

async function computeSchema(modules?: readonly string[]): Promise<Schema> {
  const migrations = (await readMigrations())
    .filter(({ name }) => modules === undefined || modules.includes(name.split("_")[1]!));
  const text = [FORMAT, ...migrations.map(({ name, sha256 }) => `${name} ${sha256}`)].join("\n");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return { key: new Uint8Array(digest).toHex().slice(0, 16), migrations };
}

async function openCopyOfTemplate(server: string, schema: Schema): Promise<TestDatabase> {
  const template = `maru_template_${schema.key}`;
  const name = `maru_test_${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
  await withServer(server, async (client) => {
    await client.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`);
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (rows.length === 0) await createTemplate(client, { server, template, schema });
    await client.query(`create database ${name} template ${template}`);
  });
  const url = databaseUrl(server, name);
  const database = await open(url);
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await withServer(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Made under another name, so that a template that exists is whole. */
async function createTemplate(
  client: pg.Client,
  { server, template, schema }: { server: string; template: string; schema: Schema },
): Promise<void> {
  const unfinished = `${template}_new`;
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`create database ${unfinished} template template0 encoding 'UTF8'`);
  const database = await open(databaseUrl(server, unfinished));
  try {
    await install(database, schema);
  } finally {
    await database.close();
  }
  await client.query(`alter database ${unfinished} rename to ${template}`);
}

async function install(database: OpenDatabase, { migrations }: Schema): Promise<void> {
  await migrate(database, migrations);
  const log = createLogger({ level: "warn" });
  const boss = await startBoss({ database, log, migrate: true });
  await boss.stop({ graceful: false });
}

function open(url: string): Promise<OpenDatabase> {
  return openPostgres({
    url,
    poolSizeMax: 10,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 30_000,
    // A dropped test database ends its connections; nobody needs to hear of it.
    onConnectionLost: () => {},
  });
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withServer(server: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
