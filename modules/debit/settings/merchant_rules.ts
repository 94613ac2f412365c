import { cleanNumber, cleanPhone, cleanText } from "./fields/clean_text.ts";
import { isEmail, isPhone } from "./fields/contacts.ts";
import { MerchantInputError } from "./errors.ts";
import { FieldChecks } from "./field_checks.ts";
import type { MerchantInput } from "./merchant_desk.ts";

const SETTLEMENT_DAYS = { min: 1, max: 28 } as const;

/** The input cleaned. @throws {MerchantInputError} */
export function checkedMerchant(given: MerchantInput): MerchantInput {
  const input: MerchantInput = {
    id: given.id,
    name: cleanText(given.name),
    businessNumber: cleanNumber(given.businessNumber),
    representative: cleanText(given.representative),
    address: cleanText(given.address),
    businessType: cleanText(given.businessType),
    businessItem: cleanText(given.businessItem),
    email: cleanText(given.email),
    phone: cleanPhone(given.phone),
    settlementCycle: given.settlementCycle,
    settlementDay: given.settlementDay,
  };
  const checks = new FieldChecks<keyof MerchantInput>();
  checks.text("name", input.name, { max: 60, required: true });
  checks.businessNumber("businessNumber", input.businessNumber);
  checks.text("representative", input.representative, { max: 60 });
  checks.text("address", input.address, { max: 200 });
  checks.text("businessType", input.businessType, { max: 60 });
  checks.text("businessItem", input.businessItem, { max: 60 });
  checks.text("email", input.email, { max: 100 });
  if (input.email !== "" && !isEmail(input.email)) checks.refuse("email", "format");
  if (input.phone !== "" && !isPhone(input.phone)) checks.refuse("phone", "format");
  if (!["daily", "monthly"].includes(input.settlementCycle)) {
    checks.refuse("settlementCycle", "unknown");
  }
  checks.integer("settlementDay", input.settlementDay, SETTLEMENT_DAYS);
  if (checks.problems.length > 0) throw new MerchantInputError(checks.problems);
  return input;
}
