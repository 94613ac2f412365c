/**
 * The end of the run: the system stops, and what it left is searched for what was promised to stay
 * secret.
 *
 * @module
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { CastMember } from "./harness/sandbox_client.ts";
import { extractSentBytes } from "./harness/net_log.ts";
import { dumpDatabase } from "./promise/database_dump.ts";
import { patternsOf, type Secret } from "./promise/encodings.ts";
import { filesBelow } from "./promise/places.ts";
import { PLANTED } from "./promise/planted.ts";
import { secretsOf, text } from "./promise/private_parts.ts";
import { createSearcher, type Hit } from "./promise/search.ts";
import { startSystem } from "./harness/system.ts";
import type { Room, Scenario, World } from "./world.ts";

/** What is searched, and of the self-check how it must come out there. */
interface Places {
  readonly requests: readonly string[];
  readonly logs: readonly string[];
  readonly database: readonly string[];
}

export function endingSteps(options: { readonly hasPlanted: boolean }): Scenario[] {
  const step = (phase: number, name: string, run: (room: Room) => Promise<void>): Scenario => ({
    name,
    phase,
    holds: [],
    run,
  });
  return [
    step(1, "Stopping auto-debit ends every process with exit code 0", stopsDebit),
    step(
      2,
      "The browser's records are complete: DevTools and net log agree",
      (room) => closeRecords(room, options),
    ),
    step(3, "Stopping ends every process with exit code 0", stopsCleanly),
    step(4, "Killing the launcher leaves no process behind, and the data open again", killed),
    step(5, "The database is dumped: every table, every row", dump),
    ...options.hasPlanted
      ? [step(6, "Self-check: the planted value is found in requests, logs and database", finds)]
      : [],
    step(
      7,
      "The central promise: password, R, resident number and private key are nowhere",
      promise,
    ),
  ];
}

async function stopsDebit({ world, figure }: Room): Promise<void> {
  const debit = await world.startedDebit();
  if (debit === undefined) return figure("it was not started");
  const { code, leftOver } = await debit.stop();
  deepEqual({ code, leftOver }, { code: 0, leftOver: [] });
}

async function closeRecords(
  { world, figure }: Room,
  { hasPlanted }: { readonly hasPlanted: boolean },
): Promise<void> {
  world.kept.set("secrets of the cast", secretsOfCast(await world.sandbox.cast()));
  await world.close();
  const { requests, bodies, workers, pages } = world.requests.counts;
  const sentBytes = await extractSentBytes(world.netLogPath, sentPath(world));
  figure(`${requests} requests, ${bodies} bodies, ${pages} pages, ${workers} workers`);
  figure(`${(sentBytes / 1_048_576).toFixed(1)} MB sent`);
  ok(requests > 0 && bodies > 0);
  // What is planted is sent by a worker, too; a run of few steps may have none.
  ok(workers > 0 || !hasPlanted);
  const posted = (await Deno.readTextFile(world.requests.path)).split("\n")
    .filter((line) => line.includes('"kind":"request"') && line.includes('"method":"POST"')).length;
  const onSocket = (await Deno.readTextFile(sentPath(world))).split("POST /").length - 1;
  ok(onSocket >= posted - 3, `${posted} recorded, ${onSocket} on sockets`);
}

async function stopsCleanly({ world }: Room): Promise<void> {
  const { code, leftOver } = await world.system.stop("SIGTERM");
  deepEqual({ code, leftOver }, { code: 0, leftOver: [] });
}

async function killed({ world, figure }: Room): Promise<void> {
  const { dataDirectory, ports } = world.system;
  const again = await startSystem({ dataDirectory, ports, logPath: world.logPath });
  figure(`ready again after ${(again.readyAfterMs / 1_000).toFixed(1)} s`);
  const { leftOver } = await again.stop("SIGKILL");
  deepEqual(leftOver, []);
}

async function dump({ world, figure }: Room): Promise<void> {
  const { tableCount, rowCount } = await dumpDatabase(
    `${world.system.dataDirectory}/db`,
    dumpPath(world),
  );
  figure(`${tableCount} tables, ${rowCount} rows`);
  ok(tableCount > 20 && rowCount > 100);
}

async function finds({ world, figure }: Room): Promise<void> {
  const places = await placesOf(world);
  const hits = await searchAll([text("planted", PLANTED)], Object.values(places).flat());
  const encodings = (paths: readonly string[]) =>
    new Set(hits.filter(({ place }) => paths.includes(place)).map(({ encoding }) => encoding));
  const [devtools, sockets] = places.requests.map((path) => [path]) as [string[], string[]];
  for (const paths of [devtools, sockets, places.logs]) {
    for (
      const encoding of ["raw", "hex", "HEX", "base64+0", "base64+1", "base64+2"].concat(
        "UTF-16LE in hex",
        "UTF-16LE in base64+0",
      )
    ) ok(encodings(paths).has(encoding), `${encoding} is found in ${paths.join()}`);
  }
  ok(encodings(places.database).has("raw"), "found in the database");
  const recorded = await Deno.readTextFile(devtools[0] ?? "");
  for (const way of ["address", "beacon", "worker"]) {
    ok(recorded.includes(`${PLANTED}-${way}`), `DevTools recorded the ${way}`);
  }
  const sent = await Deno.readTextFile(sockets[0] ?? "");
  ok(sent.includes(`${PLANTED}-file`), "the net log holds the uploaded file");
  figure(`${hits.length} hits`);
}

async function promise({ world, figure }: Room): Promise<void> {
  const secrets: Secret[] = [];
  for (const person of world.people.values()) secrets.push(...await secretsOf(person));
  secrets.push(...world.kept.get("secrets of the cast") as readonly Secret[]);
  const places = await placesOf(world);
  const hits = await searchAll(secrets, Object.values(places).flat(), figure);
  deepEqual(
    hits.map((hit) => `${hit.secretName} (${hit.encoding}) in ${hit.place} at ${hit.offset}`),
    [],
  );
}

/** Demo certificates are of the cast: their numbers, and what tax agents type. */
function secretsOfCast(cast: readonly CastMember[]): Secret[] {
  return cast.flatMap((member) => {
    const residentNumber = member.kind === "person"
      ? member.number
      : member.representativeResidentNumber;
    return [
      ...residentNumber ? [text(`resident number of ${member.name}`, residentNumber)] : [],
      ...member.managePassword
        ? [text(`management secret of ${member.name}`, member.managePassword)]
        : [],
    ];
  });
}

async function placesOf(world: World): Promise<Places> {
  const { dataDirectory } = world.system;
  return {
    requests: [world.requests.path, sentPath(world)],
    logs: [world.logPath],
    // The outside world's own folder is not ours: agencies know people's numbers.
    database: [
      dumpPath(world),
      ...await filesBelow(dataDirectory, { without: [`${dataDirectory}/sandbox`] }),
    ],
  };
}

async function searchAll(
  secrets: readonly Secret[],
  paths: readonly string[],
  figure: (text: string) => void = () => {},
): Promise<readonly Hit[]> {
  const searcher = createSearcher(secrets.flatMap(patternsOf));
  const hits: Hit[] = [];
  let byteCount = 0;
  for (const path of paths) {
    const bytes = await Deno.readFile(path);
    byteCount += bytes.length;
    hits.push(...searcher.search(path, bytes));
  }
  figure(`${secrets.length} secrets, ${searcher.patternCount} patterns`);
  figure(`${paths.length} files, ${(byteCount / 1_048_576).toFixed(0)} MB`);
  equal(byteCount > 0, true);
  return hits;
}

function sentPath(world: World): string {
  return `${world.directory}/sent-bytes.bin`;
}

function dumpPath(world: World): string {
  return `${world.directory}/database.ndjson`;
}
