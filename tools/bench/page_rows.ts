import type { Auth, StaffSession } from "@maru/auth";
import type { Debit } from "@maru/debit";
import type { Notifications } from "@maru/notifications";
import type { Submission, SubmissionView } from "@maru/submission";
import { type Assets, createWebApp, identifyVisitor, wholeSite } from "@maru/web";
import { Hono } from "npm:hono@4.13.19";
import type { BenchContext } from "./benches.ts";
import { withKernel } from "./bench_kernel.ts";
import { compare, type Result, timed } from "./measure.ts";
import { plainPage } from "./plain_page.ts";

const ROW_COUNT = 50;
const PAGE_COUNT = 400;
const ROUND_COUNT = 9;
const FORM_COOKIE_LENGTH = 43;
const PATH = "/console/submissions";
const US_PER_MS = 1_000;
const INSTITUTION_ID = "01980000-0000-7000-8000-000000000001";

/** The console's list of received submissions, without a database behind it. */
export async function benchPageRows({ databaseUrl }: BenchContext): Promise<Result[]> {
  return await withKernel(databaseUrl, async (kernel) => {
    const auth = fakeAuth();
    const ours = createWebApp({
      kernel,
      auth,
      debit: {} as Debit,
      notifications: {} as Notifications,
      submission: fakeSubmission(kernel.clock.now()),
      streams: { stopping: false },
      assets: NO_BUILD,
      config: { publicUrl: "http://127.0.0.1:8000" },
      identify: identifyVisitor(auth),
    }, wholeSite);
    // Somebody who has been here before, with the cookie that forms are bound to.
    const cookie = `__Host-staff=bench; __Host-form=${"b".repeat(FORM_COOKIE_LENGTH)}`;
    const headers = { cookie, accept: "text/html" };
    const get = async (app: { fetch(request: Request): Response | Promise<Response> }) => {
      const request = new Request(`http://127.0.0.1:8000${PATH}`, { headers });
      const response = await app.fetch(request);
      if (response.status !== 200) throw new Error(`Cannot bench: status "${response.status}"`);
      return await response.text();
    };
    const sample = await get(ours);
    const bare = new Hono();
    const page = plainPage(sample, ROW_COUNT);
    bare.get(PATH, (c) => c.html(page()));
    if (await get(bare) !== sample) throw new Error("Cannot bench: the pages differ");
    const perPage = async (app: Parameters<typeof get>[0]) =>
      await timed(async () => {
        for (let index = 0; index < PAGE_COUNT; index++) await get(app);
      }) * US_PER_MS / PAGE_COUNT;
    return [
      await compare({
        name: "page-50-rows",
        unit: "µs",
        isGreaterFaster: false,
        roundCount: ROUND_COUNT,
        ours: () => perPage(ours),
        baseline: () => perPage(bare),
      }),
    ];
  });
}

const NO_BUILD: Assets = {
  directory: "/nonexistent",
  url: (name) => `/assets/${name}`,
  imports: () => [],
};

function fakeAuth(): Auth {
  const session: StaffSession = {
    id: "01980000-0000-7000-8000-000000000002",
    staffId: "01980000-0000-7000-8000-000000000003",
    name: "박서준",
    role: "institutionAdmin",
    organisationId: INSTITUTION_ID,
    organisationName: "한빛신용보증",
    mustChangePassword: false,
    rights: [],
    secondFactor: { isEnrolled: false },
  };
  const staff = { find: () => Promise.resolve(session) };
  return { staff } as unknown as Auth;
}

function fakeSubmission(now: Date): Submission {
  const rows = Array.from({ length: ROW_COUNT }, (_, index) => receivedRow(index, now));
  const institution = {
    received: () => Promise.resolve({ rows, total: rows.length }),
    products: () => Promise.resolve([]),
  };
  return { institution } as unknown as Submission;
}

function receivedRow(index: number, now: Date): SubmissionView {
  const failed = index % 7 === 0 ? 1 : 0;
  return {
    id: crypto.randomUUID(),
    reference: `M26-${String(1000 + index)}-${index}`,
    institutionId: INSTITUTION_ID,
    institutionName: "한빛신용보증",
    productName: "운전자금 보증 신청",
    productSlug: "working-capital",
    subjectName: `주식회사 <벤치> ${index}`,
    submitterName: "김하늘",
    phoneMasked: "010-****-5432",
    state: index % 5 === 0 ? "running" : "finished",
    version: "1",
    createdAt: new Date(now.getTime() - index * 600_000),
    items: [],
    counts: { total: 9, delivered: 8 - failed, notProvided: 1, running: 0, failed },
    remainingSeconds: 0,
    helpPhone: "02-3771-1100",
    needsBundle: false,
  };
}
