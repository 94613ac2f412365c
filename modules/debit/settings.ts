import {
  type ConfigOf,
  isBusinessNumber,
  normaliseNumber,
  parseText,
  type Settings,
} from "@maru/kernel";

/** What the debit module is told at start; the adapters have settings of their own. */
export const debitSettings = {
  institutionCode: {
    env: "CLEARING_INSTITUTION_CODE",
    description: "our institution code (이용기관코드) at the clearing house, ten characters",
    example: "9912345678",
    fallback: "9912345678",
    requiredInProduction: true,
    parse: parseText,
  },
  collectingBankCode: {
    env: "COLLECTING_BANK_CODE",
    description: "three-digit code of the bank that collects for us",
    example: "088",
    fallback: "088",
    requiredInProduction: true,
    parse: parseText,
  },
  collectingAccount: {
    env: "COLLECTING_ACCOUNT",
    description: "our account that debits are collected into, digits alone",
    example: "(account number)",
    secret: true,
    fallback: "110000000000",
    requiredInProduction: true,
    parse: parseText,
  },
  supplierBusinessNumber: {
    env: "SUPPLIER_BUSINESS_NUMBER",
    description: "our business number on tax invoices, ten digits",
    example: "1208700004",
    fallback: "1208700004",
    requiredInProduction: true,
    parse: parseBusinessNumber,
  },
  supplierName: {
    env: "SUPPLIER_NAME",
    description: "our name on tax invoices",
    example: "주식회사 마루",
    fallback: "주식회사 마루",
    requiredInProduction: true,
    parse: parseText,
  },
  supplierRepresentative: {
    env: "SUPPLIER_REPRESENTATIVE",
    description: "our representative on tax invoices",
    example: "한마루",
    fallback: "한마루",
    requiredInProduction: true,
    parse: parseText,
  },
  supplierAddress: {
    env: "SUPPLIER_ADDRESS",
    description: "our address on tax invoices",
    example: "서울특별시 중구 세종대로 1",
    fallback: "서울특별시 중구 세종대로 1",
    requiredInProduction: true,
    parse: parseText,
  },
} as const satisfies Settings;

export type DebitSettings = ConfigOf<typeof debitSettings>;

/** Ten digits with the right last one: a wrong number would stand on every tax invoice. */
function parseBusinessNumber(text: string): string {
  const digits = normaliseNumber(text);
  if (!isBusinessNumber(digits)) throw new RangeError("a business number (사업자등록번호)");
  return digits;
}
