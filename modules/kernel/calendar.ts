/** A calendar date in Asia/Seoul, "YYYY-MM-DD". */
export type BusinessDate = string;

export interface Holiday {
  readonly date: BusinessDate;
  readonly name: string;
}

/** Korean business days: table `kernel.holiday`, editable by operators, 2018–2027 seeded. */
export interface BusinessCalendar {
  /** The date in Asia/Seoul of an instant. */
  dateOf(instant: Date): BusinessDate;
  /** @throws {CalendarNotCoveredError} for a year without holidays on record */
  isBusinessDay(date: BusinessDate): Promise<boolean>;
  /** The date `days` business days after (or, negative, before) `date`. */
  addBusinessDays(date: BusinessDate, days: number): Promise<BusinessDate>;
  /** `date` itself if it is a business day, else the next or the previous one. */
  rollForward(date: BusinessDate): Promise<BusinessDate>;
  rollBackward(date: BusinessDate): Promise<BusinessDate>;
  holidays(year: number): Promise<Holiday[]>;
  addHoliday(holiday: Holiday): Promise<void>;
  removeHoliday(date: BusinessDate): Promise<void>;
}

/** A date lies outside the years whose holidays are known. */
export class CalendarNotCoveredError extends Error {
  override name = "CalendarNotCoveredError";
  constructor(readonly date: BusinessDate) {
    super(`Cannot tell business days of "${date}": its year has no holidays on record`);
  }
}
