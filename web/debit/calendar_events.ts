import type { Contract, Debit, DebitPlan } from "@maru/debit";
import type { BusinessCalendar, BusinessDate } from "@maru/kernel";
import { formatDate } from "../ui/date_text.ts";
import { dueDateWords } from "./calendar_words.ts";
import { dateWords, monthAfter, shortDateWords } from "./date_words.ts";

/**
 * What happens on a day: a cutoff, a debit, a result, a last day for registrations, or a contracted
 * day that a holiday moved.
 */
export interface CalendarEvent {
  readonly date: BusinessDate;
  readonly kind: "cutoff" | "debit" | "result" | "registration" | "moved";
  /** Wall time in Seoul, 14:00. */
  readonly time?: string;
  readonly text: string;
  /** Which debit it belongs to, or where the contracted day went. */
  readonly note?: string;
}

interface Planned {
  readonly dueDate: BusinessDate;
  readonly plan: DebitPlan;
  readonly deadline: BusinessDate;
}

interface Sources {
  readonly debit: Debit;
  readonly calendar: BusinessCalendar;
}

/** The events that contracted due days bring to a month, by time; its neighbours reach into it. */
export async function calendarEvents(
  sources: Sources,
  { contracts, month }: {
    readonly contracts: readonly Contract[];
    readonly month: BusinessDate;
  },
): Promise<readonly CalendarEvent[]> {
  const planned = await plannedDebits(sources, { contracts, month });
  const events = [
    ...planned.flatMap((each) => eventsOf(sources, each)),
    ...debitDays(planned),
  ];
  const unique = new Map(
    events.map((event) => [[event.date, event.kind, event.time, event.note].join(" "), event]),
  );
  return [...unique.values()].filter(({ date }) => date.slice(0, 7) === month.slice(0, 7))
    .sort((a, b) => timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);
}

async function plannedDebits(
  { debit, calendar }: Sources,
  { contracts, month }: { contracts: readonly Contract[]; month: BusinessDate },
): Promise<Planned[]> {
  const { schedule } = debit;
  const covered = await calendar.coveredYears();
  const planned: Planned[] = [];
  for (const { rail, dueDays } of contracts.filter(({ state }) => state === "active")) {
    for (const each of [monthAfter(month, -1), month, monthAfter(month, 1)]) {
      for (const dueDay of dueDays) {
        const dueDate = schedule.dueDate({ month: each, dueDay });
        if (!covered.includes(Number(dueDate.slice(0, 4)))) continue;
        const question = { rail, bankCode: "*", dueDate };
        const plan = await schedule.debitPlan(question);
        const { debitDate } = plan;
        const deadline = await schedule.registrationDeadline({ ...question, debitDate });
        planned.push({ dueDate, plan, deadline });
      }
    }
  }
  return planned;
}

function eventsOf(
  { calendar }: Sources,
  { dueDate, plan, deadline }: Planned,
): readonly CalendarEvent[] {
  const { debitDate } = plan;
  const note = `${shortDateWords(debitDate)} 출금분`;
  const cutoffOn = calendar.dateOf(plan.cutoffAt);
  return [
    {
      date: cutoffOn,
      kind: "cutoff",
      time: clockOf(plan.cutoffAt),
      text: "이체의뢰 마감",
      // On the day itself the debit stands right below.
      ...(cutoffOn === debitDate ? {} : { note }),
    },
    {
      date: calendar.dateOf(plan.resultDueAt),
      kind: "result",
      time: clockOf(plan.resultDueAt),
      text: "결과",
      note,
    },
    { date: deadline, kind: "registration", text: "계좌신청 완료 기한", note },
    ...(dueDate === debitDate ? [] : [{
      date: dueDate,
      kind: "moved" as const,
      text: "약정일",
      note: `${dateWords(debitDate)} 출금`,
    }]),
  ];
}

/** A day on which money is debited is said once, with the contracted days that a holiday moved there. */
function debitDays(planned: readonly Planned[]): CalendarEvent[] {
  const days = Map.groupBy(planned, ({ plan }) => plan.debitDate);
  return [...days].map(([debitDate, each]) => {
    const moved = [...new Set(each.map(({ dueDate }) => dueDate))]
      .filter((dueDate) => dueDate !== debitDate).sort();
    const words = moved.map((dueDate) => dueDateWords({ debitDate, dueDate }));
    return {
      date: debitDate,
      kind: "debit",
      text: "출금일",
      ...(words.length === 0 ? {} : { note: `약정일 ${words.join(", ")}` }),
    };
  });
}

function clockOf(instant: Date): string {
  return formatDate(instant, "time").slice(0, "14:00".length);
}

/** What has no time stands below what has one. */
function timeOf({ time = "24:00" }: CalendarEvent): string {
  return time;
}
