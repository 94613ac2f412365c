/**
 * What an institution's staff and its API keys see and do.
 *
 * @module
 */
import type { SubmitterType } from "@maru/auth";
import type { PeriodChoice, SubmissionView } from "./submission_view.ts";

export interface DeliveryView {
  readonly id: string;
  readonly submissionReference: string;
  readonly documentName: string;
  readonly channel: "webhook" | "pull";
  readonly state: "pending" | "delivered" | "failed";
  readonly createdAt: Date;
  readonly deliveredAt?: Date;
  readonly attempts: readonly {
    readonly at: Date;
    readonly status?: number;
    readonly failure?: string;
    readonly durationMs: number;
    readonly manual: boolean;
  }[];
}

export interface ReceivedQuery {
  readonly text?: string;
  readonly productId?: string;
  readonly state?: "running" | "finished" | "failed";
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
  readonly limit: number;
}

export interface InstitutionSummary {
  readonly receivedToday: number;
  /** Submissions that still run. */
  readonly running: number;
  /** Of the last 14 days, today included. */
  readonly deliveredDocuments: number;
  readonly failedDocuments: number;
  /** 14 days in Asia/Seoul, oldest first, zeros included. */
  readonly daily: readonly { readonly date: string; readonly count: number }[];
  /** Why documents failed, most frequent first. */
  readonly failures: readonly {
    readonly text: string;
    readonly nextStep: string;
    readonly count: number;
  }[];
}

/** What an institution's staff and its API keys can do; the institution's id is always first. */
export interface InstitutionDesk {
  institution(institutionId: string): Promise<
    { id: string; name: string; retentionDays: number; helpPhone: string }
  >;
  /** Figures of the last 14 days for the console's first page. */
  summary(institutionId: string): Promise<InstitutionSummary>;
  setRetention(institutionId: string, retentionDays: number, actor: string): Promise<void>;
  received(institutionId: string, query: ReceivedQuery): Promise<
    { rows: SubmissionView[]; next?: string; total: number }
  >;
  submission(institutionId: string, submissionId: string): Promise<SubmissionView>;
  /** Structured data of a document as a table. */
  documentData(
    institutionId: string,
    documentId: string,
    actor: { actor: string; address: string; reason: string },
  ): Promise<
    { name: string; columns: string[]; rows: string[][]; json: unknown; hasPdf: boolean }
  >;
  documentPdf(
    institutionId: string,
    documentId: string,
    actor: { actor: string; address: string; reason: string },
  ): Promise<{ fileName: string; pdf: Uint8Array; sha256: string }>;
  /** PDFs, JSON and CSV of one submission. */
  zip(
    institutionId: string,
    submissionId: string,
    actor: { actor: string; address: string; reason: string },
  ): Promise<{ fileName: string; zip: Uint8Array }>;
  products(institutionId: string): Promise<ProductSetting[]>;
  product(institutionId: string, productId: string): Promise<ProductSetting>;
  /** @throws {ProductInvalidError} with field errors */
  saveProduct(institutionId: string, product: ProductInput): Promise<{ productId: string }>;
  catalogue(): Promise<DocumentType[]>;
  deliveries(
    institutionId: string,
    query: { state?: string; before?: string; limit: number },
  ): Promise<{ rows: DeliveryView[]; next?: string }>;
  sendAgain(institutionId: string, deliveryId: string, actor: string): Promise<void>;
  webhook(
    institutionId: string,
  ): Promise<{ url: string; active: boolean; changedAt: Date } | undefined>;
  /** Answers the signing secret once. @throws {WebhookAddressError} */
  setWebhook(
    institutionId: string,
    input: { url: string; active: boolean; actor: string },
  ): Promise<{ secret?: string }>;
  apiKeys(institutionId: string): Promise<
    {
      id: string;
      name: string;
      prefix: string;
      createdAt: Date;
      lastUsedAt?: Date;
      revokedAt?: Date;
    }[]
  >;
  /** The key itself is answered once and stored as a hash. */
  createApiKey(institutionId: string, input: { name: string; actor: string }): Promise<
    { id: string; key: string }
  >;
  revokeApiKey(institutionId: string, keyId: string, actor: string): Promise<void>;
  /** The institution that a presented API key belongs to. */
  institutionOfKey(key: string): Promise<string | undefined>;
  /** Pull API: documents ready since a cursor, oldest first; reading marks `pull` deliveries. */
  pull(institutionId: string, query: { after?: string; limit: number }): Promise<
    { rows: PulledDocument[]; next?: string }
  >;
}

export interface PulledDocument {
  readonly deliveryId: string;
  readonly documentId: string;
  readonly submissionId: string;
  readonly reference: string;
  readonly documentCode: string;
  readonly documentName: string;
  readonly state: "delivered" | "notProvided";
  readonly sha256?: string;
  readonly sizeBytes?: number;
  readonly issuedAt: string;
  readonly data: unknown;
}

export interface ProductSetting {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly submitterTypes: readonly SubmitterType[];
  readonly active: boolean;
  readonly documents: readonly {
    readonly documentCode: string;
    readonly periodExpression: string;
    readonly periodChangeable: boolean;
    readonly required: boolean;
  }[];
}

export type ProductInput = Omit<ProductSetting, "id"> & { readonly id?: string };

export interface DocumentType {
  readonly code: string;
  readonly name: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly submitterTypes: readonly SubmitterType[];
  readonly periodKind: PeriodChoice["kind"];
  readonly periodDefault: string;
  readonly hasPdf: boolean;
  readonly expectedSeconds: number;
  readonly active: boolean;
  readonly sources: readonly string[];
}
