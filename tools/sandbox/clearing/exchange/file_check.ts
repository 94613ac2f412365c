import type { House } from "../house.ts";
import { isMemberBank } from "../banks/bank_list.ts";
import { checkAnswers } from "../centre/check_answers.ts";
import { checkDebits } from "../centre/check_debits.ts";
import { checkEvidence } from "../centre/check_evidence.ts";
import { checkRegistrations } from "../centre/check_registrations.ts";
import type { ArrivedFile, CheckedFile } from "../centre/checked_file.ts";
import { textOf } from "../layout/fields.ts";
import { registrationFields } from "../layout/registration_record.ts";
import { partsOf } from "../mandates.ts";
import { refuseApplications } from "./bank_registrations.ts";
import { isLine, isTaken, type SentFile } from "./exchanged_file.ts";
import { eachApplication } from "./registration_work.ts";

/** What was found, and what follows at once when the file is taken. */
export interface FileCheck {
  readonly checked: CheckedFile;
  /** Called once the file is on record as taken. */
  follow(file: SentFile): Promise<void> | void;
}

/** Checks a file by its kind. @throws {FileRefusedError} */
export async function checkFile(house: House, file: SentFile): Promise<FileCheck> {
  const arrived: ArrivedFile = {
    path: house.store.pathOf(file.id),
    sizeBytes: file.sizeBytes,
    kind: file.kind,
    day: file.day,
    arrivedAt: new Date(file.at),
    ...(isLine(file.place) ? { lineBank: file.place } : { institution: file.place }),
  };
  switch (file.kind) {
    case "EB21":
    case "EC21": {
      const limits = { ...debitLimits(house, file), isMember: isMemberBank };
      return { checked: await checkDebits({ ...arrived, kind: file.kind }, limits), follow() {} };
    }
    case "EB13":
      return {
        checked: await checkRegistrations(arrived, registrationBooks(house)),
        follow: (taken) => awaitMandates(house, taken),
      };
    case "EI13": {
      const checked = await checkEvidence(arrived);
      return { checked, follow: () => house.evidence.add(checked.keys, arrived.arrivedAt) };
    }
    case "EB12":
      return await checkInstitutionAnswers(house, file, arrived);
  }
}

/** What the institution has asked for in the month of a day, in files that were taken. */
export function monthUsedWon({ store }: House, institution: string, day: string): number {
  return store.list().filter((file): file is SentFile => file.direction === "sent")
    .filter((file) =>
      file.institution === institution && isTaken(file) && file.day.slice(0, 7) === day.slice(0, 7)
    )
    .reduce((sum, file) => sum + file.totalWon, 0);
}

function debitLimits(house: House, file: SentFile) {
  const { itemLimitWon, monthLimitWon } = house.settings.current;
  const usedWon = isLine(file.place) ? 0 : monthUsedWon(house, file.institution, file.day);
  return { itemLimitWon, monthLeftWon: monthLimitWon - usedWon };
}

function registrationBooks({ mandates, evidence }: House) {
  return {
    isMember: isMemberBank,
    isKnown: (key: string) => mandates.isKnown(key),
    hasEvidence: (key: string, at: Date) => evidence.has(key, at),
  };
}

/** New mandates that passed the centre wait for the bank, so that a second application is told so. */
async function awaitMandates(house: House, file: SentFile): Promise<void> {
  const refused = new Set(house.store.errorsOf(file.id).map((error) => error.recordNumber));
  const waiting: ReturnType<typeof partsOf>[] = [];
  await eachApplication(house, file, (record, number) => {
    const fields = registrationFields(textOf(record));
    if (fields.application === "1" && !refused.has(number)) waiting.push(partsOf(fields));
  });
  house.mandates.put(
    waiting.map((parts) => ({ ...parts, state: "pending" as const, file: file.id })),
  );
}

async function checkInstitutionAnswers(
  house: House,
  file: SentFile,
  arrived: ArrivedFile,
): Promise<FileCheck> {
  const applications = house.applications.of(file.place, file.day);
  const asked = new Map(
    applications.map(({ sequence, payerNumber }) => [sequence, payerNumber] as const),
  );
  const checked = await checkAnswers(arrived, asked);
  const refused = checked.answers.flatMap(({ sequence, code }) => {
    const application = applications.find((candidate) => candidate.sequence === sequence);
    return application === undefined ? [] : [{ application, code }];
  });
  return { checked, follow: () => refuseApplications(house, refused) };
}
