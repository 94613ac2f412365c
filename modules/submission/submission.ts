/**
 * One-click submission (원클릭 서류제출): products ask for documents; a submitter presses one button;
 * each document is issued by its agency and delivered to the institution once in effect.
 *
 * @module
 */
import type { Transaction } from "@maru/kernel";
import type { InstitutionDesk } from "./institution_desk.ts";
import type { OperatorDesk } from "./operator_desk.ts";
import type { SubmitterDesk } from "./submitter_desk.ts";

export type * from "./institution_desk.ts";
export type * from "./operator_desk.ts";
export type * from "./submission_view.ts";
export type * from "./submitter_desk.ts";

export interface Submission {
  readonly submitter: SubmitterDesk;
  readonly institution: InstitutionDesk;
  readonly operator: OperatorDesk;
  /** Called by demo data: an institution with its retention. */
  createInstitution(
    tx: Transaction,
    input: { id: string; name: string; retentionDays: number; helpPhone?: string },
  ): Promise<void>;
}
