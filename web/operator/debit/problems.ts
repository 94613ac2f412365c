import type { FieldRefusal, SettingProblem } from "@maru/debit";
import type { FieldError } from "../../forms/mod.ts";

const WORDS: Readonly<Record<SettingProblem, string>> = {
  missing: "입력해 주십시오.",
  tooLong: "너무 깁니다. 줄여 주십시오.",
  characters: "쓸 수 없는 글자가 있습니다.",
  format: "형식이 맞지 않습니다. 다시 확인해 주십시오.",
  outOfRange: "쓸 수 있는 범위를 벗어났습니다.",
  unknown: "목록에 없는 값입니다.",
  reversed: "앞뒤 순서가 바뀌었습니다.",
  overLimit: "월 한도보다 클 수 없습니다.",
  notContracted: "계약한 출금일 가운데에서 골라 주십시오.",
  inUse: "고객의 이체정보에서 쓰고 있어 바꿀 수 없습니다.",
  taken: "이미 있습니다.",
};

/** What the module refused, at the fields of the form. */
export function fieldErrorsOf(
  problems: readonly FieldRefusal[],
  labels: Readonly<Record<string, string>>,
): FieldError[] {
  return problems.map(({ field, reason }) => ({
    field,
    message: `${labels[field] ?? field}: ${WORDS[reason]}`,
  }));
}
