import type { Contract, ContractInput } from "@maru/debit";
import { dateField, integerField, optionalDateField, wonField } from "../../debit/money_fields.ts";
import type { FieldTexts, FormField } from "../../debit/money_form.ts";
import { choice, text, tick } from "../../forms/mod.ts";
import { groupDigits } from "../../ui/money.ts";
import { RAIL_WORDS } from "./words.ts";

export const CONTRACT_FIELDS: readonly FormField[] = [
  { name: "name", label: "계약 이름", lengthMax: 60 },
  {
    name: "rail",
    label: "출금 경로",
    options: [
      { value: "directLine", label: RAIL_WORDS.directLine },
      { value: "clearingHouse", label: RAIL_WORDS.clearingHouse },
    ],
  },
  {
    name: "dueDays",
    label: "출금일",
    hint: "쉼표로 나누어 적습니다. 31은 그 달의 마지막 날입니다. 예: 5, 15, 25",
    lengthMax: 120,
  },
  { name: "startsOn", label: "시작일", type: "date" },
  { name: "endsOn", label: "종료일", type: "date", required: false },
  { name: "monthlyLimitWon", label: "월 한도(원)", inputMode: "numeric" },
  { name: "debitLimitWon", label: "건당 한도(원)", inputMode: "numeric" },
  { name: "registrationFeeWon", label: "계좌신청 수수료(원)", inputMode: "numeric" },
  { name: "retriesAutomatically", label: "잔액 부족은 자동으로 다시 의뢰합니다", isSwitch: true },
];

export const CONTRACT_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  CONTRACT_FIELDS.map(({ name, label }) => [name, label]),
);

export const contractReaders = {
  name: text({ label: "계약 이름", lengthMax: 60 }),
  rail: choice({ label: "출금 경로", of: ["directLine", "clearingHouse"] }),
  dueDays: text({
    label: "출금일",
    lengthMax: 120,
    pattern: /^\s*\d{1,2}\s*(,\s*\d{1,2}\s*)*$/,
    patternMessage: "출금일을 5, 15, 25처럼 숫자와 쉼표로 입력해 주십시오.",
  }),
  startsOn: dateField({ label: "시작일" }),
  endsOn: optionalDateField({ label: "종료일" }),
  monthlyLimitWon: wonField({ label: "월 한도", min: 1n }),
  debitLimitWon: wonField({ label: "건당 한도", min: 1n }),
  registrationFeeWon: wonField({ label: "계좌신청 수수료" }),
  retriesAutomatically: tick({ label: "자동 재처리" }),
} as const;

type Read = Omit<ContractInput, "dueDays" | "endsOn"> & {
  readonly dueDays: string;
  readonly endsOn: string | undefined;
};

export function contractInputOf({ dueDays, endsOn, ...read }: Read): ContractInput {
  return {
    ...read,
    dueDays: dueDays.split(",").map(Number),
    ...(endsOn === undefined ? {} : { endsOn }),
  };
}

export function contractTexts(contract: ContractInput): FieldTexts {
  return {
    name: contract.name,
    rail: contract.rail,
    dueDays: contract.dueDays.join(", "),
    startsOn: contract.startsOn,
    endsOn: contract.endsOn ?? "",
    monthlyLimitWon: groupDigits(contract.monthlyLimitWon),
    debitLimitWon: groupDigits(contract.debitLimitWon),
    registrationFeeWon: groupDigits(contract.registrationFeeWon),
    retriesAutomatically: contract.retriesAutomatically ? "on" : "",
  };
}

/** A contract's item with its fees; they are without VAT. */
export function itemFields(
  contract: Contract,
  items: readonly { readonly code: string; readonly name: string }[],
): readonly FormField[] {
  return [
    {
      name: "itemCode",
      label: "집금항목",
      options: items.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: "collectionDay",
      label: "집금일",
      options: contract.dueDays.map((day) => ({ value: String(day), label: `${day}일` })),
    },
    { name: "successFeeWon", label: "출금 수수료(원)", inputMode: "numeric", hint: "부가세 별도" },
    {
      name: "failureFeeWon",
      label: "미처리 수수료(원)",
      inputMode: "numeric",
      hint: "부가세 별도",
    },
  ];
}

export const itemReaders = {
  itemCode: text({ label: "집금항목", lengthMax: 30 }),
  collectionDay: integerField({ label: "집금일", min: 1, max: 31 }),
  successFeeWon: wonField({ label: "출금 수수료" }),
  failureFeeWon: wonField({ label: "미처리 수수료" }),
} as const;

export const ITEM_LABELS: Readonly<Record<string, string>> = {
  itemCode: "집금항목",
  collectionDay: "집금일",
  successFeeWon: "출금 수수료",
  failureFeeWon: "미처리 수수료",
};
