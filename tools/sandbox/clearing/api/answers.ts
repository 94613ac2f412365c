import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Codes of the API (response_code); B0000 and B0007 are KFTC's, the others our reading. */
const CODES = {
  B0000: { status: 200, message: "정상" },
  B0001: { status: 400, message: "요청 값이 올바르지 않습니다." },
  B0002: { status: 401, message: "토큰이 유효하지 않습니다." },
  B0003: { status: 401, message: "이용기관 인증에 실패했습니다." },
  B0004: { status: 404, message: "파일이 없습니다." },
  B0006: { status: 400, message: "영업일이 아니거나 조회할 수 없는 날짜입니다." },
  B0007: { status: 409, message: "이미 수신한 파일입니다." },
  B0008: { status: 400, message: "송신 시간이 지났습니다." },
  B0009: { status: 409, message: "취소할 수 없는 파일입니다." },
  B0010: { status: 400, message: "아직 송신할 수 없는 날짜입니다." },
  B9998: { status: 503, message: "서비스 점검 중입니다." },
  B9999: { status: 500, message: "시스템 오류가 발생했습니다." },
} as const satisfies Record<string, { status: ContentfulStatusCode; message: string }>;

export type ApiCode = keyof typeof CODES;

/** The request ends with this code. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";
  constructor(readonly code: Exclude<ApiCode, "B0000">) {
    super(`Cannot answer the request: ${code}`);
  }
}

export function answer(c: Context, data: unknown): Response {
  return c.json({ response_code: "B0000", response_message: CODES.B0000.message, data });
}

export function refuse(c: Context, code: ApiCode): Response {
  const { status, message } = CODES[code];
  return c.json({ response_code: code, response_message: message }, status);
}
