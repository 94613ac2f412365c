/**
 * What operators see and do.
 *
 * @module
 */
import type { DocumentType } from "./institution_desk.ts";
import type { ItemState, ItemView } from "./submission_view.ts";

export interface AgencyHealth {
  readonly code: string;
  readonly name: string;
  /** Hours in Asia/Seoul, HH:MM. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly state: "good" | "slow" | "blocked" | "closed";
  readonly averageSeconds?: number;
  readonly successRate?: number;
  readonly waitingCount: number;
  readonly runningCount: number;
  readonly reason?: string;
  readonly breakerOpenUntil?: Date;
}

export interface OperatorDesk {
  agencies(): Promise<AgencyHealth[]>;
  queue(query: { state?: ItemState; agencyCode?: string; limit: number; before?: string }): Promise<
    {
      rows: (ItemView & { submissionId: string; reference: string; institutionName: string })[];
      next?: string;
    }
  >;
  totals(): Promise<{ state: ItemState; count: number }[]>;
  /** Tries a waiting or failed item again now. */
  retryItem(itemId: string, actor: string): Promise<void>;
  /** Closes an agency's breaker by hand. */
  resetAgency(agencyCode: string, actor: string): Promise<void>;
  /** Changes an agency's hours in Asia/Seoul. @throws {AgencyHoursError, AgencyNotFoundError} */
  saveAgencyHours(input: {
    code: string;
    opensAt: string;
    closesAt: string;
    actor: string;
  }): Promise<void>;
  catalogue(): Promise<DocumentType[]>;
  saveDocumentType(input: {
    code: string;
    active: boolean;
    expectedSeconds: number;
    periodDefault: string;
    actor: string;
  }): Promise<void>;
}
