import { SESSION_SUPERSEDED, type SessionSuperseded } from "@maru/auth/events";
import { createDeliverStored } from "../delivery/deliver_stored.ts";
import { DELIVERY_QUEUE } from "../delivery/delivery_queue.ts";
import { createRecordDelivery } from "../delivery/record_delivery.ts";
import type { Parts } from "../parts.ts";
import { createClaims } from "./claim.ts";
import { createGate } from "./gate.ts";
import { type Lane, LANE_QUEUE, laneKey } from "./lane.ts";
import { createNotices, type Notices } from "./notices.ts";
import { park } from "./park.ts";
import { createRunLane } from "./run_lane.ts";
import { createEndSession } from "./supersede.ts";
import { createSweep } from "./sweep.ts";
import { createWorkItem } from "./work_item.ts";

export interface Pipeline {
  readonly notices: Notices;
}

const SWEEP_EVERY_SECONDS = 2;
/** A lane ends by itself after two minutes and its last call; this is for one that hangs. */
const LANE_SECONDS_MAX = 300;

/** Puts the steps together and hangs them on queues, events and the tick. */
export function createPipeline(parts: Parts): Pipeline {
  const { kernel, settings } = parts;
  const notices = createNotices(parts);
  const endSession = createEndSession({ kernel, notices });
  const recordDelivery = createRecordDelivery({ kernel, notices });
  const deliverStored = createDeliverStored({ kernel, settings, record: recordDelivery });
  const runLane = createRunLane({
    parts,
    claims: createClaims({ kernel, settings, holder: kernel.uuid() }),
    work: createWorkItem({
      ...parts,
      notices,
      endSession,
      recordDelivery,
      handOvers: createGate(settings.deliveryConcurrency),
    }),
    park: (claim) => park({ kernel, notices }, claim),
  });

  kernel.jobs.define<Lane>(LANE_QUEUE, {
    concurrency: settings.laneConcurrency,
    retryCountMax: 2,
    retryDelaySeconds: 2,
    expireInSeconds: LANE_SECONDS_MAX + settings.agencyTimeoutSeconds,
  }, async (lane, signal) => {
    if (await runLane(lane, signal) === "done" || signal.aborted) return;
    await kernel.transaction((tx) =>
      kernel.jobs.enqueue(tx, LANE_QUEUE, lane, { singletonKey: laneKey(lane) })
    );
  });
  kernel.jobs.define<{ deliveryId: string; isManual: boolean }>(DELIVERY_QUEUE, {
    concurrency: settings.deliveryConcurrency,
    retryCountMax: 2,
    retryDelaySeconds: 5,
    expireInSeconds: Math.ceil(settings.deliveryTimeoutMs / 1_000) + 60,
  }, async (job) => {
    await deliverStored(job);
  });
  kernel.jobs.tick(
    "submission.sweep",
    SWEEP_EVERY_SECONDS,
    createSweep({ kernel, notices }),
  );
  kernel.events.subscribe<typeof SESSION_SUPERSEDED, SessionSuperseded>(
    SESSION_SUPERSEDED,
    "submission.supersede",
    (tx, { data }) => endSession(tx, data.sessionId),
  );
  return { notices };
}
