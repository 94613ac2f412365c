import type { BankApplication } from "../bank_applications.ts";
import type { Day } from "../calendar/korean_day.ts";
import { shortName } from "../file_name.ts";
import type { House } from "../house.ts";
import { concatenate } from "../layout/fields.ts";
import {
  addRegistration,
  bankApplicationRecord,
  emptyRegistrationTotals,
  registrationHeader,
  registrationTrailer,
} from "../layout/registration_record.ts";
import { fileId, fileStatus, type Place } from "./exchanged_file.ts";

/** Makes the EB11 of a place and a day from what persons registered at banks. */
export function putBankRegistrations(
  house: House,
  slot: { readonly place: Place; readonly day: Day },
): void {
  const { context, store, timetable, applications } = house;
  const asked = applications.of(slot.place, slot.day);
  const institution = asked[0]?.institution;
  if (institution === undefined) return;
  const id = fileId({ ...slot, kind: "EB11", copy: 1 });
  const head = { institution, name: shortName("EB11", slot.day) };
  const totals = emptyRegistrationTotals();
  for (const { kind } of asked) addRegistration(totals, kind);
  const bytes = concatenate([
    registrationHeader({ ...head, day: slot.day }),
    ...asked.map((application) => bankApplicationRecord(application)),
    registrationTrailer({ ...head, totals }),
  ]);
  Deno.writeFileSync(store.pathOf(id), bytes);
  store.put({
    id,
    direction: "result",
    ...slot,
    institution,
    kind: "EB11",
    status: fileStatus.done,
    sizeBytes: bytes.length,
    recordCount: asked.length,
    totalWon: 0,
    at: context.now().toISOString(),
    availableAt: timetable.registrationsOutAt(slot.day).toISOString(),
    requestCount: asked.length,
    errorCount: 0,
  });
  context.journal("clearing-result", { file: id, records: asked.length, won: 0 });
}

/** The institution's time to refuse has passed: what it did not refuse stands. */
export function letStand(house: House, waiting: readonly BankApplication[]): void {
  const { mandates, applications } = house;
  mandates.put(
    waiting.filter(({ kind }) => kind === "1").map((application) => ({
      ...partsOfApplication(application),
      state: "active" as const,
    })),
  );
  applications.put(waiting.map((application) => ({ ...application, state: "standing" })));
}

/** What follows at once at the bank: an end counts from the counter, a new mandate waits. */
export function noteAtBank(house: House, application: BankApplication): void {
  const parts = partsOfApplication(application);
  house.mandates.put([
    application.kind === "1"
      ? { ...parts, state: "pending" }
      : { ...parts, state: "ended", endCode: application.isMove ? "0024" : "0019" },
  ]);
}

/** The institution refused an application (EB12). */
export function refuseApplications(
  house: House,
  refused: readonly { readonly application: BankApplication; readonly code: string }[],
): void {
  house.applications.put(
    refused.map(({ application, code }) => ({
      ...application,
      state: "refused" as const,
      refusalCode: code,
    })),
  );
  house.mandates.put(
    refused.filter(({ application }) => application.kind === "1").map(({ application }) => ({
      ...partsOfApplication(application),
      state: "ended" as const,
      endCode: "0017",
    })),
  );
}

function partsOfApplication({ institution, payerNumber, bank, account }: BankApplication) {
  return { institution, payerNumber, bank, account };
}
