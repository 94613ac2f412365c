import { cleanNumber, cleanPhone, cleanText } from "../settings/fields/clean_text.ts";
import type { CustomerInput, InstructionInput } from "./customer_desk.ts";

export { cleanNumber, cleanPhone, cleanText };

export function cleanCustomer(input: CustomerInput): CustomerInput {
  const { identity, joinedOn } = input;
  return {
    contractId: input.contractId,
    number: cleanText(input.number),
    name: cleanText(input.name),
    kind: input.kind,
    grade: cleanText(input.grade),
    representative: cleanText(input.representative),
    phone: cleanPhone(input.phone),
    mobile: cleanPhone(input.mobile),
    email: cleanText(input.email),
    industryCode: cleanText(input.industryCode),
    region: cleanText(input.region),
    postcode: cleanNumber(input.postcode),
    address: cleanText(input.address),
    addressDetail: cleanText(input.addressDetail),
    ...(identity === undefined || identity === "" ? {} : { identity: cleanNumber(identity) }),
    ...(joinedOn === undefined || joinedOn === "" ? {} : { joinedOn }),
  };
}

/** The texts of an instruction cleaned; absent account and identity stay absent. */
export function cleanInstruction<
  T extends Omit<InstructionInput, "account" | "holderIdentity"> & {
    readonly account?: string;
    readonly holderIdentity?: string;
  },
>(input: T): T {
  const { account, holderIdentity } = input;
  return {
    ...input,
    itemCode: cleanText(input.itemCode),
    bankCode: cleanText(input.bankCode),
    holder: cleanText(input.holder),
    manager: cleanText(input.manager),
    ...(account === undefined ? {} : { account: cleanNumber(account) }),
    ...(holderIdentity === undefined ? {} : { holderIdentity: cleanNumber(holderIdentity) }),
  };
}
