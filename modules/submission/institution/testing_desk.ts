import type { SubmitterSession } from "@maru/auth";
import type { AccessLogEntry, Kernel } from "@maru/kernel";
import { othersEnded } from "@maru/kernel/testing";
import type { InstitutionDesk } from "../submission.ts";
import { tables } from "../tables.ts";
import {
  type SubmissionWorld,
  submissionWorld,
  type WorldOptions,
} from "../testing/submission_world.ts";
import { createInstitutionDesk } from "./create_institution_desk.ts";

export interface DeskWorld extends AsyncDisposable {
  readonly world: SubmissionWorld;
  readonly desk: InstitutionDesk;
  readonly session: SubmitterSession;
  /** Ours, and another one that must see nothing of ours. */
  readonly institutionId: string;
  readonly otherId: string;
  /** Submits a product and lets everything happen; answers the submission's id. */
  submitted(productSlug?: string, session?: SubmitterSession): Promise<string>;
  /** What the access log holds of an action, the oldest first. */
  logged(action: string): Promise<AccessLogEntry[]>;
}

export const LOOKER = { actor: "staff:1", address: "203.0.113.7", reason: "심사" };

/** The submission module on scripted neighbours, with the institution's desk. */
export async function deskWorld(options: WorldOptions = {}): Promise<DeskWorld> {
  const world = await submissionWorld(options);
  const { kernel, institutionId } = world;
  const otherId = kernel.uuid();
  await tables(kernel.database.db).insertInto("institution").values({
    id: otherId,
    name: "다른저축은행",
    retention_days: 30,
  }).execute();
  const session = world.auth.logIn();
  return {
    world,
    desk: deskBesideOthers(kernel),
    session,
    institutionId,
    otherId,
    async submitted(productSlug = "one", submitter = session) {
      const submissionId = await world.submit(submitter, { productSlug });
      await world.settle();
      return submissionId;
    },
    async logged(action) {
      return (await kernel.accessLog.find({ action, limit: 1_000 })).reverse();
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** The desk, whose `pull` first waits for the transactions of tests that run beside this one. */
function deskBesideOthers(kernel: Kernel): InstitutionDesk {
  const desk = createInstitutionDesk({ kernel });
  return {
    ...desk,
    async pull(institutionId, query) {
      await othersEnded(kernel);
      return await desk.pull(institutionId, query);
    },
  };
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: { delivery: string; signature: string; body: string }[];
  /** What it answers from now on. */
  status: number;
}

/** An institution's server that takes webhooks. */
export function startReceiver(): Receiver {
  const received: Receiver["received"] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    received.push({
      delivery: request.headers.get("maru-delivery") ?? "",
      signature: request.headers.get("maru-signature") ?? "",
      body: await request.text(),
    });
    return new Response(null, { status: receiver.status });
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${server.addr.port}/hook?token=hidden`,
    received,
    status: 204,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return receiver;
}
