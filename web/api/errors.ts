import type { ErrorEntry } from "../errors/entry.ts";

/** The API key is missing, unknown or revoked; which, is not told. */
export class ApiKeyError extends Error {
  override name = "ApiKeyError";
  constructor() {
    super("Cannot answer without a valid API key");
  }
}

/** A query parameter is outside its range. */
export class ApiQueryError extends Error {
  override name = "ApiQueryError";
  constructor(readonly parameter: string) {
    super(`Cannot read query parameter "${parameter}"`);
  }
}

/** The body is not JSON. */
export class ApiBodyError extends Error {
  override name = "ApiBodyError";
  constructor() {
    super("Cannot read the body as JSON");
  }
}

export const apiErrors: readonly ErrorEntry[] = [
  {
    error: "ApiKeyError",
    status: 401,
    code: "API-401",
    title: "API 키가 없거나 맞지 않습니다.",
    next: "Authorization: Bearer 머리글에 사용 중인 키를 넣어 주십시오.",
  },
  {
    error: "ApiBodyError",
    status: 400,
    code: "API-400-1",
    title: "본문을 읽을 수 없습니다.",
    next: "본문을 JSON으로 보내 주십시오.",
  },
  {
    error: "ApiQueryError",
    status: 400,
    code: "API-400",
    title: "조회 조건이 잘못되었습니다.",
    next: "limit은 1부터 200까지의 정수입니다.",
  },
];
