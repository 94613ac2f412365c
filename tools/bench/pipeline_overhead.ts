import type { SubmissionRequest } from "@maru/submission";
import type { BenchContext } from "./benches.ts";
import { compare, percentile, type Result } from "./measure.ts";
import { createPipelineWorld, type PipelineWorld } from "./pipeline_world.ts";
import { samplePdf } from "./sample_pdf.ts";

/** One of each agency, so that no document waits for another one's login. */
const DOCUMENTS = [
  "business-registration",
  "local-tax-clearance",
  "four-insurance-clearance",
  "sme-confirmation",
] as const;
const SUBMITTER_COUNT = 40;
const AGENCY_MS = 300;
/** Sixteen documents a second. */
const CLICK_EVERY_MS = 250;
const LOOK_EVERY_MS = 20;
const SHARE = 0.95;

/** Milliseconds from the click to the institution beyond the agency's own, for 95 of 100 documents. */
export async function benchPipelineOverhead({ databaseUrl }: BenchContext): Promise<Result[]> {
  await using world = await createPipelineWorld({
    databaseUrl,
    submitterCount: SUBMITTER_COUNT,
    documents: DOCUMENTS,
  });
  await world.outside.setDelay(AGENCY_MS);
  return [
    await compare({
      name: "pipeline-overhead-p95",
      unit: "ms",
      isGreaterFaster: false,
      ours: () => overheadOfClicks(world),
      baseline: () => overheadOfBareCalls(world),
    }),
  ];
}

async function overheadOfClicks(world: PipelineWorld): Promise<number> {
  const clickedAtMs = new Map<string, number>();
  const requests: SubmissionRequest[] = [];
  for (const submitter of world.submitters) {
    requests.push(await submitter.prepare(world.productSlug));
  }
  const clicks = world.submitters.map(async (submitter, index) => {
    await pause(index * CLICK_EVERY_MS);
    const atMs = Date.now();
    clickedAtMs.set(await submitter.send(requests[index]!), atMs);
  });
  await Promise.all(clicks);
  const wanted = world.submitters.length * world.documentCount;
  while (await world.outside.arrivalCount() < wanted) await pause(LOOK_EVERY_MS);
  const arrivals = await world.outside.takeArrivals();
  const overheads = arrivals.map(({ submissionId, atMs }) =>
    atMs - (clickedAtMs.get(submissionId) ?? 0) - AGENCY_MS
  );
  return percentile(overheads, SHARE);
}

/** The same load by two bare requests: one to the agency, one to the institution. */
async function overheadOfBareCalls(world: PipelineWorld): Promise<number> {
  const { url } = world.outside;
  const document = JSON.stringify({ submissionId: "", pdfBase64: samplePdf().toBase64() });
  const one = async (): Promise<number> => {
    const atMs = performance.now();
    const body = encodeURIComponent(JSON.stringify({ identity: "", originDataYN: "1" }));
    await (await fetch(`${url}/v1/kr/bench`, { method: "POST", body })).text();
    await (await fetch(`${url}/receiver`, { method: "POST", body: document })).text();
    return performance.now() - atMs - AGENCY_MS;
  };
  const calls = world.submitters.map(async (_, index) => {
    await pause(index * CLICK_EVERY_MS);
    return await Promise.all(Array.from({ length: world.documentCount }, one));
  });
  const overheads = (await Promise.all(calls)).flat();
  await world.outside.takeArrivals();
  return percentile(overheads, SHARE);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
