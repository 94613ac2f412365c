/**
 * Everything that the scenarios share: the started system, one browser, the outside world's levers
 * and people with certificates.
 *
 * @module
 */
import type { Browser } from "playwright-core";
import { type DebitSystem, startDebitSystem } from "./harness/debit_system.ts";
import { startBrowser } from "./harness/browser.ts";
import { makePeople, type Person, trustAuthority } from "./harness/openssl_people.ts";
import { recordRequests, type RequestRecorder } from "./harness/request_recorder.ts";
import { type RevocationServer, startRevocationServer } from "./harness/revocation_server.ts";
import { createSandboxClient, type SandboxClient } from "./harness/sandbox_client.ts";
import type { Step, StepRoom } from "./harness/runner.ts";
import { within } from "./harness/within.ts";
import { somePorts, startSystem, type System } from "./harness/system.ts";
import { personRequests } from "./subjects.ts";

export interface World {
  readonly directory: string;
  readonly system: System;
  /** Of the app, as people type it. */
  readonly url: string;
  readonly sandbox: SandboxClient;
  readonly browser: Browser;
  readonly netLogPath: string;
  readonly requests: RequestRecorder;
  readonly people: ReadonlyMap<string, Person>;
  readonly logPath: string;
  /** The system of auto-debit, started by the first who asks. */
  debit(): Promise<DebitSystem>;
  /** The same, where anybody asked. */
  startedDebit(): Promise<DebitSystem> | undefined;
  /** What a step leaves for steps of later phases. */
  readonly kept: Map<string, unknown>;
  /**
   * Ends the record of requests, the browser and the revocation lists; systems are ended by whoever
   * looks at how they end.
   *
   * @throws {Error} naming what did not end in time
   */
  close(): Promise<void>;
}

export type Room = StepRoom<World>;
export type Scenario = Step<World>;

/** Chromium writes its net log out before it ends. */
const CLOSE_MS_MAX = 60_000;

/** Faster than real, so that the run is about our system and not about waiting. */
const PACE = { SANDBOX_LATENCY: "0.05", AGENCY_SPACING_MS: "50" } as const;

export async function createWorld(directory: string): Promise<World> {
  const dataDirectory = `${directory}/data`;
  const authority = `${directory}/authority`;
  const logPath = `${directory}/system.log`;
  const revocation = startRevocationServer(authority);
  const ports = somePorts();
  const { sandbox: sandboxPort, directory: ldap } = ports;
  const sandbox = createSandboxClient(`http://localhost:${sandboxPort}`);
  await makePeople({ directory: authority, revocationUrl: revocation.url, requests: [] });
  await trustAuthority(authority, `${dataDirectory}/sandbox/roots`);
  const starting = startSystem({
    dataDirectory,
    logPath,
    ports,
    env: { ...PACE, PKI_REVOCATION_HOSTS: revocationHosts(sandboxPort, ldap, revocation) },
  });
  const making = castOf(sandbox).then((cast) =>
    makePeople({
      directory: authority,
      revocationUrl: revocation.url,
      requests: personRequests(cast),
      hasAuthority: true,
    })
  );
  const [system, people] = await Promise.all([starting, making]);
  const { browser, debuggerUrl, netLogPath } = await startBrowser(directory);
  const requests = await recordRequests({ debuggerUrl, path: `${directory}/requests.ndjson` });
  let debit: Promise<DebitSystem> | undefined;
  return {
    directory,
    system,
    url: system.url,
    sandbox,
    browser,
    netLogPath,
    requests,
    people: new Map(people.map((person) => [person.id, person])),
    logPath,
    kept: new Map(),
    debit: () => debit ??= startDebitSystem(directory),
    startedDebit: () => debit,
    async close() {
      await requests.stop();
      await within(CLOSE_MS_MAX, browser.close(), () => "the browser to close");
      await within(
        CLOSE_MS_MAX,
        revocation.close(),
        () => "the server of revocation lists to close",
      );
    },
  };
}

export function personOf(world: World, id: string): Person {
  const person = world.people.get(id);
  if (person === undefined) throw new RangeError(`Cannot find the person "${id}"`);
  return person;
}

function revocationHosts(sandbox: number, ldap: number, { host }: RevocationServer): string {
  return [sandbox, ldap].flatMap((port) => [`127.0.0.1:${port}`, `localhost:${port}`])
    .concat(host).join(",");
}

/** The sandbox answers before the app is ready. */
async function castOf(sandbox: SandboxClient) {
  for (let attempt = 0;; attempt++) {
    try {
      return await sandbox.cast();
    } catch (error) {
      if (attempt > 400) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}
