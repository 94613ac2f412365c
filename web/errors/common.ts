import type { ErrorEntry } from "./entry.ts";
import {
  BodyCutOffError,
  BodyRoomFullError,
  BodyTooLargeError,
  BodyTooSlowError,
  CrossOriginError,
  FormTokenError,
  PageNotFoundError,
  RequestUnreadableError,
} from "./web_errors.ts";

/** Errors of the shell and the kernel. */
export const commonErrors: readonly ErrorEntry[] = [
  {
    error: "Http400Error",
    status: 400,
    code: "COMMON-400",
    title: "보내신 내용을 읽을 수 없습니다.",
    next: "이전 화면으로 돌아가 다시 시도해 주십시오.",
  },
  {
    error: RequestUnreadableError.name,
    status: 400,
    code: "COMMON-400-3",
    title: "보내신 내용에 읽을 수 없는 글자가 있습니다.",
    next: "이전 화면으로 돌아가 다시 입력해 주십시오.",
  },
  {
    error: BodyCutOffError.name,
    status: 400,
    code: "COMMON-400-4",
    title: "보내시던 내용이 중간에 끊겼습니다.",
    next: "인터넷 연결을 확인하고 다시 보내 주십시오.",
  },
  {
    error: CrossOriginError.name,
    status: 403,
    code: "COMMON-403-1",
    title: "다른 사이트에서 보낸 요청이라 처리하지 않았습니다.",
    next: "마루 화면을 직접 열어 다시 시도해 주십시오.",
  },
  {
    error: FormTokenError.name,
    status: 403,
    code: "COMMON-403-2",
    title: "화면을 연 뒤 로그인 상태가 바뀌었습니다.",
    next:
      "이전 화면을 새로고침한 뒤 다시 시도해 주십시오. 계속되면 브라우저의 쿠키가 꺼져 있는지 확인해 주십시오.",
  },
  {
    error: PageNotFoundError.name,
    status: 404,
    code: "COMMON-404",
    title: "찾으시는 화면이 없습니다.",
    next: "주소를 확인하시거나 첫 화면에서 다시 찾아 주십시오.",
  },
  {
    error: "DeadLetterNotFoundError",
    status: 404,
    code: "COMMON-404-2",
    title: "찾으시는 작업이 없습니다.",
    next: "이미 다시 실행했을 수 있습니다. 멈춘 작업 목록을 새로고침해 주십시오.",
  },
  {
    error: BodyTooSlowError.name,
    status: 408,
    code: "COMMON-408",
    title: "내용을 받는 데 시간이 너무 오래 걸렸습니다.",
    next: "인터넷 연결을 확인하고 다시 보내 주십시오.",
  },
  {
    error: "IdempotencyConflictError",
    status: 409,
    code: "COMMON-409",
    title: "이미 처리한 요청과 내용이 다릅니다.",
    next: "화면을 새로고침해 지금 상태를 확인한 뒤 다시 시도해 주십시오.",
  },
  {
    error: "CalendarBusyError",
    status: 409,
    code: "COMMON-409-2",
    title: "지금은 공휴일을 바꿀 수 없습니다.",
    next: "의뢰의 일정을 다시 정하고 있습니다. 잠시 뒤에 다시 해 주십시오.",
  },
  {
    error: "CalendarNotCoveredError",
    status: 409,
    code: "COMMON-409-3",
    title: "공휴일을 확정하지 않은 연도에 걸립니다.",
    next: "날짜를 확정한 연도 안으로 바꾸거나, 운영자에게 그 연도의 공휴일 확정을 요청해 주십시오.",
  },
  {
    error: BodyTooLargeError.name,
    status: 413,
    code: "COMMON-413",
    title: "보내신 파일이나 내용이 너무 큽니다.",
    next: "파일 크기를 줄여 다시 보내 주십시오.",
    nextFor: (error) =>
      error instanceof BodyTooLargeError
        ? `한 번에 ${formatBytes(error.bytesMax)}까지 보낼 수 있습니다. 줄여서 다시 보내 주십시오.`
        : "파일 크기를 줄여 다시 보내 주십시오.",
  },
  {
    error: "RateLimitedError",
    status: 429,
    code: "COMMON-429",
    title: "짧은 시간에 여러 번 시도하셨습니다.",
    next: "잠시 뒤 다시 시도해 주십시오.",
    nextFor: (error) => `${formatWait(retryAfter(error))} 뒤에 다시 시도해 주십시오.`,
    retryAfterSeconds: retryAfter,
  },
  {
    error: BodyRoomFullError.name,
    status: 503,
    code: "COMMON-503",
    title: "지금은 받고 있는 파일이 많습니다.",
    next: "잠시 뒤 다시 보내 주십시오.",
    retryAfterSeconds: retryAfter,
  },
];

function retryAfter(error: Error): number {
  const seconds = "retryAfterSeconds" in error ? Number(error.retryAfterSeconds) : NaN;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : RETRY_AFTER_SECONDS;
}

function formatWait(seconds: number): string {
  return seconds < 60 ? `${seconds}초` : `${Math.ceil(seconds / 60)}분`;
}

function formatBytes(bytes: number): string {
  return bytes >= 1_048_576
    ? `${Math.floor(bytes / 1_048_576)}MB`
    : `${Math.floor(bytes / 1_024)}KB`;
}

const RETRY_AFTER_SECONDS = 60;
