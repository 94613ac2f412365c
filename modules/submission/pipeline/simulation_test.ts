import assert from "node:assert/strict";
import { sql } from "kysely";
import { createRecordDelivery } from "../delivery/record_delivery.ts";
import { createMortalKernel } from "../testing/mortal_kernel.ts";
import { createScriptedAgency, failed, issued } from "../testing/scripted_agency.ts";
import { createSeededRandom, type SeededRandom } from "../testing/seeded_random.ts";
import { type SubmissionWorld, submissionWorld } from "../testing/submission_world.ts";
import { startReceiver } from "../testing/receiver.ts";
import { defaultSettings } from "../settings.ts";
import { createClaims } from "./claim.ts";
import { createGate } from "./gate.ts";
import { createNotices } from "./notices.ts";
import { park } from "./park.ts";
import { createRunLane } from "./run_lane.ts";
import { createEndSession } from "./supersede.ts";
import { createWorkItem } from "./work_item.ts";

const SEEDS = [1, 20_261_120, 77_003];
const ROUND_COUNT = 12;
const PROCESS_COUNT = 3;
const DOCUMENTS = [
  "business-registration",
  "vat-tax-base",
  "sme-confirmation",
  "corporate-register",
];

/** Runs lanes of a process of its own, which dies somewhere on the way or not at all. */
function createProcess(world: SubmissionWorld, life: { callsLeft: number }) {
  const kernel = createMortalKernel(world.kernel, life);
  const settings = { ...defaultSettings(), agencySpacingMs: 0 };
  const notifications = { send: () => Promise.resolve() };
  const notices = createNotices({ kernel, notifications, settings });
  const parts = {
    kernel,
    settings,
    notifications,
    notices,
    auth: world.auth,
    agencies: world.agency,
    endSession: createEndSession({ kernel, notices }),
    recordDelivery: createRecordDelivery({ kernel, notices }),
    handOvers: createGate(8),
  };
  return createRunLane({
    parts,
    claims: createClaims({ kernel, settings, holder: "process" }),
    work: createWorkItem(parts),
    park: (claim) => park(parts, claim),
  });
}

async function simulate(seed: number): Promise<void> {
  const random = createSeededRandom(seed);
  await using receiver = startReceiver();
  const agency = createScriptedAgency((request) =>
    `${request.bundle.kind === "certificate" ? request.bundle.certFile : ""} ${agencyOf(request)}`
  );
  await using world = await submissionWorld({ agency });
  await receiver.connect(world);
  receiver.answer = () => random.chance(0.3) ? 500 : 200;
  await world.addProduct("four", DOCUMENTS.slice(0, 3));
  agency.answer(async () => {
    await pause(random);
    if (random.chance(0.2)) return failed("transient");
    if (random.chance(0.1)) return failed("agencyDown");
    if (random.chance(0.1)) return failed("transient", { isEndUnknown: true });
    return issued();
  });
  const people = ["MAA=", "MAEA", "MAIAAA=="].map((certFile, index) => ({
    certFile,
    session: world.auth.logIn({ certificateFingerprint: `${index}`.repeat(64) }),
  }));
  for (const { certFile, session } of [...people, ...people]) {
    const bundle = { kind: "certificate" as const, certFile, certPassword: "c2Vh" };
    await world.submit(session, {
      productSlug: "four",
      sealedBundle: world.auth.seal(session, bundle),
    });
  }

  for (let round = 0; round < ROUND_COUNT; round++) {
    const lanes = Array.from({ length: PROCESS_COUNT }, () => {
      const life = { callsLeft: random.chance(0.7) ? random.below(30) : Infinity };
      const runLane = createProcess(world, life);
      const { session } = people[random.below(people.length)]!;
      const lane = {
        certificate: session.certificateFingerprint,
        agency: random.chance(0.7) ? "hometax" : "sminfo",
      };
      return runLane(lane, new AbortController().signal).catch(() => "died");
    });
    await Promise.all(lanes);
    // Nobody is inside an agency now: time goes by, and what the dead held runs out.
    await world.endLeases();
    world.test.clock.advance(random.below(40_000));
    await world.test.runTicks();
  }
  await heal(world, receiver);
  await assertInvariants(world, receiver);
}

/** Everything works again: what is left must end. */
async function heal(
  world: SubmissionWorld,
  receiver: ReturnType<typeof startReceiver>,
): Promise<void> {
  world.agency.answer(() => issued());
  receiver.answer = () => 200;
  await sql`update submission.delivery set locked_until = null`.execute(world.kernel.database.db);
  for (let round = 0; round < 8; round++) {
    await world.endLeases();
    world.test.clock.advance(130_000);
    await world.settle();
  }
}

async function assertInvariants(
  world: SubmissionWorld,
  receiver: ReturnType<typeof startReceiver>,
): Promise<void> {
  for (const [key, count] of world.agency.liveMax) {
    assert.equal(count, 1, `two live logins: ${key}`);
  }
  const { db } = world.kernel.database;
  const { rows: states } = await sql<{ state: string; retries: number }>`
    select state, max(retry_count) as retries from submission.item group by state`.execute(db);
  // An item whose passing failures were too many ends as failed, with its reason; none is left over.
  assert.ok(
    states.every(({ state }) => state === "delivered" || state === "failed"),
    JSON.stringify(states),
  );
  const { rows: failures } = await sql<{ failure_class: string }>`
    select distinct failure_class from submission.item where state = 'failed'`.execute(db);
  assert.ok(failures.every(({ failure_class }) => failure_class === "transient"));
  const { rows: kept } = await sql<{ documents: number; delivered: number; items: number }>`
    select (select count(*)::integer from submission.document) as documents,
      (select count(*)::integer from submission.delivery where state = 'delivered') as delivered,
      (select count(*)::integer from submission.item where state = 'delivered') as items`
    .execute(db);
  const { documents, delivered, items } = kept[0]!;
  assert.deepEqual([documents, delivered], [items, items], "one document and delivery an item");
  assert.equal(new Set(receiver.received.map(({ delivery }) => delivery)).size, items);
  const { rows: untold } = await sql`select 1 from submission.submission
    where state <> 'finished' or notified_round < round`.execute(db);
  assert.equal(untold.length, 0);
}

function agencyOf({ source }: { source: Readonly<Record<string, unknown>> }): string {
  return String(source.path).includes("/nt/") ? "hometax" : "sminfo";
}

async function pause(random: SeededRandom): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, random.below(4)));
}

for (const seed of SEEDS) {
  Deno.test(`whoever dies wherever, one login, one document, one delivery (seed ${seed})`, async () => {
    await simulate(seed);
  });
}
