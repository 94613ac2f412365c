import type { Day } from "./calendar/korean_day.ts";
import type { Place } from "./exchange/exchanged_file.ts";
import { openKeyedFile } from "./keyed_file.ts";

/** A mandate that a person gave, ended or moved at a bank; it goes out as a record of EB11. */
export interface BankApplication {
  readonly place: Place;
  /** The business day on which the bank took it. */
  readonly day: Day;
  /** Its place in the EB11 of that day, from 1. */
  readonly sequence: number;
  readonly institution: string;
  readonly payerNumber: string;
  readonly bank: string;
  readonly account: string;
  readonly holderNumber: string;
  readonly kind: "1" | "3" | "7";
  /** One half of an account move (계좌이동). */
  readonly isMove: boolean;
  /** `waiting` until the institution's time to refuse it has passed. */
  readonly state: "waiting" | "standing" | "refused";
  readonly refusalCode?: string;
}

export interface BankApplications {
  add(application: Omit<BankApplication, "sequence" | "state">): BankApplication;
  of(place: Place, day: Day): BankApplication[];
  waiting(): BankApplication[];
  put(applications: readonly BankApplication[]): void;
}

export function openBankApplications(folder: string): BankApplications {
  const file = openKeyedFile<BankApplication & { readonly id: string }>(
    `${folder}/applications.ndjson`,
  );
  const put = (applications: readonly BankApplication[]) =>
    file.put(applications.map((application) => ({ ...application, id: idOf(application) })));
  const of = (place: Place, day: Day) =>
    [...file.values()].filter((application) =>
      application.place === place && application.day === day
    );
  return {
    add(application) {
      const sequence = of(application.place, application.day).length + 1;
      const added = { ...application, sequence, state: "waiting" } as const;
      put([added]);
      return added;
    },
    of,
    waiting: () => [...file.values()].filter(({ state }) => state === "waiting"),
    put,
  };
}

function idOf({ place, day, sequence }: BankApplication): string {
  return `${place} ${day} ${sequence}`;
}
