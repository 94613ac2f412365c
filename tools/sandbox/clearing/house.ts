import type { SandboxContext } from "../context.ts";
import { type BankApplications, openBankApplications } from "./bank_applications.ts";
import { type AccountRules, openAccountRules } from "./banks/account_rules.ts";
import { type Books, openBooks } from "./books.ts";
import { type BankCalendar, openBankCalendar } from "./calendar/bank_calendar.ts";
import { type EvidenceBook, openEvidenceBook } from "./evidence_book.ts";
import { type ExchangeStore, openExchangeStore } from "./exchange/exchange_store.ts";
import { type HouseSettingsFile, openHouseSettings } from "./house_settings.ts";
import { type Mandates, openMandates } from "./mandates.ts";
import { createTimetable, type Timetable } from "./timetable.ts";

/** What the clearing house and the banks know; all of it outlasts a restart. */
export interface House {
  readonly context: SandboxContext;
  readonly calendar: BankCalendar;
  readonly timetable: Timetable;
  readonly store: ExchangeStore;
  readonly mandates: Mandates;
  readonly evidence: EvidenceBook;
  readonly applications: BankApplications;
  readonly rules: AccountRules;
  readonly books: Books;
  readonly settings: HouseSettingsFile;
}

/** Opens the folder `clearing` of the sandbox's data. */
export function openHouse(context: SandboxContext): House {
  const folder = `${context.dataDirectory}/clearing`;
  Deno.mkdirSync(folder, { recursive: true });
  const calendar = openBankCalendar(folder);
  return {
    context,
    calendar,
    timetable: createTimetable(calendar),
    store: openExchangeStore(folder),
    mandates: openMandates(folder),
    evidence: openEvidenceBook(folder),
    applications: openBankApplications(folder),
    rules: openAccountRules(folder),
    books: openBooks(`${folder}/books`),
    settings: openHouseSettings(folder),
  };
}
