import type { Instruction, InstructionInput } from "@maru/debit";
import { groupDigits } from "../ui/money.ts";
import { monthOf, rateOf, wonOf } from "./customer_values.ts";

export const INSTRUCTION_FIELDS = [
  "itemCode",
  "limitWon",
  "monthlyWon",
  "discountRate",
  "discountWon",
  "firstMonth",
  "lastMonth",
  "dueDay",
  "bankCode",
  "account",
  "holder",
  "holderIdentity",
  "manager",
] as const;
export type InstructionField = (typeof INSTRUCTION_FIELDS)[number];
export type TypedInstruction = Readonly<Record<InstructionField, string>>;

/** A form that nobody has typed in: the payer is most often the customer, from this month on. */
export function emptyInstruction(
  { holder, month, itemCode }: {
    readonly holder: string;
    readonly month: string;
    readonly itemCode: string;
  },
): TypedInstruction {
  const empty = Object.fromEntries(INSTRUCTION_FIELDS.map((field) => [field, ""]));
  return { ...empty as Record<InstructionField, string>, holder, firstMonth: month, itemCode };
}

/** An instruction as the form shows it; account and identity are sealed and stay away. */
export function typedInstructionOf(saved: Instruction): TypedInstruction {
  const isByRate = saved.monthlyWon * BigInt(saved.discountRate) / 10_000n === saved.discountWon;
  return {
    itemCode: saved.itemCode,
    limitWon: groupDigits(saved.limitWon),
    monthlyWon: groupDigits(saved.monthlyWon),
    discountRate: saved.discountRate === 0 ? "" : String(saved.discountRate / 100),
    // An amount that its rate gives follows the rate; another one was agreed for itself.
    discountWon: isByRate ? "" : groupDigits(saved.discountWon),
    firstMonth: saved.firstMonth.slice(0, 7),
    lastMonth: saved.lastMonth?.slice(0, 7) ?? "",
    dueDay: String(saved.dueDay),
    bankCode: saved.bankCode,
    account: "",
    holder: saved.holder,
    holderIdentity: "",
    manager: saved.manager,
  };
}

/** What was typed, for the desk to judge. */
export function asInstructionInput(typed: TypedInstruction): InstructionInput {
  const { discountWon, lastMonth } = typed;
  return {
    itemCode: typed.itemCode,
    limitWon: wonOf(typed.limitWon),
    monthlyWon: wonOf(typed.monthlyWon),
    discountRate: rateOf(typed.discountRate),
    ...(discountWon === "" ? {} : { discountWon: discountOf(discountWon) }),
    firstMonth: monthOf(typed.firstMonth),
    ...(lastMonth === "" ? {} : { lastMonth: monthOf(lastMonth) }),
    dueDay: /^\d{1,2}$/.test(typed.dueDay) ? Number(typed.dueDay) : 0,
    bankCode: typed.bankCode,
    account: typed.account,
    holder: typed.holder,
    holderIdentity: typed.holderIdentity,
    manager: typed.manager,
  };
}

/** Nothing off is an amount here, unlike elsewhere. */
function discountOf(text: string): bigint {
  return /^0+원?$/.test(text) ? 0n : wonOf(text) || -1n;
}
