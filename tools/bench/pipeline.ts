import type { SubmissionRequest } from "@maru/submission";
import type { Submitter } from "../torture/submitter.ts";
import type { BenchContext } from "./benches.ts";
import { startInsertJobs } from "./insert_jobs.ts";
import { compare, type Result, timed } from "./measure.ts";
import { query } from "./own_database.ts";
import { createPipelineWorld, type PipelineWorld } from "./pipeline_world.ts";

/** One click: ten documents of five agencies. */
export const DOCUMENTS = [
  "business-registration",
  "vat-tax-base",
  "financial-statements",
  "tax-clearance",
  "local-tax-clearance",
  "local-tax-payment",
  "four-insurance-clearance",
  "health-insurance-payment",
  "workplace-member-list",
  "sme-confirmation",
] as const;

const SUBMITTER_COUNT = 60;
/** People who press the button at the same time. */
const CLICK_CONCURRENCY = 8;
const LOOK_EVERY_MS = 5;
const MS_PER_SECOND = 1_000;

/** Documents per second from the click to the institution, beside jobs that only insert a row. */
export async function benchPipeline({ databaseUrl }: BenchContext): Promise<Result[]> {
  await using world = await createPipelineWorld({
    databaseUrl,
    submitterCount: SUBMITTER_COUNT,
    documents: DOCUMENTS,
    // The agency is not to be spared: it takes no time.
    environment: { AGENCY_SPACING_MS: "0" },
  });
  const jobs = await startInsertJobs(databaseUrl);
  const count = SUBMITTER_COUNT * DOCUMENTS.length;
  const perSecond = async (work: () => Promise<void>) => count / await timed(work) * MS_PER_SECOND;
  try {
    return [
      await compare({
        name: "pipeline",
        unit: "1/s",
        isGreaterFaster: true,
        ours: async () => {
          const clicks = await prepareAll(world);
          return await perSecond(() => sendAll(world, { clicks, databaseUrl }));
        },
        baseline: () =>
          perSecond(() => jobs.run({ clickCount: SUBMITTER_COUNT, perClick: DOCUMENTS.length })),
      }),
    ];
  } finally {
    await jobs.stop();
  }
}

interface Click {
  readonly submitter: Submitter;
  readonly request: SubmissionRequest;
}

/** What browsers do is not the server's: pages are read and certificates sealed beforehand. */
async function prepareAll({ submitters, productSlug }: PipelineWorld): Promise<Click[]> {
  const clicks: Click[] = [];
  for (const submitter of submitters) {
    clicks.push({ submitter, request: await submitter.prepare(productSlug) });
  }
  return clicks;
}

async function sendAll(
  world: PipelineWorld,
  { clicks, databaseUrl }: { clicks: Click[]; databaseUrl: string },
): Promise<void> {
  await Promise.all(
    Array.from({ length: CLICK_CONCURRENCY }, async () => {
      for (let next = clicks.pop(); next !== undefined; next = clicks.pop()) {
        await next.submitter.send(next.request);
      }
    }),
  );
  const wanted = world.submitters.length * world.documentCount;
  while (await world.outside.arrivalCount() < wanted) await pause();
  while (!await isAllDelivered(databaseUrl)) await pause();
  await world.outside.takeArrivals();
}

async function isAllDelivered(databaseUrl: string): Promise<boolean> {
  const [row] = await query<{ open: boolean }>(
    databaseUrl,
    `select exists (select 1 from submission.item where state not in ('delivered', 'notProvided')) as open`,
  );
  return row?.open === false;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
