import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { DUPLICATE_LOGIN_CODE, DUPLICATE_LOGIN_TEXT } from "../failures.ts";
import type { Parts } from "../parts.ts";
import { finishIfEnded } from "./end_items.ts";
import { addItemEvent } from "./item_event.ts";
import type { Notices } from "./notices.ts";

/** Fails whatever a session that a newer login ended still has to do (LOGIN-999). */
export type EndSession = (tx: Transaction, sessionId: string) => Promise<void>;

interface EndedItem {
  submission_id: string;
  id: string;
  attempt_number: number;
  document_name: string;
}

/**
 * Issued items stay. A lease is left to its holder: the call that is under way must come back, or
 * time out, before another login may go to that agency.
 */
export function createEndSession(
  { kernel, notices }: Pick<Parts, "kernel"> & { notices: Notices },
): EndSession {
  return async (tx, sessionId) => {
    const now = kernel.clock.now();
    const { rows } = await sql<EndedItem>`
      update submission.item i
      set state = 'failed', failure_class = 'duplicateLogin',
        failure_code = ${DUPLICATE_LOGIN_CODE}, failure_text = ${DUPLICATE_LOGIN_TEXT},
        retryable = true, next_at = null, finished_at = ${now},
        failure_count = i.failure_count + 1, two_way_sealed = null, auth_expires_at = null,
        auth_confirmed_at = null, auth_ask_count = 0, version = i.version + 1
      from submission.submission s
      where s.session_id = ${sessionId}::uuid and s.state = 'running'
        and i.submission_id = s.id
        and i.state in ('queued', 'waitingAgency', 'running', 'authWait')
      returning i.submission_id, i.id, i.attempt_number, i.document_name`.execute(tx);
    await sql`
      update submission.submission set superseded_at = coalesce(superseded_at, ${now}),
        version = version + 1
      where session_id = ${sessionId}::uuid and state = 'running'`.execute(tx);
    for (const item of rows) {
      await addItemEvent({ tx, kernel }, {
        item_id: item.id,
        attempt_number: item.attempt_number,
        state: "failed",
        failure_class: "duplicateLogin",
        failure_code: DUPLICATE_LOGIN_CODE,
      });
    }
    for (const submissionId of new Set(rows.map((item) => item.submission_id))) {
      const first = rows.find((item) => item.submission_id === submissionId)!;
      await notices.failed(tx, {
        submissionId,
        documentName: first.document_name,
        class: "duplicateLogin",
      });
      await finishIfEnded({ tx, kernel, notices }, submissionId);
    }
  };
}
