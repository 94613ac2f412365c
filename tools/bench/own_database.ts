/**
 * A database of one's own on a PostgreSQL server, dropped when the work ends, however it ends.
 *
 * @module
 */
// @ts-types="npm:@types/pg@8.23.1"
import pg from "npm:pg@8.23.1";

const DEFAULT_SERVER = "postgres://postgres@127.0.0.1:5432/postgres";

/** The server that `DATABASE_URL` names, or the one on this machine. */
export function serverUrl(): string {
  return Deno.env.get("DATABASE_URL") || DEFAULT_SERVER;
}

/**
 * Runs `work` with the URL of an empty database.
 *
 * @param purpose a word that stands in its name
 */
export async function withOwnDatabase<T>(
  purpose: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const name = `maru_${purpose}_${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
  await onServer(`create database ${name} template template0 encoding 'UTF8'`);
  const drop = () => onServer(`drop database if exists ${name} with (force)`);
  const interrupted = () => void drop().finally(() => Deno.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, interrupted);
  try {
    const url = new URL(serverUrl());
    url.pathname = `/${name}`;
    return await work(url.href);
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      Deno.removeSignalListener(signal, interrupted);
    }
    await drop();
  }
}

/** Rows of one statement, on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function onServer(statement: string): Promise<void> {
  await query(serverUrl(), statement);
}
