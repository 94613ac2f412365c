import { FIELD_COLUMNS, type ImportField } from "../columns.ts";

const FAMILY_NAMES = ["김", "이", "박", "최", "정"] as const;
const GIVEN_NAMES = ["하늘", "바다", "별", "솔", "한결", "다온", "새봄"] as const;
const GRADES = ["일반", "우대", "특별"] as const;
const REGIONS = ["서울", "부산", "경기", "제주"] as const;
/** Names of banks, and what made-up account numbers of theirs begin with. */
const BANKS = [["신한은행", "110"], ["국민은행", "401"], ["우리", "1002"], ["088", "140"]] as const;
/** It passes the check of business numbers and is nobody's. */
const BUSINESS_NUMBER = "123-45-00003";

/** A good row of a made-up payer, in the order of the template. */
export function sampleCells(
  index: number,
  { numberPrefix = "S", itemName = "학원비", dueDay = "25" }: {
    numberPrefix?: string;
    itemName?: string;
    dueDay?: string;
  } = {},
): string[] {
  const isBusiness = index % 10 === 9;
  const name = FAMILY_NAMES[index % 5]! + GIVEN_NAMES[index % 7]!;
  const digits = String(index).padStart(8, "0");
  const identity = isBusiness ? BUSINESS_NUMBER : `8${index % 10}0${1 + index % 9}1${index % 10}`;
  const [bank, accountPrefix] = BANKS[index % 4]!;
  const values: Readonly<Record<ImportField, string>> = {
    number: numberPrefix + digits,
    name: isBusiness ? `${name} 상사` : name,
    kind: isBusiness ? "사업자" : "개인",
    grade: GRADES[index % 3]!,
    identity,
    representative: isBusiness ? name : "",
    phone: index % 2 === 0 ? "02-700-0000" : "",
    mobile: `010-${digits.slice(0, 4)}-${digits.slice(4)}`,
    email: index % 3 === 0 ? `payer${index}@example.com` : "",
    industryCode: isBusiness ? "85501" : "",
    joinedOn: "2026-03-02",
    region: REGIONS[index % 4]!,
    postcode: "04524",
    address: "가람시 나루구 다리로 1",
    addressDetail: `${index % 30 + 1}동 ${index % 20 + 1}01호`,
    itemCode: itemName,
    limitWon: "500,000",
    monthlyWon: String(100_000 + index % 100 * 1_000),
    discountRate: index % 5 === 0 ? "10" : "",
    discountWon: "",
    firstMonth: "2026-12",
    lastMonth: index % 7 === 0 ? "2027-11" : "",
    dueDay,
    bankCode: bank,
    account: accountPrefix + digits.padStart(13 - accountPrefix.length, "0"),
    holder: name,
    holderIdentity: identity,
    manager: "이담당",
  };
  return FIELD_COLUMNS.map(({ field }) => values[field]);
}
