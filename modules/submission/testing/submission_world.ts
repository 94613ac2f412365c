import type { SubmitterSession } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import type { MessageRequest } from "@maru/notifications";
import { sql } from "kysely";
import { createPipeline } from "../pipeline/create_pipeline.ts";
import { defaultSettings, type SubmissionSettings } from "../settings.ts";
import type { ItemView, SubmissionRequest, SubmissionView, SubmitterDesk } from "../submission.ts";
import { createSubmitterDesk } from "../submitter/submitter_desk.ts";
import { createScriptedAgency, type ScriptedAgency } from "./scripted_agency.ts";
import { ALL_CONSENTS, createScriptedAuth, type ScriptedAuth } from "./scripted_auth.ts";
import { tables } from "../tables.ts";

/** 2026-11-20 10:00 in Seoul: every agency is open. */
const MORNING = new Date("2026-11-20T01:00:00Z");

export interface SubmissionWorld extends AsyncDisposable {
  readonly test: TestKernel;
  readonly kernel: Kernel;
  readonly agency: ScriptedAgency;
  readonly auth: ScriptedAuth;
  readonly desk: SubmitterDesk;
  readonly messages: MessageRequest[];
  readonly institutionId: string;
  /** Adds a product of these documents. */
  addProduct(slug: string, documents: readonly string[]): Promise<void>;
  submit(
    session: SubmitterSession,
    request?: Partial<SubmissionRequest>,
  ): Promise<string>;
  /** Runs jobs and ticks until nothing is due. */
  settle(): Promise<void>;
  /** Lets every lease run out, as if its time had passed. */
  endLeases(): Promise<void>;
  view(session: SubmitterSession, submissionId: string): Promise<SubmissionView>;
  item(session: SubmitterSession, submissionId: string): Promise<ItemView>;
}

export interface WorldOptions {
  readonly settings?: Partial<SubmissionSettings>;
  readonly now?: Date;
  readonly agency?: ScriptedAgency;
  readonly work?: boolean;
  readonly sandboxUrl?: string;
}

/** A kernel with the submission module on scripted neighbours, one institution and one product. */
export async function submissionWorld(options: WorldOptions = {}): Promise<SubmissionWorld> {
  const test = await testKernel({
    now: options.now ?? MORNING,
    sandboxUrl: options.sandboxUrl ?? "http://127.0.0.1:9",
    modules: ["kernel", "submission"],
  });
  const { kernel } = test;
  const agency = options.agency ?? createScriptedAgency();
  const auth = createScriptedAuth(kernel);
  const messages: MessageRequest[] = [];
  const settings = { ...defaultSettings(), agencySpacingMs: 0, ...options.settings };
  const notifications = {
    send: (_tx: unknown, message: MessageRequest) => {
      if (!messages.some(({ key }) => key === message.key)) messages.push(message);
      return Promise.resolve();
    },
  };
  const parts = { kernel, auth, notifications, agencies: agency, settings };
  const { notices } = createPipeline(parts);
  const desk = createSubmitterDesk({ ...parts, notices });
  const institutionId = kernel.uuid();
  await tables(kernel.database.db).insertInto("institution")
    .values({
      id: institutionId,
      name: "한빛신용보증",
      retention_days: 90,
    })
    .execute();
  if (options.work) await kernel.startWork();

  const world: SubmissionWorld = {
    test,
    kernel,
    agency,
    auth,
    desk,
    messages,
    institutionId,
    addProduct: (slug, documents) => addProduct({ kernel, institutionId }, slug, documents),
    async submit(session, request = {}) {
      const productSlug = request.productSlug ?? "one";
      const product = await desk.product(productSlug, session);
      const { submissionId } = await desk.submit(session, {
        productSlug,
        documents: product.documents.map(({ documentCode }) => ({ documentCode, inputs: {} })),
        consents: ALL_CONSENTS,
        sealedBundle: auth.seal(session),
        idempotencyKey: kernel.uuid(),
        address: "127.0.0.1",
        ...request,
      });
      return submissionId;
    },
    async settle() {
      for (let round = 0; round < 20; round++) {
        await test.drain();
        await test.runTicks();
        const { doneCount } = await test.drain();
        if (doneCount === 0) return;
      }
    },
    async endLeases() {
      await sql`update submission.lease set expires_at = clock_timestamp() - interval '1 second'
        where expires_at is not null`.execute(kernel.database.db);
    },
    view: (session, submissionId) => desk.view(session, submissionId),
    async item(session, submissionId) {
      const view = await desk.view(session, submissionId);
      return view.items[0]!;
    },
    [Symbol.asyncDispose]: () => test.stop(),
  };
  await world.addProduct("one", ["business-registration"]);
  return world;
}

async function addProduct(
  { kernel, institutionId }: { kernel: Kernel; institutionId: string },
  slug: string,
  documents: readonly string[],
): Promise<void> {
  const db = tables(kernel.database.db);
  const id = kernel.uuid();
  await db.insertInto("product").values({
    institution_id: institutionId,
    id,
    slug,
    name: "운전자금 보증 신청",
    description: "",
    submitter_types: [
      "corporation",
      "proprietorByRepresentative",
      "proprietorByBusiness",
      "individual",
      "taxAgent",
    ],
    active: true,
    created_at: kernel.clock.now(),
  }).execute();
  await db.insertInto("product_document").values(
    documents.map((document_code, position) => ({
      institution_id: institutionId,
      product_id: id,
      document_code,
      position,
      period_expression: "",
      period_changeable: true,
      required: true,
    })),
  ).execute();
}
