import {
  type CustomerInputError,
  type FieldProblem,
  type ImportReason,
  type Instruction,
  type RegistrationState,
  type RowField,
} from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import type { Html } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";

/** Fields as the source names them. */
export const FIELD_LABELS: Readonly<Record<RowField, string>> = {
  contractId: "계약",
  number: "고객번호",
  name: "고객명",
  kind: "고객구분",
  grade: "고객등급",
  identity: "사업자번호/생년월일",
  representative: "대표자명",
  phone: "전화번호",
  mobile: "휴대번호",
  email: "이메일",
  industryCode: "업종",
  joinedOn: "최초가입일",
  region: "지역",
  postcode: "우편번호",
  address: "주소",
  addressDetail: "상세주소",
  itemCode: "집금항목",
  limitWon: "건당출금한도",
  monthlyWon: "월이체금액",
  discountRate: "할인율",
  discountWon: "할인금액",
  firstMonth: "최초이체년월",
  lastMonth: "최종이체년월",
  dueDay: "이체예정일",
  bankCode: "이체은행",
  account: "계좌번호",
  holder: "예금주",
  holderIdentity: "예금주 사업자번호/생년월일",
  manager: "관리자명",
};

/** What is wrong with a field, and what a right one looks like. */
export const REASON_WORDS: Readonly<Record<ImportReason, string>> = {
  missing: "입력하지 않았습니다. 반드시 입력해 주십시오.",
  tooLong: "너무 깁니다. 줄여서 입력해 주십시오.",
  notAChoice: "고를 수 있는 값이 아닙니다. 정해진 값에서 골라 주십시오.",
  notANumber: "숫자로 입력해 주십시오.",
  notADate: "날짜가 아닙니다. YYYY-MM-DD로 입력해 주십시오.",
  notAMonth: "연월이 아닙니다. YYYY-MM으로 입력해 주십시오.",
  monthsReversed: "최초이체년월보다 빠릅니다. 같거나 늦은 달을 입력해 주십시오.",
  overLimit: "한도를 넘습니다. 한도 이하로 입력해 주십시오.",
  discountTooHigh: "이체금액보다 큰 할인입니다. 100% 이하로 입력해 주십시오.",
  dueDayNotContracted: "계약에 없는 이체예정일입니다. 계약된 날에서 골라 주십시오.",
  itemNotContracted: "계약에 없는 집금항목입니다. 계약된 항목에서 골라 주십시오.",
  bankUnknown: "이체할 수 없는 은행입니다. 목록의 은행에서 골라 주십시오.",
  accountFormat: "그 은행의 계좌번호 자릿수가 아닙니다. 다시 확인해 주십시오.",
  identityFormat: "사업자번호 10자리 또는 생년월일 6자리로 입력해 주십시오.",
  businessNumber: "맞지 않는 사업자번호입니다. 10자리를 다시 확인해 주십시오.",
  residentNumber: "주민등록번호는 받지 않습니다. 생년월일 6자리로 입력해 주십시오.",
  phoneFormat: "전화번호 형식이 아닙니다. 지역번호나 010부터 입력해 주십시오.",
  emailFormat: "이메일 형식이 아닙니다. 이름@회사.kr처럼 입력해 주십시오.",
  postcodeFormat: "숫자 5자리로 입력해 주십시오.",
  characters: "쓸 수 없는 글자가 있습니다. 한글, 영문, 숫자로 입력해 주십시오.",
  duplicateInFile: "파일 안에 같은 고객번호가 또 있습니다. 하나만 남겨 주십시오.",
  customerNumberTaken: "다른 고객이 쓰는 번호입니다. 다른 번호를 입력해 주십시오.",
  precision:
    "엑셀이 뒷자리를 0으로 바꾼 숫자입니다. 셀을 텍스트 형식으로 바꿔 다시 입력해 주십시오.",
  rateBelowOne: "할인율은 1부터 100까지의 숫자로 입력해 주십시오. 10%는 10입니다.",
  notWholeWon: "원 단위의 정수로 입력해 주십시오. 소수점 아래는 쓸 수 없습니다.",
  errorCell: "엑셀의 오류 값이 든 칸입니다. 수식을 고치거나 값을 입력해 주십시오.",
  formulaCell:
    "수식의 결과가 저장되지 않은 칸입니다. 엑셀에서 열어 다시 저장하거나 값을 입력해 주십시오.",
  zeroLost: "앞의 0이 빠졌습니다. 셀 서식을 텍스트로 바꾸고 0부터 다시 입력해 주십시오.",
  quoteTyped: "앞에 작은따옴표가 들어 있습니다. 셀 서식을 텍스트로 바꾸고 숫자만 입력해 주십시오.",
};

const NO_RESIDENT_NUMBER = "주민등록번호는 받지 않습니다. 다른 고객번호를 입력해 주십시오.";

/** What is wrong, in words that fit the column, named by its field or as in the template. */
export function reasonWords(column: string, reason: ImportReason): string {
  const isNumber = column === "number" || column === "customerNumber";
  return isNumber && reason === "residentNumber" ? NO_RESIDENT_NUMBER : REASON_WORDS[reason];
}

/** All that is wrong, each at its field. */
export function problemErrors({ problems }: CustomerInputError): FieldError[] {
  return problems.map((problem) => ({ field: problem.field, message: problemText(problem) }));
}

function problemText({ field, reason }: FieldProblem): string {
  return labelled(FIELD_LABELS[field], reasonWords(field, reason));
}

/** What is wrong, behind the label that it is wrong with; words that begin with it say it once. */
export function labelled(label: string, words: string): string {
  return words.startsWith(label) ? words : `${label}: ${words}`;
}

/** The same beside the field itself, whose label stands above it. */
export function withoutLabel(message: string | undefined, label: string): string | undefined {
  return message?.startsWith(`${label}: `) ? message.slice(label.length + 2) : message;
}

const REGISTRATION_WORDS: Readonly<
  Record<RegistrationState, { readonly tone: Tone; readonly text: string }>
> = {
  none: { tone: "neutral", text: "신청 없음" },
  waiting: { tone: "info", text: "신청대기" },
  sent: { tone: "info", text: "신청중" },
  done: { tone: "good", text: "신청완료" },
  failed: { tone: "bad", text: "신청미완료" },
  cancelled: { tone: "neutral", text: "해지" },
};

export const REGISTRATION_OPTIONS = Object.entries(REGISTRATION_WORDS)
  .map(([value, { text }]) => ({ value: value as RegistrationState, label: text }));

/** 계좌신청 of an instruction, or that it was stopped or ended. */
export function InstructionState(
  instruction: Pick<Instruction, "state" | "registrationState" | "needsRegistration">,
): Html {
  if (instruction.state === "ended") return Badge({ tone: "neutral", children: "해지" });
  if (instruction.state === "stopped") return Badge({ tone: "care", children: "일시중지" });
  const { tone, text } = REGISTRATION_WORDS[instruction.registrationState];
  return Badge({ tone, children: text });
}

/** The same in words alone, for files. */
export function instructionStateText(
  { state, registrationState }: Pick<Instruction, "state" | "registrationState">,
): string {
  if (state === "ended") return "해지";
  return state === "stopped" ? "일시중지" : REGISTRATION_WORDS[registrationState].text;
}

export const KIND_WORDS = { individual: "개인", business: "사업자" } as const;

/** 31 stands for the last day of the month. */
export function dueDayText(day: number): string {
  return day === 31 ? "말일" : `${day}일`;
}

/** 1050 → 10.5%. */
export function rateText(discountRate: number): string {
  return discountRate === 10_000 ? "면제(100%)" : `${discountRate / 100}%`;
}

/** 2026-12-01 → 2026.12. */
export function monthText(month: string): string {
  return month.slice(0, 7).replace("-", ".");
}

/** What was typed, without a resident number: nobody shall see one on a page. */
export function withoutResidentNumbers<Typed extends Readonly<Record<string, string>>>(
  typed: Typed,
  { problems }: CustomerInputError,
): Typed {
  const wrong = problems.filter(({ reason }) => reason === "residentNumber");
  return { ...typed, ...Object.fromEntries(wrong.map(({ field }) => [field, ""])) };
}

/** The same before the rules have looked: 13 digits where a birth date or a business number belongs. */
export function withoutLikelyResidentNumbers<Typed extends Readonly<Record<string, string>>>(
  typed: Typed,
): Typed {
  const wrong = ["identity", "holderIdentity"]
    .filter((field) => (typed[field] ?? "").replaceAll(/\D/g, "").length === 13);
  return { ...typed, ...Object.fromEntries(wrong.map((field) => [field, ""])) };
}
