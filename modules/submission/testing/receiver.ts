import { secretPlace } from "../pipeline/sealed_places.ts";
import { tables } from "../tables.ts";
import type { SubmissionWorld } from "./submission_world.ts";

export interface Received {
  readonly delivery: string | null;
  readonly signature: string | null;
  readonly body: string;
}

/** An institution's own server: it keeps everything that comes, and then answers as it is told. */
export interface Receiver extends AsyncDisposable {
  readonly received: readonly Received[];
  readonly url: string;
  answer: () => number;
  /** Makes it the webhook of the world's institution. */
  connect(world: SubmissionWorld): Promise<void>;
}

const TEST_SECRET = "shared-secret";

export function startReceiver(): Receiver {
  const received: Received[] = [];
  const behaviour = { answer: () => 200 };
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request: Request): Promise<Response> => {
      received.push({
        delivery: request.headers.get("maru-delivery"),
        signature: request.headers.get("maru-signature"),
        body: await request.text(),
      });
      return new Response(null, { status: behaviour.answer() });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}/hook`;
  return Object.assign(behaviour, {
    received,
    url,
    async connect({ kernel, institutionId }: SubmissionWorld): Promise<void> {
      await tables(kernel.database.db).insertInto("webhook").values({
        institution_id: institutionId,
        url,
        secret_sealed: await kernel.sealing.seal(secretPlace(institutionId), TEST_SECRET),
        active: true,
        changed_at: kernel.clock.now(),
      }).execute();
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  });
}
