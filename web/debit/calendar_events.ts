import type { Contract, Debit } from "@maru/debit";
import type { BusinessCalendar, BusinessDate } from "@maru/kernel";
import { formatDate } from "../ui/date_text.ts";
import { monthAfter, shortDateWords } from "./date_words.ts";

/** What happens on a day: a cutoff, a debit, a result, a last day for registrations. */
export interface CalendarEvent {
  readonly date: BusinessDate;
  readonly kind: "cutoff" | "debit" | "result" | "registration";
  readonly text: string;
}

/** The events that contracted due days bring to a month; those of its neighbours reach into it. */
export async function calendarEvents(
  { debit, calendar }: { readonly debit: Debit; readonly calendar: BusinessCalendar },
  { contracts, month }: {
    readonly contracts: readonly Contract[];
    readonly month: BusinessDate;
  },
): Promise<readonly CalendarEvent[]> {
  const events: CalendarEvent[] = [];
  for (const contract of contracts.filter(({ state }) => state === "active")) {
    for (const each of [monthAfter(month, -1), month, monthAfter(month, 1)]) {
      for (const dueDay of contract.dueDays) {
        const dueDate = debit.schedule.dueDate({ month: each, dueDay });
        events.push(...await eventsOf({ debit, calendar }, { contract, dueDate }));
      }
    }
  }
  const unique = new Map(events.map((event) => [`${event.date} ${event.text}`, event]));
  return [...unique.values()].filter(({ date }) => date.slice(0, 7) === month.slice(0, 7));
}

async function eventsOf(
  { debit, calendar }: { debit: Debit; calendar: BusinessCalendar },
  { contract, dueDate }: { contract: Contract; dueDate: BusinessDate },
): Promise<CalendarEvent[]> {
  const covered = await calendar.coveredYears();
  if (!covered.includes(Number(dueDate.slice(0, 4)))) return [];
  const question = { rail: contract.rail, bankCode: "*", dueDate };
  const plan = await debit.schedule.debitPlan(question);
  const { debitDate } = plan;
  const deadline = await debit.schedule.registrationDeadline({ ...question, debitDate });
  const at = (instant: Date) => formatDate(instant, "time").slice(0, "14:00".length);
  const words = `${shortDateWords(debitDate)} 출금분`;
  const cutoffOn = calendar.dateOf(plan.cutoffAt);
  return [
    {
      date: cutoffOn,
      kind: "cutoff",
      // On the day itself the debit stands right below.
      text: `${at(plan.cutoffAt)} ${cutoffOn === debitDate ? "" : `${words} `}이체의뢰 마감`,
    },
    { date: debitDate, kind: "debit", text: "출금일" },
    {
      date: calendar.dateOf(plan.resultDueAt),
      kind: "result",
      text: `${at(plan.resultDueAt)} ${words} 결과`,
    },
    { date: deadline, kind: "registration", text: `${words} 계좌신청 완료 기한` },
  ];
}
