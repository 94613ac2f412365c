import type { Transaction } from "./database.ts";

/** One access to personal data (개인정보 접속기록, 안전성 확보조치 기준 제8조): kept two years. */
export interface AccessRecord {
  /** Who: kind and id, e.g. `staff:0190…`, `operator:…`, `submitter:…`, `system`. */
  readonly actor: string;
  readonly tenantId?: string;
  readonly address?: string;
  /** What was done, e.g. `document.download`, `document.destroy`, `phone.reveal`. */
  readonly action: string;
  /** Whose data: an id, never the data. */
  readonly subject: string;
  readonly reason?: string;
}

export interface AccessLogEntry extends AccessRecord {
  readonly id: string;
  readonly at: Date;
}

export interface AccessLogQuery {
  readonly tenantId?: string;
  readonly action?: string;
  readonly text?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly limit: number;
  readonly before?: string;
}

/** Append-only in the database itself. */
export interface AccessLog {
  record(tx: Transaction, record: AccessRecord): Promise<void>;
  find(query: AccessLogQuery): Promise<AccessLogEntry[]>;
}
