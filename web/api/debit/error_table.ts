import {
  CustomerInputError,
  CutoffPassedError,
  DueDateNotContractedError,
  MonthlyLimitError,
  RetryNotAllowedError,
} from "@maru/debit";
import { ApiInputError } from "./errors.ts";

/** What programs are told of an error: a code that stays, and what else it knows. */
export interface ApiErrorRow {
  readonly status: number;
  readonly code: string;
  /** In Korean: what happened and what to do. */
  readonly message: string;
  /** Facts that a program goes on with, by name. */
  readonly detailsOf?: (error: Error) => Readonly<Record<string, unknown>>;
}

const notFound = (message: string): ApiErrorRow => ({ status: 404, code: "not_found", message });
const badCursor: ApiErrorRow = {
  status: 400,
  code: "invalid_cursor",
  message: "after가 이 목록에서 받은 값이 아닙니다. 목록을 처음부터 다시 읽어 주십시오.",
};

/** By the name of the class. */
export const API_ERRORS: Readonly<Record<string, ApiErrorRow>> = {
  ApiKeyError: {
    status: 401,
    code: "unauthorized",
    message: "API 키가 없거나 맞지 않습니다. Authorization: Bearer 머리글에 키를 넣어 주십시오.",
  },
  ApiBodyError: {
    status: 400,
    code: "invalid_json",
    message: "본문을 UTF-8로 된 JSON으로 보내 주십시오. 같은 이름의 값은 한 번만 넣을 수 있습니다.",
  },
  ApiMediaTypeError: {
    status: 415,
    code: "unsupported_media_type",
    message: "Content-Type: application/json으로 보내 주십시오.",
  },
  IdempotencyKeyError: {
    status: 400,
    code: "idempotency_key_missing",
    message: "Idempotency-Key 머리글에 1~200자의 영문, 숫자, 기호로 된 값을 넣어 주십시오.",
  },
  IdempotencyConflictError: {
    status: 409,
    code: "idempotency_conflict",
    message: "같은 Idempotency-Key로 다른 내용을 보내셨습니다. 새 키로 보내 주십시오.",
  },
  CallUnderWayError: {
    status: 409,
    code: "request_under_way",
    message: "같은 요청을 처리하고 있습니다. 잠시 뒤 같은 키로 다시 보내 주십시오.",
  },
  ApiInputError: {
    status: 422,
    code: "invalid_input",
    message: "값이 잘못되었습니다. problems를 확인해 주십시오.",
    detailsOf: problemsOf,
  },
  CustomerInputError: {
    status: 422,
    code: "invalid_input",
    message: "값이 잘못되었습니다. problems를 확인해 주십시오.",
    detailsOf: problemsOf,
  },
  CustomerNumberTakenError: {
    status: 409,
    code: "customer_number_taken",
    message: "이미 쓰고 있는 고객번호입니다.",
    detailsOf: () => ({ field: "number" }),
  },
  EndedError: { status: 409, code: "ended", message: "해지되어 바꿀 수 없습니다." },
  CutoffPassedError: {
    status: 409,
    code: "cutoff_passed",
    message: "마감 시각이 지났습니다. earliestDate부터 의뢰할 수 있습니다.",
    detailsOf: (error) =>
      error instanceof CutoffPassedError
        ? { cutoffAt: error.cutoffAt.toISOString(), earliestDate: error.earliestDate }
        : {},
  },
  DueDateNotContractedError: {
    status: 422,
    code: "due_date_not_contracted",
    message:
      "계약에 없는 출금일입니다. dueDays 가운데 골라 주십시오. 31은 말일입니다. 의뢰한 것은 없습니다.",
    detailsOf: (error) =>
      error instanceof DueDateNotContractedError
        ? { field: "dueDate", dueDays: error.dueDays }
        : {},
  },
  CalendarNotCoveredError: {
    status: 409,
    code: "calendar_not_covered",
    message: "공휴일을 확정하지 않은 연도에 걸립니다. 확정한 연도의 날짜로 보내 주십시오.",
  },
  MonthlyLimitError: {
    status: 409,
    code: "monthly_limit_exceeded",
    message: "월 이체 한도를 넘습니다. 의뢰한 것은 없습니다.",
    detailsOf: (error) =>
      error instanceof MonthlyLimitError
        ? {
          limitWon: Number(error.limitWon),
          usedWon: Number(error.usedWon),
          requestedWon: Number(error.requestedWon),
        }
        : {},
  },
  RetryNotAllowedError: {
    status: 409,
    code: "retry_not_allowed",
    message: "재처리할 수 없습니다. reason을 확인해 주십시오. 의뢰한 것은 없습니다.",
    detailsOf: (error) =>
      error instanceof RetryNotAllowedError
        ? { reason: error.reason, date: error.date, orderId: error.orderId }
        : {},
  },
  AlreadySentError: {
    status: 409,
    code: "already_sent",
    message: "이미 은행으로 보내 취소할 수 없습니다.",
  },
  RegistrationUnderWayError: {
    status: 409,
    code: "registration_under_way",
    message: "앞서 한 계좌신청의 결과를 기다리고 있습니다.",
  },
  ApiRouteError: {
    status: 404,
    code: "no_such_operation",
    message: "그런 주소와 방식의 요청은 없습니다. /api/v1/debit/openapi.json을 확인해 주십시오.",
  },
  OrderCursorInvalidError: badCursor,
  ListCursorInvalidError: badCursor,
  PageNotFoundError: notFound("찾으시는 것이 없습니다."),
  CustomerNotFoundError: notFound("찾으시는 고객이 없습니다."),
  InstructionNotFoundError: notFound("찾으시는 이체정보가 없습니다."),
  ContractNotFoundError: notFound("찾으시는 계약이 없습니다."),
  OrderNotFoundError: notFound("찾으시는 이체의뢰가 없습니다."),
  SettlementNotFoundError: notFound("찾으시는 정산이 없습니다."),
  IntegrationNotFoundError: notFound("찾으시는 웹훅 주소나 이벤트가 없습니다."),
};

/** By status, for what has no row of its own: the doors in front of the routes, and faults of ours. */
export const API_CODES_BY_STATUS: Readonly<Record<number, string>> = {
  400: "bad_request",
  403: "forbidden",
  404: "not_found",
  408: "request_timeout",
  409: "conflict",
  413: "body_too_large",
  422: "invalid_input",
  429: "rate_limited",
  500: "internal_error",
  503: "unavailable",
};

function problemsOf(error: Error): Readonly<Record<string, unknown>> {
  if (!(error instanceof ApiInputError || error instanceof CustomerInputError)) return {};
  return { field: error.problems[0]?.field, problems: error.problems };
}
