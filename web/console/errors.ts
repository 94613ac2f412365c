import type { ErrorEntry } from "../errors/entry.ts";

/** What staff of institutions are told beyond the submitter's own errors. */
export const consoleErrors: readonly ErrorEntry[] = [
  entry(
    "DeliveryNotFoundError",
    404,
    "CONSOLE-404-1",
    "찾으시는 전달 기록이 없습니다.",
    "전달 기록에서 다시 찾아 주십시오.",
  ),
  entry(
    "InstitutionNotFoundError",
    404,
    "CONSOLE-404-2",
    "찾으시는 기관이 없습니다.",
    "운영자에게 문의해 주십시오.",
  ),
  entry(
    "ApiKeyNotFoundError",
    404,
    "CONSOLE-404-4",
    "찾으시는 API 키가 없습니다.",
    "연동 화면에서 키 목록을 다시 확인해 주십시오.",
  ),
  entry(
    "ArchiveTooLargeError",
    413,
    "CONSOLE-413",
    "한 번에 내려받기에는 너무 큽니다.",
    "서류를 하나씩 내려받아 주십시오.",
  ),
  entry(
    "WebhookMissingError",
    409,
    "CONSOLE-409-1",
    "보낼 웹훅이 없습니다.",
    "연동 화면에서 웹훅 주소를 먼저 저장해 주십시오.",
  ),
  entry(
    "ProductInvalidError",
    422,
    "CONSOLE-422-1",
    "상품을 저장할 수 없습니다.",
    "표시된 곳을 고쳐 다시 저장해 주십시오.",
  ),
  entry(
    "WebhookAddressError",
    422,
    "CONSOLE-422-2",
    "쓸 수 없는 주소입니다.",
    "공개된 https 주소를 입력해 주십시오.",
  ),
  entry(
    "SettingOutOfRangeError",
    422,
    "CONSOLE-422-3",
    "쓸 수 없는 값입니다.",
    "안내된 범위 안에서 다시 입력해 주십시오.",
  ),
  entry(
    "AgencyNotFoundError",
    404,
    "CONSOLE-404-3",
    "찾으시는 발급기관이 없습니다.",
    "현황에서 다시 골라 주십시오.",
  ),
  entry(
    "AgencyHoursError",
    422,
    "CONSOLE-422-4",
    "쓸 수 없는 이용 시간입니다.",
    "시각을 08:00처럼 적고, 여는 시각이 더 이르게 해 주십시오.",
  ),
];

function entry(
  error: string,
  status: ErrorEntry["status"],
  code: string,
  title: string,
  next: string,
): ErrorEntry {
  return { error, status, code, title, next };
}
