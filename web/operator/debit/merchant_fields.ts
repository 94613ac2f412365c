import type { MerchantInput } from "@maru/debit";
import { integerField } from "../../debit/money_fields.ts";
import type { FieldTexts, FormField } from "../../debit/money_form.ts";
import { choice, optionalText, text } from "../../forms/mod.ts";

/** What operators set for a merchant. */
export const MERCHANT_FIELDS: readonly FormField[] = [
  { name: "name", label: "업체 이름", lengthMax: 60 },
  { name: "businessNumber", label: "사업자등록번호", inputMode: "numeric", lengthMax: 12 },
  { name: "representative", label: "대표자", lengthMax: 60, required: false },
  { name: "address", label: "주소", lengthMax: 200, required: false },
  { name: "businessType", label: "업태", lengthMax: 60, required: false },
  { name: "businessItem", label: "종목", lengthMax: 60, required: false },
  { name: "email", label: "이메일", type: "email", lengthMax: 100, required: false },
  { name: "phone", label: "전화번호", type: "tel", lengthMax: 20, required: false },
  {
    name: "settlementCycle",
    label: "정산 주기",
    options: [
      { value: "daily", label: "출금일마다" },
      { value: "monthly", label: "매월 한 번" },
    ],
  },
  {
    name: "settlementDay",
    label: "정산일",
    inputMode: "numeric",
    hint: "출금일마다이면 출금 뒤 며칠째 영업일인지, 매월 한 번이면 다음 달 며칠인지 적습니다.",
  },
];

export const MERCHANT_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  MERCHANT_FIELDS.map(({ name, label }) => [name, label]),
);

export const merchantReaders = {
  name: text({ label: "업체 이름", lengthMax: 60 }),
  businessNumber: text({ label: "사업자등록번호", lengthMax: 12 }),
  representative: optionalText({ label: "대표자", lengthMax: 60 }),
  address: optionalText({ label: "주소", lengthMax: 200 }),
  businessType: optionalText({ label: "업태", lengthMax: 60 }),
  businessItem: optionalText({ label: "종목", lengthMax: 60 }),
  email: optionalText({ label: "이메일", lengthMax: 100 }),
  phone: optionalText({ label: "전화번호", lengthMax: 20 }),
  settlementCycle: choice({ label: "정산 주기", of: ["daily", "monthly"] }),
  settlementDay: integerField({ label: "정산일", min: 1, max: 28 }),
} as const;

type Read =
  & Pick<MerchantInput, "name" | "businessNumber" | "settlementCycle" | "settlementDay">
  & {
    readonly [
      Field in
        | "representative"
        | "address"
        | "businessType"
        | "businessItem"
        | "email"
        | "phone"
    ]: string | undefined;
  };

export function merchantInputOf(read: Read): Omit<MerchantInput, "id"> {
  return {
    name: read.name,
    businessNumber: read.businessNumber,
    representative: read.representative ?? "",
    address: read.address ?? "",
    businessType: read.businessType ?? "",
    businessItem: read.businessItem ?? "",
    email: read.email ?? "",
    phone: read.phone ?? "",
    settlementCycle: read.settlementCycle,
    settlementDay: read.settlementDay,
  };
}

export function merchantTexts(merchant: Omit<MerchantInput, "id">): FieldTexts {
  return {
    name: merchant.name,
    businessNumber: merchant.businessNumber,
    representative: merchant.representative,
    address: merchant.address,
    businessType: merchant.businessType,
    businessItem: merchant.businessItem,
    email: merchant.email,
    phone: merchant.phone,
    settlementCycle: merchant.settlementCycle,
    settlementDay: String(merchant.settlementDay),
  };
}
