import type { BankApplication } from "../bank_applications.ts";
import { isMemberBank } from "../banks/bank_list.ts";
import { koreanDay } from "../calendar/korean_day.ts";
import { noteAtBank } from "../exchange/bank_registrations.ts";
import type { House } from "../house.ts";

/** What was posted is no application at a bank; the field is named. */
export class ApplicationError extends Error {
  override readonly name = "ApplicationError";
  constructor(readonly field: string) {
    super(`Cannot take the application: "${field}" is not right`);
  }
}

/**
 * A person registers, ends or moves a mandate at a bank.
 *
 * @throws {ApplicationError}
 */
export function applyAtBank(
  house: House,
  input: Readonly<Record<string, unknown>>,
  institutions: readonly string[],
): BankApplication {
  const text = (name: string, pattern: RegExp, otherwise?: string) => {
    const value = input[name] === undefined || input[name] === "" ? otherwise : input[name];
    if (typeof value !== "string" || !pattern.test(value)) throw new ApplicationError(name);
    return value;
  };
  const bank = text("bankCode", /^\d{3}$/);
  if (!isMemberBank(bank)) throw new ApplicationError("bankCode");
  const institution = text("institution", /^[0-9A-Z]{10}$/, institutions[0]);
  const application = house.applications.add({
    place: text("rail", /^(clearing|line)$/, "clearing") === "line" ? bank : institution,
    day: house.calendar.businessDayFrom(koreanDay(house.context.now())),
    institution,
    bank,
    account: text("accountNumber", /^\d{1,16}$/),
    payerNumber: text("payerNumber", /^[0-9A-Za-z]{1,20}$/),
    holderNumber: text("birthOrBusinessNumber", /^(\d{6}|\d{10})$/),
    kind: text("kind", /^[137]$/) as BankApplication["kind"],
    isMove: input.isMove === true || input.isMove === "on",
  });
  noteAtBank(house, application);
  return application;
}
