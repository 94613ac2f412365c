import { type Kernel, OutboundError, type Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { IntegrationLimitError, IntegrationNotFoundError, WebhookUrlError } from "./errors.ts";
import type { IntegrationDesk, WebhookEndpoint } from "./integration_desk.ts";
import { integrationTables, type WebhookEndpointTable } from "./tables.ts";
import { SECRET_PREFIX } from "./webhook_signature.ts";

type Endpoints = Pick<
  IntegrationDesk,
  "saveEndpoint" | "rotateSecret" | "removeEndpoint" | "endpoints"
>;
type SaveInput = Parameters<Endpoints["saveEndpoint"]>[1];

const COUNT_MAX = 5;
const URL_LENGTH_MAX = 2_000;
const SECRET_BYTES = 32;
const PREVIOUS_SECRET_MS = 24 * 3_600_000;

/** Where merchants take events. A new address gets a new secret: who was left must not be believed. */
export function createEndpoints({ kernel }: { readonly kernel: Kernel }): Endpoints {
  return {
    async saveEndpoint(merchantId, input) {
      await requireAllowed(kernel, input.url);
      return await kernel.transaction((tx) => save(kernel, tx, merchantId, input));
    },
    rotateSecret: (merchantId, input) =>
      kernel.transaction((tx) => rotate(kernel, tx, merchantId, input)),
    async removeEndpoint(merchantId, { id, actor }) {
      await kernel.transaction(async (tx) => {
        const removed = await integrationTables(tx).updateTable("webhook_endpoint")
          .set({ removed_at: kernel.clock.now(), is_active: false })
          .where("merchant_id", "=", merchantId).where("id", "=", id)
          .where("removed_at", "is", null).executeTakeFirst();
        if (removed.numUpdatedRows === 0n) throw new IntegrationNotFoundError("endpoint", id);
        await integrationTables(tx).updateTable("webhook_delivery").set({ state: "gaveUp" })
          .where("merchant_id", "=", merchantId).where("endpoint_id", "=", id)
          .where("state", "=", "pending").execute();
        await log(kernel, tx, { merchantId, id, actor, action: "debit.webhook.remove" });
      });
    },
    endpoints: (merchantId) => list(kernel, merchantId),
  };
}

async function save(
  kernel: Kernel,
  tx: Transaction,
  merchantId: string,
  { id, url, isActive, types, actor }: SaveInput,
): Promise<{ id: string; secret?: string }> {
  await sql`select 1 from debit.merchant where id = ${merchantId} for update`.execute(tx);
  const live = await integrationTables(tx).selectFrom("webhook_endpoint").selectAll()
    .where("merchant_id", "=", merchantId).where("removed_at", "is", null).execute();
  const known = live.find((row) => row.id === id);
  if (id !== undefined && known === undefined) throw new IntegrationNotFoundError("endpoint", id);
  if (known === undefined && live.length >= COUNT_MAX) {
    throw new IntegrationLimitError("endpoint", COUNT_MAX);
  }
  const endpointId = known?.id ?? kernel.uuid();
  const secret = known?.url === url ? undefined : newSecret();
  const isKept = secret === undefined;
  await write(tx, {
    merchant_id: merchantId,
    id: endpointId,
    url,
    types: [...types],
    is_active: isActive,
    created_at: known?.created_at ?? kernel.clock.now(),
    removed_at: null,
    secret_sealed: isKept
      ? known?.secret_sealed ?? ""
      : await kernel.sealing.seal(secretPlace(endpointId), secret),
    previous_secret_sealed: isKept ? known?.previous_secret_sealed ?? null : null,
    previous_secret_until: isKept ? known?.previous_secret_until ?? null : null,
  });
  await log(kernel, tx, { merchantId, id: endpointId, actor, action: "debit.webhook.save" });
  return { id: endpointId, ...(secret === undefined ? {} : { secret }) };
}

async function rotate(
  kernel: Kernel,
  tx: Transaction,
  merchantId: string,
  { id, actor }: { id: string; actor: string },
): ReturnType<Endpoints["rotateSecret"]> {
  const secret = newSecret();
  const previousUntil = new Date(kernel.clock.now().getTime() + PREVIOUS_SECRET_MS);
  const sealed = await kernel.sealing.seal(secretPlace(id), secret);
  const rotated = await integrationTables(tx).updateTable("webhook_endpoint")
    .set((eb) => ({
      secret_sealed: sealed,
      previous_secret_sealed: eb.ref("secret_sealed"),
      previous_secret_until: previousUntil,
    }))
    .where("merchant_id", "=", merchantId).where("id", "=", id)
    .where("removed_at", "is", null).executeTakeFirst();
  if (rotated.numUpdatedRows === 0n) throw new IntegrationNotFoundError("endpoint", id);
  await log(kernel, tx, { merchantId, id, actor, action: "debit.webhook.rotate" });
  return { secret, previousUntil };
}

async function write(tx: Transaction, row: WebhookEndpointTable): Promise<void> {
  await integrationTables(tx).insertInto("webhook_endpoint").values(row)
    .onConflict((conflict) => conflict.columns(["merchant_id", "id"]).doUpdateSet(row)).execute();
}

async function list(kernel: Kernel, merchantId: string): Promise<readonly WebhookEndpoint[]> {
  const { rows } = await sql<
    WebhookEndpointTable & { last_at: Date | null; last_state: string | null }
  >`
    select e.*, d.last_at, d.state as last_state
    from debit.webhook_endpoint e
    left join lateral (
      select last_at, state from debit.webhook_delivery
      where merchant_id = e.merchant_id and endpoint_id = e.id and last_at is not null
      order by last_at desc limit 1
    ) d on true
    where e.merchant_id = ${merchantId} and e.removed_at is null order by e.id`
    .execute(kernel.database.db);
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    isActive: row.is_active,
    types: row.types,
    ...(row.previous_secret_until !== null && row.previous_secret_until > kernel.clock.now()
      ? { previousSecretUntil: row.previous_secret_until }
      : {}),
    ...(row.last_at === null ? {} : {
      lastDelivery: {
        at: row.last_at,
        status: row.last_state === "delivered"
          ? "delivered"
          : row.last_state === "gaveUp"
          ? "gaveUp"
          : "failing",
      },
    }),
  }));
}

async function requireAllowed(kernel: Kernel, url: string): Promise<void> {
  const host = URL.canParse(url) ? new URL(url).host : "";
  if (url.length > URL_LENGTH_MAX) throw new WebhookUrlError(host, "it is too long");
  try {
    await kernel.outbound.checkCustomerAddress(url);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new WebhookUrlError(host, error.message);
  }
}

/** Where an endpoint's sealed secret stands. */
export function secretPlace(endpointId: string) {
  return { table: "debit.webhook_endpoint", column: "secret_sealed", row: endpointId };
}

function newSecret(): string {
  return SECRET_PREFIX + crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64();
}

async function log(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, id, actor, action }: {
    merchantId: string;
    id: string;
    actor: string;
    action: string;
  },
): Promise<void> {
  await kernel.accessLog.record(tx, { actor, tenantId: merchantId, action, subject: id });
}
