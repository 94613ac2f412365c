import type { WebContext } from "../../context.ts";
import type { KeptAnswer } from "./answer_once.ts";
import { API_CODES_BY_STATUS, API_ERRORS } from "./error_table.ts";

export interface ErrorAnswer extends KeptAnswer {
  readonly retryAfterSeconds?: number;
}

const FAULT_MIN = 500;

/** `{ error: { code, message, field?, problems?, … } }`; of faults of ours nothing is told. */
export function answerError(context: Pick<WebContext, "errors">, error: unknown): ErrorAnswer {
  const row = error instanceof Error ? API_ERRORS[error.name] : undefined;
  if (row !== undefined && error instanceof Error) {
    const details = row.detailsOf?.(error) ?? {};
    return {
      status: row.status,
      body: { error: { code: row.code, message: row.message, ...details } },
      ...(row.code === "request_under_way" ? { retryAfterSeconds: 1 } : {}),
    };
  }
  const { status, title, next, retryAfterSeconds } = context.errors.tell(error);
  const code = API_CODES_BY_STATUS[status] ?? (status < FAULT_MIN ? "bad_request" : "unavailable");
  return {
    status,
    body: { error: { code, message: `${title} ${next}` } },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
