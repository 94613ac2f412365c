import type { ConsentKind, SubmitterSession } from "@maru/auth";
import type { Transaction } from "@maru/kernel";
import { findProduct, type ProductRow } from "../catalogue/product_rows.ts";
import {
  ClientMissingError,
  ConsentMissingError,
  DocumentUnavailableError,
  ProductNotFoundError,
} from "../errors.ts";
import type { Parts } from "../parts.ts";
import { LANE_QUEUE, laneKey } from "../pipeline/lane.ts";
import type { Notices } from "../pipeline/notices.ts";
import { bundlePlace, inputsPlace, phonePlace } from "../pipeline/sealed_places.ts";
import type { GatewayBundle, SubmissionRequest, SubmitterDesk } from "../submission.ts";
import { tables } from "../tables.ts";
import { openGatewayBundle } from "./gateway_bundle.ts";
import { planItems, type PlannedItem } from "./plan_items.ts";
import { newReference } from "./reference.ts";

export type SubmitParts = Parts & { readonly notices: Notices };

/** How long what the agencies need is kept at most. */
const BUNDLE_LIFE_MS = 30 * 60_000;
const REQUIRED_CONSENTS: readonly ConsentKind[] = ["service", "personalData", "provision"];

/** One click: everything is checked, frozen and queued in one transaction. */
export function createSubmit(parts: SubmitParts): SubmitterDesk["submit"] {
  const { kernel, auth } = parts;

  return async (session, request) => {
    if (session.submitterType === "taxAgent" && session.client === undefined) {
      throw new ClientMissingError();
    }
    const bundle = await openGatewayBundle(parts, session, request.sealedBundle);
    const product = await findProduct(kernel.database.db, request.productSlug);
    if (product === undefined) throw new ProductNotFoundError(request.productSlug);
    if (!product.submitterTypes.includes(session.submitterType)) {
      throw new DocumentUnavailableError("", "the product is not for this kind of submitter");
    }
    const today = kernel.calendar.dateOf(kernel.clock.now());
    const items = planItems(product, { lines: request.documents, requester: session, today });
    const consents = await requireConsents(parts, { request, items });
    return await kernel.transaction(async (tx) => {
      await auth.submitters.requireLive(tx, session.id);
      const { documents, productSlug, idempotencyKey } = request;
      const { value } = await kernel.idempotency.run(tx, {
        scope: `submission.create:${session.id}`,
        key: idempotencyKey,
        input: { documents, productSlug },
      }, async () => {
        const submissionId = kernel.uuid();
        await insertSubmission(parts, tx, { submissionId, session, product, bundle });
        await insertItems(parts, tx, { submissionId, session, product, items });
        const { submitterId } = session;
        const { address } = request;
        await auth.consents.record(tx, { submitterId, submissionId, given: consents, address });
        await parts.notices.started(tx, submissionId);
        await enqueueLanes(parts, tx, {
          certificate: session.certificateFingerprint,
          agencies: items.map(({ row }) => row.agencyCode),
        });
        return { submissionId };
      });
      return value;
    });
  };
}

/** Wakes one lane for each agency, at once when the transaction commits. */
export async function enqueueLanes(
  { kernel }: Pick<Parts, "kernel">,
  tx: Transaction,
  { certificate, agencies }: { certificate: string; agencies: readonly string[] },
): Promise<void> {
  for (const agency of new Set(agencies)) {
    const lane = { certificate, agency };
    await kernel.jobs.enqueue(tx, LANE_QUEUE, lane, { singletonKey: laneKey(lane) });
  }
}

async function requireConsents(
  { auth }: Pick<Parts, "auth">,
  { request, items }: { request: SubmissionRequest; items: readonly PlannedItem[] },
): Promise<{ kind: ConsentKind; version: number }[]> {
  const isVatAsked = items.some(({ row }) => row.needsVatConsent);
  const kinds = isVatAsked ? [...REQUIRED_CONSENTS, "vatData" as const] : REQUIRED_CONSENTS;
  const current = await auth.consents.current();
  const wanted = current.filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, version }) => ({ kind, version }));
  const missing = wanted.filter(({ kind, version }) =>
    !request.consents.some((given) => given.kind === kind && given.version === version)
  );
  if (missing.length > 0) throw new ConsentMissingError(missing.map(({ kind }) => kind));
  return wanted;
}

async function insertSubmission(
  { kernel }: Pick<Parts, "kernel">,
  tx: Transaction,
  { submissionId, session, product, bundle }: {
    submissionId: string;
    session: SubmitterSession;
    product: ProductRow;
    bundle: GatewayBundle;
  },
): Promise<void> {
  const now = kernel.clock.now();
  const db = tables(tx);
  await db.insertInto("submission").values({
    institution_id: product.institutionId,
    id: submissionId,
    product_id: product.productId,
    reference: newReference(kernel.calendar.dateOf(now)),
    submitter_id: session.submitterId,
    session_id: session.id,
    submitter_type: session.submitterType,
    certificate_fingerprint: session.certificateFingerprint,
    subject_name: session.subjectName,
    business_number: session.businessNumber ?? null,
    client_name: session.client?.name ?? null,
    client_business_number: session.client?.businessNumber ?? null,
    submitter_name: session.submitterName,
    phone_sealed: await kernel.sealing.seal(phonePlace(submissionId), session.phone),
    phone_masked: session.phoneMasked,
    created_at: now,
  }).execute();
  await putBundle({ kernel }, tx, { submissionId, bundle });
}

/** Keeps what the agencies need, bound to the submission, for thirty minutes. */
export async function putBundle(
  { kernel }: Pick<Parts, "kernel">,
  tx: Transaction,
  { submissionId, bundle }: { submissionId: string; bundle: GatewayBundle },
): Promise<void> {
  const sealed = await kernel.sealing.seal(bundlePlace(submissionId), JSON.stringify(bundle));
  const row = { sealed, expires_at: new Date(kernel.clock.now().getTime() + BUNDLE_LIFE_MS) };
  await tables(tx).insertInto("bundle").values({ submission_id: submissionId, ...row })
    .onConflict((conflict) => conflict.column("submission_id").doUpdateSet(row)).execute();
}

async function insertItems(
  { kernel }: Pick<Parts, "kernel">,
  tx: Transaction,
  { submissionId, session, product, items }: {
    submissionId: string;
    session: SubmitterSession;
    product: ProductRow;
    items: readonly PlannedItem[];
  },
): Promise<void> {
  const now = kernel.clock.now();
  const rows = await Promise.all(items.map(async ({ row, period, inputs, dataOnly }, position) => {
    const id = kernel.uuid();
    const hasInputs = Object.keys(inputs).length > 0;
    return {
      submission_id: submissionId,
      id,
      institution_id: product.institutionId,
      position,
      document_code: row.documentCode,
      document_name: row.name,
      agency_code: row.agencyCode,
      certificate_fingerprint: session.certificateFingerprint,
      period_from: period?.from ?? null,
      period_to: period?.to ?? null,
      period_label: period?.label ?? "",
      inputs_sealed: hasInputs
        ? await kernel.sealing.seal(inputsPlace(id), JSON.stringify(inputs))
        : null,
      state: "queued" as const,
      data_only: dataOnly,
      created_at: now,
      next_at: now,
    };
  }));
  await tables(tx).insertInto("item").values(rows).execute();
}
