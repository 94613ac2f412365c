import type { SubmitterSession } from "@maru/auth";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { readInputs } from "../catalogue/document_inputs.ts";
import { isCorporateNumber } from "../catalogue/submitter_rights.ts";
import {
  BundleNeededError,
  ItemNotFoundError,
  ItemStateError,
  MissingInputError,
  SubmissionNotFoundError,
} from "../errors.ts";
import { checkPeriod } from "../period/check_period.ts";
import { addItemEvent } from "../pipeline/item_event.ts";
import { inputsPlace } from "../pipeline/sealed_places.ts";
import type { GatewayBundle, Period, SubmitterDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { isReissuable } from "../view/item_view.ts";
import { type ItemRow, selectItems } from "../view/view_rows.ts";
import { openGatewayBundle } from "./gateway_bundle.ts";
import { enqueueLanes, putBundle, type SubmitParts } from "./submit.ts";

type ReissueInput = Parameters<SubmitterDesk["reissue"]>[1];

interface Owner {
  id: string;
  submitter_type: string;
  client_business_number: string | null;
}

const ITEM_COUNT_MAX = 60;

/**
 * A new attempt at items that failed, or at those that wait for the person to confirm once more
 * (these keep their attempt: nothing was asked yet). The period and inputs may be corrected first.
 * Old documents stay.
 */
export function createReissue(parts: SubmitParts): SubmitterDesk["reissue"] {
  const { kernel, auth } = parts;
  return async (session, input) => {
    const { submissionId, itemIds, idempotencyKey, period, inputs } = input;
    const bundle = input.sealedBundle === undefined
      ? undefined
      : await openGatewayBundle(parts, session, input.sealedBundle);
    await kernel.transaction(async (tx) => {
      await auth.submitters.requireLive(tx, session.id);
      const call = {
        scope: `submission.reissue:${session.id}`,
        key: idempotencyKey,
        input: { submissionId, itemIds, period, inputs },
      };
      await kernel.idempotency.run(tx, call, async () => {
        await reissue(parts, tx, { session, input, bundle });
        return {};
      });
    });
  };
}

async function reissue(
  parts: SubmitParts,
  tx: Transaction,
  { session, input, bundle }: {
    session: SubmitterSession;
    input: ReissueInput;
    bundle: GatewayBundle | undefined;
  },
): Promise<void> {
  const items = await lockItems(tx, input);
  const owner = await lockOwner(parts, tx, { session, submissionId: input.submissionId });
  if (bundle !== undefined) await putBundle(parts, tx, { submissionId: owner.id, bundle });
  else await requireBundle(parts, tx, owner.id);
  for (const item of items) await requeue(parts, tx, { session, input, owner, item });
  await enqueueLanes(parts, tx, {
    certificate: session.certificateFingerprint,
    agencies: items.map((item) => item.agency_code),
  });
}

async function lockItems(tx: Transaction, input: ReissueInput): Promise<ItemRow[]> {
  const ids = [...new Set(input.itemIds)];
  const isPlausible = isUuid(input.submissionId) && ids.length > 0 &&
    ids.length <= ITEM_COUNT_MAX && ids.every(isUuid);
  if (!isPlausible) throw new ItemNotFoundError(ids[0] ?? "");
  const list = sql.join(ids.map((id) => sql`${id}::uuid`));
  await sql`
    select id from submission.item
    where submission_id = ${input.submissionId}::uuid and id in (${list})
    order by id for no key update`.execute(tx);
  const items = await selectItems(tx, {
    where: sql`i.submission_id = ${input.submissionId}::uuid and i.id in (${list})`,
  });
  const missing = ids.find((id) => !items.some((item) => item.id === id));
  if (missing !== undefined) throw new ItemNotFoundError(missing);
  return items;
}

/** Only the person's own, and only with the session's certificate from now on. */
async function lockOwner(
  { kernel }: Pick<SubmitParts, "kernel">,
  tx: Transaction,
  { session, submissionId }: { session: SubmitterSession; submissionId: string },
): Promise<Owner> {
  const { rows } = await sql<Owner>`
    update submission.submission
    set state = 'running', finished_at = null, superseded_at = null,
      round = round + (state = 'finished')::integer, version = version + 1,
      session_id = ${session.id}::uuid, certificate_fingerprint = ${session.certificateFingerprint}
    where id = ${submissionId}::uuid and submitter_id = ${session.submitterId}::uuid
      and coalesce(client_business_number, '') = ${session.client?.businessNumber ?? ""}
    returning id, submitter_type, client_business_number`.execute(tx);
  const [owner] = rows;
  if (owner === undefined) {
    kernel.log.info("a re-issue of another's submission was refused", { session: session.id });
    throw new SubmissionNotFoundError(submissionId);
  }
  return owner;
}

async function requireBundle(
  { kernel }: Pick<SubmitParts, "kernel">,
  tx: Transaction,
  submissionId: string,
): Promise<void> {
  const { rows } = await sql`
    select 1 from submission.bundle
    where submission_id = ${submissionId}::uuid and expires_at > ${kernel.clock.now()}`.execute(tx);
  if (rows.length === 0) throw new BundleNeededError(submissionId);
}

async function requeue(
  { kernel }: Pick<SubmitParts, "kernel">,
  tx: Transaction,
  { session, input, owner, item }: {
    session: SubmitterSession;
    input: ReissueInput;
    owner: Owner;
    item: ItemRow;
  },
): Promise<void> {
  if (!isReissuable(item)) throw new ItemStateError(item.id, item.state, "re-issue");
  const period = periodOf({ kernel }, { input, owner, item });
  const sealed = await sealInputs({ kernel }, { input, item });
  const isNewAttempt = item.state === "failed";
  const { rows } = await sql<{ attempt_number: number }>`
    update submission.item
    set state = 'queued', next_at = ${kernel.clock.now()}, finished_at = null, started_at = null,
      attempt_number = attempt_number + ${isNewAttempt ? 1 : 0}::integer, retry_count = 0,
      recovery_count = 0, failure_class = null, failure_code = null, failure_text = null,
      retryable = false, auth_expires_at = null, auth_confirmed_at = null, two_way_sealed = null,
      auth_ask_count = 0, certificate_fingerprint = ${session.certificateFingerprint},
      period_from = ${period?.from ?? item.period_from}, period_to = ${
    period?.to ?? item.period_to
  },
      period_label = ${period?.label ?? item.period_label},
      inputs_sealed = coalesce(${sealed}, inputs_sealed), version = version + 1
    where submission_id = ${item.submission_id}::uuid and id = ${item.id}::uuid
    returning attempt_number`.execute(tx);
  await addItemEvent({ tx, kernel }, {
    item_id: item.id,
    attempt_number: rows[0]!.attempt_number,
    state: "queued",
    detail: "re-issued by the person",
  });
}

function periodOf(
  { kernel }: Pick<SubmitParts, "kernel">,
  { input, owner, item }: { input: ReissueInput; owner: Owner; item: ItemRow },
): Period | undefined {
  if (input.period === undefined || item.period_kind === "none") return undefined;
  if (item.period_kind === "asOfToday") return undefined;
  const { from, to } = input.period;
  if (from === item.period_from && to === item.period_to) return undefined;
  const rule = {
    kind: item.period_changeable === false ? "none" as const : item.period_kind,
    yearsBackMax: item.period_years_back_max,
    monthsMax: item.period_months_max ?? undefined,
    opensAfterMonths: item.period_opens_after_months,
  };
  return checkPeriod({ documentCode: item.document_code, from, to }, rule, {
    today: kernel.calendar.dateOf(kernel.clock.now()),
    isCorporation: owner.submitter_type === "corporation" ||
      (owner.client_business_number !== null && isCorporateNumber(owner.client_business_number)),
  });
}

async function sealInputs(
  { kernel }: Pick<SubmitParts, "kernel">,
  { input, item }: { input: ReissueInput; item: ItemRow },
): Promise<string | null> {
  if (input.inputs === undefined || item.inputs.length === 0) return null;
  const read = readInputs(
    { documentCode: item.document_code, name: item.document_name, inputs: item.inputs },
    input.inputs,
  );
  if (read.problems.length > 0) throw new MissingInputError(read.problems);
  return await kernel.sealing.seal(inputsPlace(item.id), JSON.stringify(read.values));
}
