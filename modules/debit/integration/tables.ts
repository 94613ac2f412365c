import type { Transaction } from "@maru/kernel";
import type { Generated, Kysely } from "kysely";
import type { EventType } from "./integration_desk.ts";

export interface ApiKeyTable {
  merchant_id: string;
  id: string;
  name: string;
  prefix: string;
  key_hash: string;
  created_at: Date;
  created_by: string;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface WebhookEndpointTable {
  merchant_id: string;
  id: string;
  url: string;
  secret_sealed: string;
  previous_secret_sealed: string | null;
  previous_secret_until: Date | null;
  types: EventType[];
  is_active: boolean;
  created_at: Date;
  removed_at: Date | null;
}

export interface WebhookDeliveryTable {
  merchant_id: string;
  endpoint_id: string;
  event_id: string;
  state: Generated<"pending" | "delivered" | "gaveUp">;
  attempt_count: Generated<number>;
  first_at: Date;
  next_at: Date;
  last_at: Date | null;
  answer: number | null;
  failure: string | null;
}

export interface IntegrationTables {
  api_key: ApiKeyTable;
  webhook_endpoint: WebhookEndpointTable;
  webhook_delivery: WebhookDeliveryTable;
}

export function integrationTables(
  db: Kysely<unknown> | Transaction,
): Kysely<IntegrationTables> {
  return db.withSchema("debit") as unknown as Kysely<IntegrationTables>;
}
